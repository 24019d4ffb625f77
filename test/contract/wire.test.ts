import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ReadableStream } from 'node:stream/web'
import { isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeReply } from '../../mocks/src/server/wire.ts'
import { systemClock } from '../../src/clock.ts'
import type { MockReply, WirePoint } from '../../src/testing/exchange.ts'
import { gzipBomb } from '../../src/testing/faults/bytes.ts'
import { performInProcess } from '../../src/testing/faults/perform-in-process.ts'

let reply: MockReply = { status: 200, headers: {}, body: new Uint8Array() }
let server: Server
let url = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    void writeReply(request, response, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

interface Shown {
  readonly failed?: string
  readonly broke?: string
  readonly status?: number
  readonly text?: string
}

/** What a client sees of a reply: where it failed, with which code, or what came. At most 20 kB are read. */
async function show(ask: (signal: AbortSignal) => Promise<Response>, patienceMs: number): Promise<Shown> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(new Error('patience')), patienceMs)
  try {
    const response = await ask(patience.signal).catch((error: unknown) => ({ failed: codeOf(error) }))
    if ('failed' in response) return response
    const { status } = response
    let text = ''
    try {
      const reader = response.body?.getReader()
      for (; reader !== undefined && text.length < 20_000;) {
        const { done, value } = await reader.read()
        if (done) return { status, text }
        text += new TextDecoder().decode(value)
      }
      await reader?.cancel()
      return { status, text: text === '' ? '' : 'more than enough' }
    } catch (error) {
      // The code of a body that breaks off is another in every version of Node.
      return { status, text, broke: codeOf(error).replace(/^terminated: .*/, 'terminated') }
    }
  } finally {
    clearTimeout(timer)
    patience.abort()
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message === 'patience') return 'patience'
  return `${error.message}: ${causeOf(error)}`
}

function causeOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return 'none'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}

const overHttp = (patienceMs: number): Promise<Shown> => show((signal) => fetch(url, { signal }), patienceMs)
const inProcess = (patienceMs: number): Promise<Shown> =>
  show((signal) => performInProcess(reply, { method: 'GET', signal, clock: systemClock }), patienceMs)

const json = { 'content-type': 'application/json' }
const body = Buffer.from('{"status":"IN_QUEUE","queue_position":1}')
const half = body.subarray(0, body.length / 2).toString()
const plain: MockReply = { status: 200, headers: json, body }
const reset = { failed: 'fetch failed: ECONNRESET' }
const closed = { failed: 'fetch failed: UND_ERR_SOCKET' }

function pieces(): AsyncIterable<Uint8Array> {
  return ReadableStream.from([Buffer.from('data: one\n\n'), Buffer.from('data: two\n\n')])
}

const streamed: MockReply = { status: 200, headers: { 'content-type': 'text/event-stream' }, body: body }

