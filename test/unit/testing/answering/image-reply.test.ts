import fc from '../../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { imageReply } from '../../../../src/testing/answering/image-reply.ts'

const bytes = Uint8Array.from({ length: 1_000 }, (_none, index) => index % 251)
const image = { bytes, contentType: 'image/png', madeAt: Date.UTC(2026, 10, 21, 12, 0, 0, 400) } as const
const made = 'Sat, 21 Nov 2026 12:00:00 GMT'

function get(headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const reply = imageReply({ method, headers }, image)
  const length = reply.body instanceof Uint8Array ? reply.body.length : -1
  return { ...reply, length, range: reply.headers['content-range'] }
}

const tag = get().headers['etag'] ?? ''

describe('an image', () => {
  test('comes whole, with its type, a tag, its date, and the offer of ranges', () => {
    const { status, headers, body } = get()
    expect({ status, headers, body }).toEqual({
      status: 200,
      headers: { 'content-type': 'image/png', etag: tag, 'last-modified': made, 'accept-ranges': 'bytes' },
      body: bytes,
    })
    expect(tag).toMatch(/^"[0-9a-f]{16}"$/)
  })

  const ranges: readonly {
    name: string
    range: string
    want: readonly [number, string | undefined, number]
  }[] = [
    { name: 'the first bytes', range: 'bytes=0-9', want: [206, 'bytes 0-9/1000', 10] },
    { name: 'one byte', range: 'bytes=999-999', want: [206, 'bytes 999-999/1000', 1] },
    { name: 'the rest', range: 'bytes=900-', want: [206, 'bytes 900-999/1000', 100] },
    { name: 'the last bytes', range: 'bytes=-5', want: [206, 'bytes 995-999/1000', 5] },
    { name: 'more last bytes than there are', range: 'bytes=-5000', want: [206, 'bytes 0-999/1000', 1_000] },
    { name: 'an end behind the end', range: 'bytes=990-5000', want: [206, 'bytes 990-999/1000', 10] },
    { name: 'capitals and spaces', range: 'Bytes= 0-1 ', want: [206, 'bytes 0-1/1000', 2] },
    { name: 'a start behind the end', range: 'bytes=1000-', want: [416, 'bytes */1000', 0] },
    { name: 'no last bytes', range: 'bytes=-0', want: [416, 'bytes */1000', 0] },
    { name: 'a range that runs backwards', range: 'bytes=9-1', want: [200, undefined, 1_000] },
    { name: 'several ranges', range: 'bytes=0-1,5-6', want: [200, undefined, 1_000] },
    { name: 'another unit', range: 'pixels=0-1', want: [200, undefined, 1_000] },
    { name: 'nonsense', range: 'bytes=-', want: [200, undefined, 1_000] },
  ]
  test.each(ranges)('is answered for $name', ({ range, want }) => {
    const { status, range: said, length } = get({ range })
    expect([status, said, length]).toEqual(want)
  })

  test('gives as a range exactly those bytes', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(2_000), (first, more) => {
        const { body } = get({ range: `bytes=${first}-${first + more}` })
        expect(body).toEqual(bytes.slice(first, first + more + 1))
      }),
    )
  })

  const conditions: readonly {
    name: string
    headers: Record<string, string>
    method?: string
    want: number
  }[] = [
    { name: 'its tag', headers: { 'if-none-match': tag }, want: 304 },
    {
      name: 'its tag among others, marked as weak',
      headers: { 'if-none-match': `"x", W/${tag}` },
      want: 304,
    },
    { name: 'any tag', headers: { 'if-none-match': '*' }, want: 304 },
    {
      name: 'another tag and its date',
      headers: { 'if-none-match': '"x"', 'if-modified-since': made },
      want: 200,
    },
    { name: 'its date', headers: { 'if-modified-since': made }, want: 304 },
    { name: 'an older date', headers: { 'if-modified-since': 'Fri, 20 Nov 2026 12:00:00 GMT' }, want: 200 },
    { name: 'no date', headers: { 'if-modified-since': 'yesterday' }, want: 200 },
    { name: 'a range of itself', headers: { range: 'bytes=0-1', 'if-range': tag }, want: 206 },
    { name: 'a range of its date', headers: { range: 'bytes=0-1', 'if-range': made }, want: 206 },
    { name: 'a range of another image', headers: { range: 'bytes=0-1', 'if-range': '"x"' }, want: 200 },
    { name: 'a range by HEAD', headers: { range: 'bytes=0-1' }, method: 'HEAD', want: 200 },
  ]
  test.each(conditions)('knows what to do about $name', ({ headers, method, want }) => {
    expect(get(headers, method).status).toBe(want)
  })
})
