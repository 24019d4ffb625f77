import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { ContractEngine } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { fixtures } from '../../generated/fal/fixtures.ts'
import { bytesOf, loadCassette } from '../../mocks/src/cassettes/cassette.ts'
import { startRecorder } from '../../mocks/src/cassettes/recorder.ts'
import { raw, read, useDeck } from './deck.ts'

const deck = useDeck()
const key = 'fal-id-123456:fal-secret-abcdef'

const everyByte = Buffer.from(Array.from({ length: 70_000 }, (_none, at) => (at * 7) % 256))
const sse = 'data: {"status":"IN_QUEUE"}\n\n: ping\n\ndata: {"status":"COMPLETED"}\n\n'
const answers: {
  name: string
  status: number
  message?: string
  headers: string[]
  parts: readonly (Buffer | string)[]
  method?: string
}[] = [
  {
    name: 'an image',
    status: 200,
    headers: ['Content-Type', 'image/png', 'Content-Length', String(everyByte.length)],
    parts: [everyByte],
  },
  {
    name: 'a body in chunks',
    status: 200,
    headers: ['Content-Type', 'image/jpeg'],
    parts: [everyByte.subarray(0, 10), everyByte.subarray(10)],
  },
  {
    name: 'events',
    status: 200,
    headers: ['Content-Type', 'text/event-stream'],
    parts: [sse.slice(0, 20), sse.slice(20)],
  },
  {
    name: 'compressed JSON',
    status: 200,
    headers: ['Content-Type', 'application/json', 'Content-Encoding', 'gzip'],
    parts: [gzipSync('{"a":1}')],
  },
  { name: 'nothing', status: 204, headers: ['X-Odd', 'yes'], parts: [] },
  { name: 'nothing new', status: 304, headers: ['ETag', '"x"'], parts: [] },
  { name: 'a head', status: 200, headers: ['Content-Length', '5'], parts: [], method: 'HEAD' },
  {
    name: 'a number larger than a double holds',
    status: 200,
    headers: ['Content-Type', 'application/json'],
    parts: ['{ "seed":15860307465884635512 ,"x":1.0}'],
  },
  {
    name: 'half a character and a mark of order',
    status: 200,
    headers: ['Content-Type', 'text/plain'],
    parts: [Buffer.from([0xef, 0xbb, 0xbf, 0xc3])],
  },
  {
    name: 'the same header twice',
    status: 200,
    headers: ['X-Two', 'a', 'X-Two', 'b', 'X-CaSe', 'Kept'],
    parts: ['{}'],
  },
  { name: 'a status of its own', status: 299, message: 'Well Enough', headers: [], parts: ['ok'] },
  {
    name: 'a failure',
    status: 503,
    headers: ['Retry-After', '3', 'Content-Type', 'text/html'],
    parts: ['<h1>Sorry</h1>'],
  },
]

/** An engine that holds the requests of one path back until it is told. */
function slowEngine(slow: string): { engine: ContractEngine; free: () => void } {
  let free: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    free = resolve
  })
  return {
    free: () => free(),
    engine: {
      exchange: async (_provider, { path }) => {
        if (path === slow) await held
        return { matched: false }
      },
    },
  }
}

