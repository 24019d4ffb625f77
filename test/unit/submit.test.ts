import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { AmbiguousSubmitError } from '../../src/errors/errors.ts'
import { createKontext, type KontextOptions } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { nobodysUrl } from '../free-port.ts'
import { chainhub, fal, vtrix } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { answer, connectionError, falTicket, scriptedFetch, type Reply } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const clock = () => createFakeClock({ autoAdvance: true })

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle)
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return `http://127.0.0.1:${address.port}`
}

function submit(baseUrl: string, options: KontextOptions = {}) {
  return createKontext(fal({ baseUrl, apiKey: 'k-12345' }), { clock: clock(), ...options }).submit(input)
}

describe('over a real connection', () => {
  test('a reset after the body sends one POST and ends as ambiguous', async () => {
    let posts = 0
    const base = await listen((request) => {
      request.resume().on('end', () => {
        posts++
        request.socket.destroy()
      })
    })
    const error = await failureOf(submit(base))
    expect({ posts, code: error.code, billed: error.billed }).toEqual({
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    })
  })

  test('an answer cut off in the middle sends one POST', async () => {
    let posts = 0
    const base = await listen((request, response) => {
      request.resume().on('end', () => {
        posts++
        response.writeHead(200, { 'content-length': '100' })
        response.write('{"request_id"', () => response.destroy())
      })
    })
    expect((await failureOf(submit(base))).code).toBe('ambiguous-submit')
    expect(posts).toBe(1)
  })

  test('a server that never answers gets one POST when the request times out', async () => {
    let posts = 0
    const fake = createFakeClock()
    const arrived = new Promise<string>((resolve) => {
      void listen((request) => {
        request.resume().on('end', () => {
          posts++
          void fake.advance(30_000)
        })
      }).then(resolve)
    })
    const error = await failureOf(submit(await arrived, { clock: fake }))
    expect(error).toBeInstanceOf(AmbiguousSubmitError)
    expect(error.message).toContain('no answer within 30000 ms')
    expect(posts).toBe(1)
  })

  test('a closed port bills nothing and is tried again', async () => {
    const fake = clock()
    const error = await failureOf(submit(nobodysUrl, { clock: fake }))
    expect({ code: error.code, billed: error.billed, retryable: error.retryable }).toEqual({
      code: 'network',
      billed: 'no',
      retryable: true,
    })
    expect(fake.sleeps).toHaveLength(3)
  })
})

