import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { AmbiguousSubmitError } from '../../src/errors.ts'
import { createKontext, type KontextOptions } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
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
    const base = await listen(() => undefined)
    for (const close of closers.splice(0)) close()
    await new Promise((resolve) => setTimeout(resolve, 0))
    const fake = clock()
    const error = await failureOf(submit(base, { clock: fake }))
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
    { name: '408', reply: answer(408), posts: 1, code: 'rejected', billed: 'no' },
    { name: '422', reply: answer(422, { detail: [] }), posts: 1, code: 'rejected', billed: 'no' },
    { name: '401', reply: answer(401), posts: 1, code: 'auth', billed: 'no' },
    { name: '403', reply: answer(403, { detail: 'User is locked.' }), posts: 1, code: 'auth', billed: 'no' },
    {
      name: '307',
      reply: answer(307, '', { location: 'https://evil.example/x' }),
      posts: 1,
      code: 'http',
      billed: 'maybe',
    },
    {
      name: '200 that is no JSON',
      reply: answer(200, '<html>'),
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
    { name: '200 without an id', reply: { status: 'IN_QUEUE' }, posts: 1, code: 'contract', billed: 'maybe' },
    {
      name: '200 with an id that is a path',
      reply: falTicket('../../admin'),
      posts: 1,
      code: 'contract',
      billed: 'maybe',
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

  test.each([connectionError('ECONNREFUSED'), answer(429)])('one when retries are off', async (reply) => {
    const script = scriptedFetch(reply)
    await failureOf(submit('https://relay.example', { fetch: script.fetch, retry: { attempts: 0 } }))
    expect(script.posts()).toHaveLength(1)
  })

  test('one more after a 429 that ends', async () => {
    const script = scriptedFetch(answer(429, {}, { 'retry-after': '7' }), falTicket())
    const fake = clock()
    await submit('https://relay.example', { fetch: script.fetch, clock: fake })
    expect({ posts: script.posts().length, sleeps: fake.sleeps }).toEqual({ posts: 2, sleeps: [7000] })
  })

  test('one when Retry-After is beyond the deadline', async () => {
    const script = scriptedFetch(answer(429, {}, { 'retry-after': '700' }))
    const error = await failureOf(submit('https://relay.example', { fetch: script.fetch }))
    expect({ posts: script.posts().length, message: error.message }).toEqual({
      posts: 1,
      message: expect.stringContaining('Wait 700 s'),
    })
  })
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
    const validator = Object.assign(() => false, {
      errors: [
        { instancePath: '/input/0/params/steps', message: 'must be <= 50' },
        { instancePath: '/input/0/params', params: { additionalProperty: 'foo' } },
        { instancePath: '/input/0/params/guidance_scale', message: 'must be number' },
      ],
    })
    const provider = { ...vtrix({ apiKey: 'k' }), validators: { max: validator } }
    const error = await failureOf(
      createKontext(provider, { fetch: script.fetch }).submit({ prompt: 'a cat', native: { steps: 99 } }),
    )
    expect(error.toJSON()).toMatchObject({
      issues: [
        { path: 'native.steps' },
        { path: 'native.foo', message: expect.stringContaining('not in its contract') },
        { path: 'guidance' },
      ],
    })
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

test('a refused field is named in our words', async () => {
  const detail = [{ loc: ['body', 'guidance_scale'], msg: 'too high', type: 'value_error', input: 99 }]
  const script = scriptedFetch(answer(422, { detail }))
  const error = await failureOf(submit('https://relay.example', { fetch: script.fetch }))
  expect(error.toJSON()).toMatchObject({
    providerCode: 'value_error',
    issues: [{ path: 'guidance', message: 'too high' }],
  })
})