describe('the recorder', () => {
  test.each(answers)(
    'passes $name on byte for byte, and keeps it',
    async ({ status, message, headers, parts, method = 'GET' }) => {
      const target = await deck.serve((_request, response) => {
        response.sendDate = false
        if (message === undefined) response.writeHead(status, headers)
        else response.writeHead(status, message, headers)
        for (const part of parts) response.write(part)
        response.end()
      })
      const recorder = await deck.record(`${target}/base/`)
      const direct = await raw(`${target}/base/some/path`, { method })
      const passed = await raw(`${recorder.baseUrl}/some/path`, { method })
      const without = (given: readonly string[]): readonly string[] => {
        const pairs = Array.from({ length: given.length / 2 }, (_none, at) => given.slice(at * 2, at * 2 + 2))
        return pairs
          .filter(([name = '']) => !/^(connection|keep-alive|transfer-encoding)$/i.test(name))
          .flat()
      }
      expect({ ...passed, headers: without(passed.headers) }).toEqual({
        ...direct,
        headers: without(direct.headers),
      })
      const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
      expect(passed.body).toEqual(body)
      await recorder.close()
      const { response } = loadCassette(deck.path()).exchanges[0] ?? {}
      expect(response?.status).toBe(status)
      expect(Buffer.from(bytesOf(response?.body ?? { text: '?' }))).toEqual(body)
    },
  )

  test('asks exactly what it was asked', async () => {
    const heard: {
      method: string | undefined
      url: string | undefined
      headers: readonly string[]
      body: Buffer
    }[] = []
    const target = await deck.serve((request, response) => {
      void read(request).then((body) => {
        heard.push({ method: request.method, url: request.url, headers: request.rawHeaders, body })
        response.end()
      })
    })
    const recorder = await deck.record(`${target}/base`)
    const headers = [
      'X-CaSe',
      'Kept',
      'X-Two',
      'a',
      'X-Two',
      'b',
      'Authorization',
      `Key ${key}`,
      'content-length',
      String(everyByte.length),
    ]
    const path = '/a//b/%7Euser/../x%2Fy?q=%20+&q=2&&z'
    await raw(`${recorder.baseUrl}${path}`, { method: 'PUT', headers, body: everyByte })
    expect(heard[0]).toEqual({
      method: 'PUT',
      url: `/base${path}`,
      headers: ['host', new URL(target).host, ...headers, 'Connection', 'close'],
      body: everyByte,
    })
  })

  test('passes a stream on as it comes', async () => {
    let goOn: () => void = () => undefined
    const target = await deck.serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\n')
      goOn = () => response.end('data: 2\n\n')
    })
    const recorder = await deck.record(target)
    const response = await fetch(`${recorder.baseUrl}/stream`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 1\n\n' })
    goOn()
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 2\n\n' })
    expect((await reader?.read())?.done).toBe(true)
  })

  test('keeps exchanges in the order in which they were asked, and loses none at its end', async () => {
    const target = await deck.serve((request, response) => response.end(request.url))
    const { engine, free } = slowEngine('/slow')
    const recorder = await startRecorder({ target, provider: 'fal', engine, out: deck.path() })
    await raw(`${recorder.baseUrl}/slow`)
    await raw(`${recorder.baseUrl}/quick`)
    const closed = recorder.close()
    free()
    await closed
    expect(loadCassette(deck.path()).exchanges.map(({ request }) => request.path)).toEqual([
      '/slow',
      '/quick',
    ])
  })

  test('does not follow a redirect, and says so', async () => {
    let asked = 0
    const other = await deck.serve((_request, response) => {
      asked += 1
      response.end()
    })
    const target = await deck.serve((_request, response) => {
      response.writeHead(307, { location: `${other}/steal` }).end()
    })
    const recorder = await deck.record(target)
    const { status } = await raw(`${recorder.baseUrl}/x`, { headers: ['authorization', `Key ${key}`] })
    await recorder.close()
    expect([status, asked]).toEqual([307, 0])
    expect(recorder.cassette().exchanges[0]?.violations.response).toMatchObject([
      { location: ['status'], message: `is a redirect to ${other}/steal; it was not followed` },
    ])
  })

  test('keeps no credential, wherever it stands', async () => {
    const target = await deck.serve((request, response) => {
      const echo = JSON.stringify({ got: request.headers.authorization, by: 'fal-secret-abcdef' })
      const packed = request.url?.startsWith('/packed') === true
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': 'sid=cookie-123456',
        'x-seen': request.headers.authorization ?? '',
        ...(packed ? { 'content-encoding': 'gzip' } : {}),
      })
      response.end(packed ? gzipSync(echo) : echo)
    })
    const recorder = await deck.record(target)
    const headers = [
      'authorization',
      `Key ${key}`,
      'cookie',
      'a=cookie-abcdef',
      'x-api-key',
      'another-123456',
      'x-token',
      'zq7',
      'content-type',
      'application/json',
    ]
    for (const path of [
      '/plain',
      '/packed',
      `/in-path/fal-secret-abcdef?api_key=abc&webhook=${encodeURIComponent('https://h.example/?token=tok-123')}`,
    ])
      await raw(`${recorder.baseUrl}${path}`, {
        method: 'POST',
        headers,
        body: Buffer.from(`{"prompt":"hello","key":"${key}"}`),
      })
    await recorder.close()
    const text = await readFile(deck.path(), 'utf8')
    for (const secret of ['fal-secret', 'fal-id', 'cookie-', 'another-', 'zq7', '=abc', 'tok-123'])
      expect(text).not.toContain(secret)
    const { exchanges } = loadCassette(deck.path())
    for (const { response } of exchanges)
      expect(JSON.parse(Buffer.from(bytesOf(response.body)).toString())).toEqual({
        got: '[redacted]',
        by: '[redacted]',
      })
    expect(text).toContain('hello')
  })

  test('sends the key to the target only, whatever path a client asks for', async () => {
    const recorder = await deck.record(
      await deck.serve((request, response) => response.end(request.headers.host)),
    )
    const at = recorder.baseUrl.replace(/\/fal$/, '')
    const statusOf = async (path: string, headers: string[] = []): Promise<number> =>
      (await raw(at + path, { headers })).status
    expect(await statusOf('/http://evil.example/fal/x')).toBe(404)
    expect(await statusOf('//evil.example/fal/x')).toBe(404)
    expect(await statusOf('/other/x')).toBe(404)
    expect(await statusOf('/fal/x', ['host', 'evil.example'])).toBe(421)
    expect(await statusOf('/fal//evil.example/x')).toBe(200)
  })

  test.each(['ftp://x.example', 'x.example', 'https://user:pass@x.example', 'https://x.example/?key=1'])(
    'takes %s for no target',
    async (target) => {
      await expect(deck.record(target)).rejects.toThrow('is no base URL')
    },
  )

  test('says that nothing was recorded where nobody answers', async () => {
    const recorder = await deck.record('http://127.0.0.1:1')
    const answer = await raw(`${recorder.baseUrl}/x`)
    expect(answer.status).toBe(502)
    expect(answer.body.toString()).toContain('Nothing was recorded')
    expect(recorder.cassette().exchanges).toEqual([])
  })

  test('holds both directions against the contract', async () => {
    const target = await deck.serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"IN_QUEUE"}')
    })
    const recorder = await deck.record(target)
    await raw(`${recorder.baseUrl}/fal-ai/flux-pro/kontext/max`, {
      method: 'POST',
      headers: ['content-type', 'application/json', 'authorization', `Key ${key}`],
      body: Buffer.from(JSON.stringify({ ...fixtures.requests.max.minimal, guidance_scale: 99 })),
    })
    await raw(`${recorder.baseUrl}/nowhere`)
    await recorder.close()
    expect(loadCassette(deck.path()).exchanges.map(({ violations }) => violations)).toMatchObject([
      {
        request: [{ location: ['body', 'guidance_scale'], keyword: 'maximum' }],
        response: expect.arrayContaining([
          expect.objectContaining({ location: ['body', 'request_id'], keyword: 'required' }),
        ]),
      },
      { request: [{ location: ['path'], message: 'is not in the contract' }], response: [] },
    ])
  })
})
