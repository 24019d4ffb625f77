import { toRecordedBody, type RecordedExchange } from './cassette.ts'
import { decompressed } from '../server/content-encoding.ts'
import type { RawExchange } from './cassette-check.ts'

const imageUrl = /https?:\\?\/\\?\/[^\s"<>]+?\.(?:avif|gif|jpe?g|png|webp)(?=[?"])[^\s"]*/gi
const mostBytes = 32 * 1024 * 1024
const limitMs = 60_000

function imageUrlsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(imageUrl)].map(([url]) => url.replaceAll('\\/', '/')))]
}

/**
 * Fetches the images an answer names, without a credential and without following redirects: over https, or from the
 * target's own host. One that does not come is left out.
 */
export async function recordImages(
  { status, responseBody, responseHeaders }: Pick<RawExchange, 'responseBody' | 'responseHeaders' | 'status'>,
  target: URL,
): Promise<readonly RecordedExchange[]> {
  if (status !== 200) return []
  const encoding = responseHeaders.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
  const urls = imageUrlsIn(Buffer.from(decompressed(responseBody, encoding)).toString('latin1'))
  const allowed = urls.filter(
    (url) => URL.canParse(url) && (url.startsWith('https:') || new URL(url).host === target.host),
  )
  const fetched = await Promise.all(allowed.map(recordImage))
  return fetched.filter((exchange) => exchange !== undefined)
}

async function recordImage(url: string): Promise<RecordedExchange | undefined> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(limitMs) })
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (!response.ok || bytes.length > mostBytes) return undefined
    const type = response.headers.get('content-type')
    return {
      request: { method: 'GET', path: url, headers: [], body: { text: '' } },
      response: {
        status: 200,
        headers: type === null ? [] : [['content-type', type]],
        body: toRecordedBody(bytes),
      },
      violations: { request: [], response: [] },
    }
  } catch {
    return undefined
  }
}
