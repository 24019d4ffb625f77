import { createFakeClock } from 'kontext-sdk/testing'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { afterEach, describe, expect, test } from 'vitest'
import { fixtures } from '../../generated/fal/fixtures.ts'

const dayMs = 24 * 60 * 60 * 1000
const model = 'fal-ai/flux-pro/kontext/max'

let server: MockServer | undefined
afterEach(() => server?.close())

async function start(clock = createFakeClock()): Promise<MockServer> {
  server = await startMockServer({ engine: 'fast', clock })
  return server
}

/** Edits and gives the URL of the image. */
async function edit(mock: MockServer, fields: object, key = 'mock:completes/images'): Promise<string> {
  const headers = { authorization: `Key ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ ...fixtures.requests.max.minimal, ...fields })
  const ask = async (url: string, init?: RequestInit): Promise<Record<string, unknown>> =>
    (await (await fetch(url, { headers, ...init })).json()) as Record<string, unknown>
  const ticket = await ask(`${mock.baseUrl('fal')}/${model}`, { method: 'POST', body })
  for (let looks = 0; looks < 4; looks++) await ask(String(ticket['status_url']))
  const { images } = await ask(String(ticket['response_url']))
  return (images as readonly { readonly url: string }[])[0]?.url ?? ''
}

async function bytesOf(url: string, init?: RequestInit): Promise<Buffer> {
  return Buffer.from(await (await fetch(url, init)).arrayBuffer())
}

describe('a result image over HTTP', () => {
  test.each([
    ['jpeg', 'image/jpeg', 'ffd8ff'],
    ['png', 'image/png', '89504e'],
  ])('is a %s without a key, and says so', async (format, type, magic) => {
    const url = await edit(await start(), { output_format: format })
    const response = await fetch(url)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 3).toString('hex')).toBe(magic)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(response.headers.get('accept-ranges')).toBe('bytes')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('etag')).toMatch(/^"\w+"$/)
  })

  test('says by HEAD what GET would say, and sends nothing', async () => {
    const url = await edit(await start(), {})
    const [got, head] = [await fetch(url), await fetch(url, { method: 'HEAD' })]
    const headersOf = ({ headers }: Response): object =>
      Object.fromEntries([...headers].filter(([name]) => !/^(connection|date|keep-alive)$/.test(name)))
    expect(headersOf(head)).toEqual(headersOf(got))
    expect((await head.arrayBuffer()).byteLength).toBe(0)
  })

  test('can be put together from ranges', async () => {
    const url = await edit(await start(), {})
    const whole = await bytesOf(url)
    const parts = [
      await bytesOf(url, { headers: { range: 'bytes=0-999' } }),
      await bytesOf(url, { headers: { range: 'bytes=1000-' } }),
    ]
    expect(Buffer.concat(parts).equals(whole)).toBe(true)
    const outside = await fetch(url, { headers: { range: `bytes=${whole.length}-` } })
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`])
  })

  test('is not sent again to who has it', async () => {
    const url = await edit(await start(), {})
    const etag = (await fetch(url)).headers.get('etag') ?? ''
    const again = await fetch(url, { headers: { 'if-none-match': etag }, cache: 'no-store' })
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
  })

  test('is there for seven days', async () => {
    const mock = await start()
    const url = await edit(mock, {})
    await mock.advance(7 * dayMs - 1)
    expect((await fetch(url)).status).toBe(200)
    await mock.advance(1)
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(404)
  })

  test('is the same bytes as the data URI of the same edit', async () => {
    const mock = await start()
    const url = await edit(mock, { seed: 7 })
    const inline = await edit(mock, { seed: 7, sync_mode: true })
    expect(inline).toMatch(/^data:image\/jpeg;base64,/)
    const [, base64 = ''] = inline.split(',')
    expect(Buffer.from(base64, 'base64').equals(await bytesOf(url))).toBe(true)
  })

  test('is that of its own session, and of its own job after a reset', async () => {
    const mock = await start()
    const key = 'mock:completes/one'
    const [one, other] = [await edit(mock, { prompt: 'one' }, key), await edit(mock, { prompt: 'other' })]
    const first = await bytesOf(one)
    expect((await bytesOf(other)).equals(first)).toBe(false)
    mock.session(key).reset()
    expect((await fetch(one)).status).toBe(404)
    const again = await edit(mock, { prompt: 'two' }, key)
    expect(again).toBe(one)
    expect((await bytesOf(again)).equals(first)).toBe(false)
  })
})
