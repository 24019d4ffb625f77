import type { MockReply, MockRequest } from '../exchange.ts'
import { fingerprint } from '../images/fingerprint.ts'
import type { PaintedImage } from '../images/painter.ts'

// Images are the same bytes as long as they are kept: each is read for its tag once.
const tags = new WeakMap<Uint8Array, string>()

/**
 * Answers a request for an image as a CDN does: whole, a range of it, or not at all where the client has it. Pure.
 * `madeAt` is in milliseconds since 1970.
 */
export function imageReply(
  { method, headers }: Pick<MockRequest, 'headers' | 'method'>,
  { bytes, contentType, madeAt }: PaintedImage & { readonly madeAt: number },
): MockReply {
  const etag = tagOf(bytes)
  const lastModified = new Date(madeAt).toUTCString()
  const shared = { etag, 'last-modified': lastModified, 'accept-ranges': 'bytes' }
  if (isKnown(headers, { etag, lastModified }))
    return { status: 304, headers: shared, body: new Uint8Array() }
  const whole = { status: 200, headers: { 'content-type': contentType, ...shared }, body: bytes } as const
  const wanted = headers['if-range']
  // A range of another image than the client began with would spoil it. (RFC 9110, 13.1.5)
  const applies = method === 'GET' && (wanted === undefined || wanted === etag || wanted === lastModified)
  const range = applies ? readRange(headers['range'], bytes.length) : undefined
  if (range === undefined) return whole
  if (range === 'outside')
    return {
      status: 416,
      headers: { ...shared, 'content-range': `bytes */${bytes.length}` },
      body: new Uint8Array(),
    }
  const { first, last } = range
  return {
    status: 206,
    headers: { ...whole.headers, 'content-range': `bytes ${first}-${last}/${bytes.length}` },
    body: bytes.subarray(first, last + 1),
  }
}

/** Both ends are in it. */
interface ByteRange {
  readonly first: number
  readonly last: number
}

/** One range of bytes. Undefined where there is none, or none that can be read: then everything is sent. (RFC 9110, 14.2) */
function readRange(header: string | undefined, size: number): ByteRange | 'outside' | undefined {
  const [, from = '', to = ''] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  if (from === '') {
    const count = Number(to)
    return count === 0 ? 'outside' : { first: Math.max(0, size - count), last: size - 1 }
  }
  const first = Number(from)
  const last = to === '' ? Infinity : Number(to)
  if (last < first) return undefined
  return first >= size ? 'outside' : { first, last: Math.min(last, size - 1) }
}

/** Whether the client has the image already; a tag says more than a date. (RFC 9110, 13.2.2) */
function isKnown(
  headers: MockRequest['headers'],
  { etag, lastModified }: { readonly etag: string; readonly lastModified: string },
): boolean {
  const known = headers['if-none-match']
  if (known !== undefined)
    return known.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return since >= Date.parse(lastModified)
}

function tagOf(bytes: Uint8Array): string {
  const known = tags.get(bytes)
  if (known !== undefined) return known
  const tag = `"${fingerprint(bytes)}"`
  tags.set(bytes, tag)
  return tag
}
