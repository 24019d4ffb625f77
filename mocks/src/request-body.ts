import type { IncomingMessage } from 'node:http'
import type { Violation } from './contract-engine.ts'

/** Bodies larger than this are refused with 413: 20 MB of image in base64, and room for the rest. */
export const maxBodyBytes = 32 * 1024 * 1024

/** What came in as a body. */
export type RequestBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'none' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable'; readonly violation: Violation }

/** Reads a request's body up to {@link maxBodyBytes} and parses it as JSON. */
export async function readRequestBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > maxBodyBytes) return { kind: 'too-large' }
    chunks.push(bytes)
  }
  if (size === 0) return { kind: 'none' }
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    return unreadable(
      ['header', 'content-type'],
      `must be application/json, not ${type === '' ? 'left out' : JSON.stringify(type)}`,
    )
  }
  try {
    return { kind: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch (error) {
    return unreadable(['body'], `is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Reads past a body nobody asked for. */
export async function dropBody(request: IncomingMessage): Promise<RequestBody> {
  await new Promise((resolve) => request.resume().once('end', resolve).once('close', resolve))
  return { kind: 'none' }
}

function unreadable(location: readonly string[], message: string): RequestBody {
  return { kind: 'unreadable', violation: { location, keyword: 'json', message } }
}