describe('how many POSTs a submit sends', () => {
  const notSent = new TypeError('fetch failed', {
    cause: new AggregateError([
      Object.assign(new Error('a'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('b'), { code: 'ECONNREFUSED' }),
    ]),
  })
  const halfSent = new TypeError('fetch failed', {
    cause: new AggregateError([
      Object.assign(new Error('a'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('b'), { code: 'ECONNRESET' }),
    ]),
  })
  const table: { name: string; reply: Reply; posts: number; code: string; billed: string }[] = [
    {
      name: 'ECONNRESET',
      reply: connectionError('ECONNRESET'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    { name: 'EPIPE', reply: connectionError('EPIPE'), posts: 1, code: 'ambiguous-submit', billed: 'maybe' },
    {
      name: 'a browser that only says it failed',
      reply: new TypeError('Failed to fetch'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: 'one address refused, one reset',
      reply: halfSent,
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    { name: 'all addresses refused', reply: notSent, posts: 4, code: 'network', billed: 'no' },
    { name: 'ENOTFOUND', reply: connectionError('ENOTFOUND'), posts: 4, code: 'network', billed: 'no' },
    { name: 'EAI_AGAIN', reply: connectionError('EAI_AGAIN'), posts: 4, code: 'network', billed: 'no' },
    {
      name: 'CERT_HAS_EXPIRED',
      reply: connectionError('CERT_HAS_EXPIRED'),
      posts: 4,
      code: 'network',
      billed: 'no',
    },
    { name: '500', reply: answer(500, { detail: 'x' }), posts: 1, code: 'ambiguous-submit', billed: 'maybe' },
    {
      name: '502 as HTML',
      reply: answer(502, '<html><title>Bad</title>'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    { name: '503', reply: answer(503), posts: 1, code: 'ambiguous-submit', billed: 'maybe' },
    {
      name: '503 with Retry-After',
      reply: answer(503, {}, { 'retry-after': '1' }),
      posts: 4,
      code: 'http',
      billed: 'no',
    },
    { name: '429', reply: answer(429), posts: 4, code: 'rate-limit', billed: 'no' },
    { name: '429 as a page', reply: answer(429, '<html>'), posts: 4, code: 'rate-limit', billed: 'no' },
    { name: '504', reply: answer(504), posts: 1, code: 'ambiguous-submit', billed: 'maybe' },
    {
      name: '503 that asks to wait for nothing that is a time',
      reply: answer(503, {}, { 'retry-after': 'soon 5', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: '504 with a list of details',
      reply: answer(504, { detail: [{ msg: 'x', type: 'generation_timeout' }] }),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    ...[408, 409, 425, 499].flatMap((status) => [
      {
        name: `${status}`,
        reply: answer(status, { detail: 'x' }),
        posts: 1,
        code: 'ambiguous-submit',
        billed: 'maybe',
      },
      {
        name: `${status} with a list of what is wrong`,
        reply: answer(status, { detail: [{ loc: ['body', 'prompt'], msg: 'x', type: 'value_error' }] }),
        posts: 1,
        code: 'rejected',
        billed: 'no',
      },
    ]),
    ...[400, 404, 405, 413, 415, 451].map((status) => ({
      name: `${status}`,
      reply: answer(status),
      posts: 1,
      code: 'rejected',
      billed: 'no',
    })),
    { name: '422', reply: answer(422, { detail: [] }), posts: 1, code: 'rejected', billed: 'no' },
    { name: '401', reply: answer(401), posts: 1, code: 'auth', billed: 'no' },
    { name: '403', reply: answer(403, { detail: 'User is locked.' }), posts: 1, code: 'auth', billed: 'no' },
    ...[301, 307, 308].map((status) => ({
      name: `${status}, which asks for the same elsewhere`,
      reply: answer(status, '', { location: 'https://evil.example/x' }),
      posts: 1,
      code: 'http',
      billed: 'no',
    })),
    ...[302, 303].map((status) => ({
      name: `${status}, which may be the answer to an edit that was taken`,
      reply: answer(status, '', { location: 'https://evil.example/x' }),
      posts: 1,
      code: 'http',
      billed: 'maybe',
    })),
    ...['FailedToOpenSocket', 'ConnectionRefused'].map((code) => ({
      name: `${code} of Bun`,
      reply: Object.assign(new Error('Unable to connect.'), { code }),
      posts: 4,
      code: 'network',
      billed: 'no',
    })),
    {
      name: 'a socket that was found closed',
      reply: new TypeError('fetch failed', {
        cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
      }),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: 'half a ticket before its id',
      reply: answer(200, '{"status":"IN_QUEUE","request_id":"job'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: '204',
      reply: new Response(null, { status: 204 }),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: '200 with a text',
      reply: answer(200, '"ok"'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    { name: '200 with nothing said', reply: {}, posts: 1, code: 'ambiguous-submit', billed: 'maybe' },
    {
      name: '200 that is no JSON',
      reply: answer(200, '<html>'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: '200 without an id',
      reply: { status: 'IN_QUEUE' },
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: '200 with an id that is a path',
      reply: falTicket('../../admin'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    {
      name: '200 with a status and an error',
      reply: { status: 'error', error: { message: 'no' } },
      posts: 1,
      code: 'rejected',
      billed: 'no',
    },
    {
      name: '200 with an error',
      reply: { error: { message: 'no' } },
      posts: 1,
      code: 'rejected',
      billed: 'no',
    },
  ]
  test.each(table)('$name: $posts, then $code', async ({ reply, posts, code, billed }) => {
    const script = scriptedFetch(reply)
    const error = await failureOf(submit('https://relay.example/api', { fetch: script.fetch }))
    expect({ posts: script.posts().length, code: error.code, billed: error.billed }).toEqual({
      posts,
      code,
      billed,
    })
  })

  test.each([
    { name: 'a refused connection', reply: connectionError('ECONNREFUSED') },
    { name: '429', reply: answer(429, {}, { 'retry-after': '1' }) },
    { name: '503 with Retry-After', reply: answer(503, {}, { 'retry-after': '1' }) },
  ])('one after $name when retries are off', async ({ reply }) => {
    const script = scriptedFetch(reply)
    await failureOf(submit('https://relay.example', { fetch: script.fetch, retry: { attempts: 0 } }))
    expect(script.posts()).toHaveLength(1)
  })

  test('another after a handshake that broke', async () => {
    const broken = Object.assign(
      new Error('Client network socket disconnected before secure TLS connection was established'),
      { code: 'ECONNRESET' },
    )
    const script = scriptedFetch(new TypeError('fetch failed', { cause: broken }), falTicket())
    await submit('https://relay.example', { fetch: script.fetch })
    expect(script.posts()).toHaveLength(2)
  })

  test('a 429 without Retry-After waits at least half of what it may', async () => {
    const script = scriptedFetch(answer(429))
    const fake = clock()
    await failureOf(submit('https://relay.example', { fetch: script.fetch, clock: fake, random: () => 0 }))
    expect(fake.sleeps).toEqual([250, 500, 1000])
  })

  test('one more after a 429 that ends', async () => {
    const script = scriptedFetch(answer(429, {}, { 'retry-after': '7' }), falTicket())
    const fake = clock()
    await submit('https://relay.example', { fetch: script.fetch, clock: fake })
    expect({ posts: script.posts().length, sleeps: fake.sleeps }).toEqual({ posts: 2, sleeps: [7000] })
  })

  test.each([
    { status: 429, code: 'rate-limit' },
    { status: 503, code: 'http' },
  ])(
    'one when Retry-After of a $status is beyond the deadline, and until when is said',
    async ({ status, code }) => {
      const headers = { 'retry-after': '700', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }
      const script = scriptedFetch(answer(status, {}, headers))
      const error = await failureOf(submit('https://relay.example', { fetch: script.fetch }))
      expect(error).toMatchObject({ code, retryAfterMs: 700_000, billed: 'no', retryable: true })
      expect(error.message).toContain('Wait 700 s before you try again, until 2015-10-21T07:39:40.000Z')
      expect(script.posts()).toHaveLength(1)
    },
  )
})

describe('what a submit sends', () => {
  test('a flat body to the path of the model at fal', async () => {
    const script = scriptedFetch(falTicket())
    const kontext = createKontext(fal({ apiKey: 'k-1' }), { fetch: script.fetch })
    await kontext.submit({ ...input, model: 'pro', safetyTolerance: 2, native: { sync_mode: false } })
    expect(script.seen[0]?.url).toBe('https://queue.fal.run/fal-ai/flux-pro/kontext')
    expect(script.seen[0]?.headers.get('authorization')).toBe('Key k-1')
    expect(script.seen[0]?.redirect).toBe('manual')
    expect(JSON.parse(script.seen[0]?.body ?? '')).toEqual({
      prompt: input.prompt,
      image_url: input.image,
      safety_tolerance: '2',
      sync_mode: false,
    })
  })

  test('the default where the contract requires the field', async () => {
    const script = scriptedFetch(falTicket())
    await createKontext(chainhub({ apiKey: 'k' }), { fetch: script.fetch }).submit(input)
    expect(JSON.parse(script.seen[0]?.body ?? '')).toMatchObject({ output_format: 'jpeg' })
  })

  test('a nested body at a task provider', async () => {
    const script = scriptedFetch({ id: 'task-1', status: 'in_progress' })
    await createKontext(vtrix({ apiKey: 'k' }), { fetch: script.fetch }).submit({
      prompt: 'a cat',
      native: { steps: 5 },
    })
    expect(JSON.parse(script.seen[0]?.body ?? '')).toEqual({
      model: 'flux_kontext_max',
      input: [{ params: { prompt: 'a cat', steps: 5 } }],
    })
  })

  test('nothing when the input is wrong, and all that is wrong is said at once', async () => {
    const script = scriptedFetch(falTicket())
    const wrong: unknown = { prompt: ' ', image: './flour.png', guidance: 30, aspectRatio: '7:5' }
    const submitUnchecked: (input: never) => Promise<unknown> = createKontext(fal({ apiKey: 'k' }), {
      fetch: script.fetch,
    }).submit
    const error = await failureOf(submitUnchecked(wrong as never))
    expect(error.toJSON()).toMatchObject({
      code: 'input',
      issues: [{ path: 'prompt' }, { path: 'guidance' }, { path: 'aspectRatio' }, { path: 'image' }],
    })
    expect(script.seen).toHaveLength(0)
  })

  test('nothing when the contract refuses a native field', async () => {
    const script = scriptedFetch(falTicket())
    const kontext = createKontext(vtrix({ apiKey: 'k' }), { fetch: script.fetch })
    const error = await failureOf(kontext.submit({ prompt: 'a cat', native: { steps: 99 } }))
    expect(error.toJSON()).toMatchObject({ code: 'input', issues: [{ path: 'native.steps' }] })
    expect(script.seen).toHaveLength(0)
  })

  test('nothing without a key, and the variable is named', async () => {
    const script = scriptedFetch(falTicket())
    const error = await failureOf(createKontext(fal(), { fetch: script.fetch }).submit(input))
    expect(error.code).toBe('auth')
    expect(error.message).toContain('KONTEXT_TEST_FAL_KEY')
    expect(script.seen).toHaveLength(0)
  })
})