const cases: { name: string; given: () => MockReply; want: Shown }[] = [
  { name: 'a plain reply', given: () => plain, want: { status: 200, text: body.toString() } },
  {
    name: 'a stream',
    given: () => ({ ...streamed, body: pieces() }),
    want: { status: 200, text: 'data: one\n\ndata: two\n\n' },
  },
  { name: 'a 204', given: () => ({ ...plain, status: 204 }), want: { status: 204, text: '' } },
  ...(['before-headers', 'in-headers', 'in-body', 'after-body'] as const).flatMap((at: WirePoint) => [
    {
      name: `a reset ${at}`,
      given: (): MockReply => ({ ...plain, wire: { do: 'reset', at } }),
      want: brokenAt(at, reset, 'ECONNRESET'),
    },
    {
      name: `a close ${at}`,
      given: (): MockReply => ({ ...plain, wire: { do: 'close', at } }),
      want: brokenAt(at, closed, 'UND_ERR_SOCKET'),
    },
    {
      name: `a stall ${at}`,
      given: (): MockReply => ({ ...plain, wire: { do: 'stall', at } }),
      want: brokenAt(at, { failed: 'patience' }, 'patience'),
    },
  ]),
  {
    name: 'a stall in the middle of a stream',
    given: () => ({ ...streamed, body: pieces(), wire: { do: 'stall', at: 'in-body' } }),
    want: { status: 200, text: 'data: one\n\n', broke: 'patience' },
  },
  {
    name: 'a drip',
    given: () => ({ ...plain, wire: { do: 'drip', chunkBytes: 10, everyMs: 1 } }),
    want: { status: 200, text: body.toString() },
  },
  {
    name: 'a drip that takes too long',
    given: () => ({ ...plain, wire: { do: 'drip', chunkBytes: 20, everyMs: 60_000 } }),
    want: { status: 200, text: half, broke: 'patience' },
  },
  {
    name: 'an endless body',
    given: () => ({ ...plain, wire: { do: 'endless' } }),
    want: { status: 200, text: 'more than enough' },
  },
  {
    name: 'a short body',
    given: () => ({ ...plain, wire: { do: 'short' } }),
    want: { status: 200, text: body.toString(), broke: 'terminated' },
  },
  {
    name: 'bytes that are no HTTP',
    given: () => ({ ...plain, wire: { do: 'raw', bytes: Buffer.from('SSH-2.0-OpenSSH_9.6\r\n') } }),
    want: { failed: 'fetch failed: HTTPParserError' },
  },
  {
    name: 'headers beyond the limit of fetch',
    given: () => ({ ...plain, headers: { ...json, 'x-trace': 'a'.repeat(100_000) } }),
    want: { failed: 'fetch failed: UND_ERR_HEADERS_OVERFLOW' },
  },
  {
    name: 'gzip',
    given: () => ({ ...plain, headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(body) }),
    want: { status: 200, text: body.toString() },
  },
  {
    name: 'gzip that is none',
    given: () => ({ ...plain, headers: { ...json, 'content-encoding': 'gzip' } }),
    want: { status: 200, text: '', broke: 'terminated' },
  },
  {
    name: 'a gzip bomb',
    given: () => ({ ...plain, headers: { ...json, 'content-encoding': 'gzip' }, body: gzipBomb() }),
    want: { status: 200, text: 'more than enough' },
  },
]

function brokenAt(at: WirePoint, before: Shown, code: string): Shown {
  if (at === 'before-headers' || at === 'in-headers') return before
  const broke = code === 'patience' ? code : 'terminated'
  return { status: 200, text: at === 'in-body' ? half : body.toString(), broke }
}

describe('a client sees the same over HTTP and in the process', () => {
  test.for(cases)('of $name', async ({ given, want }) => {
    // On a busy machine what does come may come late: only then is it asked for again, with more patience.
    for (const way of [overHttp, inProcess])
      for (const patienceMs of [150, 1_500, 15_000]) {
        reply = given()
        const shown = await way(patienceMs)
        if (isDeepStrictEqual(shown, want)) break
        if (patienceMs === 15_000) expect(shown).toEqual(want)
      }
  })
})

describe('over HTTP', () => {
  test('a HEAD gets the headers and no body', async () => {
    reply = plain
    const response = await fetch(url, { method: 'HEAD' })
    expect([response.headers.get('content-length'), await response.text()]).toEqual([String(body.length), ''])
  })

  test('a stream is written no faster than it is read', async () => {
    let written = 0
    function* flood(): Generator<Uint8Array, void> {
      for (; written < 2_000; written++) yield new Uint8Array(65_536)
    }
    reply = { ...streamed, body: ReadableStream.from(flood()) }
    const response = await new Promise<IncomingMessage>((resolve) => httpRequest(url, resolve).end())
    await new Promise((resolve) => setTimeout(resolve, 100))
    // The rest waits in the buffers of two sockets.
    expect(written).toBeLessThan(400)
    response.destroy()
  })

  test('a stream ends when the client leaves', async () => {
    const left = new Promise<void>((resolve) => {
      async function* ticks(): AsyncGenerator<Uint8Array, void> {
        try {
          for (;;) {
            yield Buffer.from(': ping\n\n')
            await new Promise((next) => setTimeout(next, 5))
          }
        } finally {
          resolve()
        }
      }
      reply = { ...streamed, body: ticks() }
    })
    const patience = new AbortController()
    const response = await fetch(url, { signal: patience.signal })
    await response.body?.getReader().read()
    patience.abort()
    await left
  })
})
