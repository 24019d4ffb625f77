import { describe, expect, test } from 'vitest'
import { createKontext, type KontextOptions } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal, vtrix } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { answer, connectionError, falResult, falTicket, scriptedFetch, type Reply } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const clock = () => createFakeClock({ autoAdvance: true })

function submit(baseUrl: string, options: KontextOptions = {}) {
  return createKontext(fal({ baseUrl, apiKey: 'k-12345' }), { clock: clock(), ...options }).submit(input)
}

describe('a fetch that is none', () => {
  const used = async () => {
    const response = Response.json(falTicket())
    await response.text()
    return response
  }
  const table: { name: string; fetch: unknown; says: string }[] = [
    {
      name: 'throws at once',
      fetch: () => {
        throw new Error('no')
      },
      says: 'no',
    },
    { name: 'gives nothing', fetch: () => undefined, says: 'gave no Response' },
    { name: 'gives an object', fetch: () => Promise.resolve({ status: 200 }), says: 'gave no Response' },
    { name: 'gives an answer that was read', fetch: used, says: '' },
  ]
  test.each(table)('and $name is asked once, and the edit may run', async ({ fetch, says }) => {
    let calls = 0
    const counted = (...given: unknown[]): unknown => {
      calls++
      return (fetch as (...given: unknown[]) => unknown)(...given)
    }
    const error = await failureOf(
      submit('https://relay.example', { fetch: counted as typeof globalThis.fetch }),
    )
    expect({ calls, code: error.code }).toEqual({ calls: 1, code: 'ambiguous-submit' })
    expect(String(error.cause)).toContain(says)
  })

  test('is the global one of the time of the call', async () => {
    const script = scriptedFetch(falTicket())
    const kontext = createKontext(fal({ apiKey: 'k-12345' }))
    const real = globalThis.fetch
    globalThis.fetch = script.fetch
    try {
      await kontext.submit(input)
    } finally {
      globalThis.fetch = real
    }
    expect(script.posts()).toHaveLength(1)
  })

  test('gets a URL and options: other implementations take no foreign Request', async () => {
    const calls: unknown[][] = []
    const fetch = (...given: unknown[]) => {
      calls.push(given)
      return Promise.resolve(Response.json(falTicket()))
    }
    await submit('https://relay.example', { fetch })
    expect(calls[0]?.[0]).toBe('https://relay.example/fal-ai/flux-pro/kontext/max')
    expect(calls[0]?.[1]).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: 'Key k-12345', 'content-type': 'application/json' },
    })
  })
})

describe('a key that takes too long', () => {
  test('sends nothing and bills nothing', async () => {
    const script = scriptedFetch(falTicket())
    const fake = createFakeClock()
    const apiKey = () => new Promise<string>(() => undefined)
    const kontext = createKontext(fal({ apiKey }), {
      fetch: script.fetch,
      clock: fake,
      retry: { attempts: 0 },
    })
    const failure = failureOf(kontext.submit(input))
    await fake.advance(0)
    await fake.advance(30_000)
    expect(await failure).toMatchObject({ code: 'network', billed: 'no' })
    expect(script.seen).toHaveLength(0)
  })
})

test('an image that never ends is given up at the deadline, and nothing is sent', async () => {
  const script = scriptedFetch(falTicket())
  const fake = createFakeClock()
  const kontext = createKontext(fal({ apiKey: 'k' }), { fetch: script.fetch, clock: fake, timeoutMs: 60_000 })
  const image = new Blob(['x'])
  const never = new ReadableStream({ pull: () => new Promise(() => undefined) })
  Object.defineProperty(image, 'arrayBuffer', { value: () => new Promise(() => undefined) })
  Object.defineProperty(image, 'stream', { value: () => never })
  const failure = failureOf(kontext.submit({ ...input, image }))
  await fake.advance(0)
  await fake.advance(60_000)
  const error = await failure
  expect(error).toMatchObject({ code: 'input', billed: 'no', issues: [{ path: 'image' }] })
  expect(error.message).toContain('could not be read within 60000 ms')
  expect(script.seen).toHaveLength(0)
})

describe('a ticket', () => {
  const ids: { name: string; reply: Reply; want: string }[] = [
    { name: 'a number', reply: { request_id: 12345 }, want: '12345' },
    {
      name: 'none, but a URL of the job',
      reply: {
        status: 'IN_QUEUE',
        status_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/job-7/status',
      },
      want: 'job-7',
    },
    {
      name: 'one that stands before a cut',
      reply: answer(200, '{"request_id":"job-8","status":"IN_QU'),
      want: 'job-8',
    },
  ]
  test.each(ids)('has an id that is $name', async ({ reply, want }) => {
    const script = scriptedFetch(reply)
    expect((await submit('https://relay.example', { fetch: script.fetch })).handle.requestId).toBe(want)
  })

  test('with the images is taken though its id is none', async () => {
    const script = scriptedFetch({ ...falResult, request_id: 'a/b:c' })
    const kontext = createKontext(fal({ apiKey: 'k-12345' }), { fetch: script.fetch, clock: clock() })
    expect((await kontext.edit(input)).images).toHaveLength(1)
    expect(script.seen).toHaveLength(1)
  })

  test('of a task may say task_id, or bring the images and no id', async () => {
    const output = [{ content: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }] }]
    const script = scriptedFetch({ task_id: 'task-7' }, { status: 'completed', output })
    const kontext = createKontext(vtrix({ apiKey: 'k' }), { fetch: script.fetch, clock: clock() })
    expect((await kontext.submit({ prompt: 'a cat' })).handle.requestId).toBe('task-7')
    expect((await kontext.edit({ prompt: 'a cat' })).images).toHaveLength(1)
    expect(script.seen).toHaveLength(2)
  })

  test('is told before the first look', async () => {
    const script = scriptedFetch(falTicket(), () => {
      order.push('look')
      return Response.json({ status: 'COMPLETED' })
    })
    const order: string[] = []
    const onEvent = ({ type }: { type: string }) => order.push(type)
    await createKontext(fal({ apiKey: 'k' }), { fetch: script.fetch, clock: clock() })
      .edit(input, { onEvent })
      .catch(() => undefined)
    expect(order.slice(0, 2)).toEqual(['submitted', 'status'])
    expect(order.indexOf('look')).toBeGreaterThan(0)
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

describe('an error answer whose body is lost', () => {
  const broken = (status: number, error: Error = connectionError('ECONNRESET')) =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(error) }), {
      status,
      headers: { 'retry-after': '1' },
    })
  const table: { name: string; reply: () => Response; code: string; billed: string; posts: number }[] = [
    { name: '422', reply: () => broken(422), code: 'rejected', billed: 'no', posts: 1 },
    { name: '401', reply: () => broken(401), code: 'auth', billed: 'no', posts: 1 },
    { name: '429', reply: () => broken(429), code: 'rate-limit', billed: 'no', posts: 4 },
    { name: '500', reply: () => broken(500), code: 'ambiguous-submit', billed: 'maybe', posts: 1 },
    { name: '200', reply: () => broken(200), code: 'ambiguous-submit', billed: 'maybe', posts: 1 },
    {
      name: '200 that a second connection did not bring',
      reply: () => broken(200, connectionError('ECONNREFUSED')),
      code: 'ambiguous-submit',
      billed: 'maybe',
      posts: 1,
    },
  ]
  test.each(table)('is known by its status: $name', async ({ reply, code, billed, posts }) => {
    const script = scriptedFetch(reply)
    const error = await failureOf(submit('https://relay.example', { fetch: script.fetch }))
    expect({ code: error.code, billed: error.billed }).toEqual({ code, billed })
    expect(script.posts()).toHaveLength(posts)
  })
})

test('an error answer that never ends is known by its status', async () => {
  const script = scriptedFetch(() => new Response(new ReadableStream(), { status: 400 }))
  const fake = createFakeClock()
  const failure = failureOf(submit('https://relay.example', { fetch: script.fetch, clock: fake }))
  await fake.advance(0)
  await fake.advance(30_000)
  expect(await failure).toMatchObject({ code: 'rejected', billed: 'no' })
  expect(script.posts()).toHaveLength(1)
})

test('a prompt of any length stays out of messages', async () => {
  const prompt = `Put a donut next to the flour. ${'More flour. '.repeat(10_000)}`
  const script = scriptedFetch(answer(400, { detail: `bad: ${prompt}` }))
  const kontext = createKontext(fal({ apiKey: 'k-12345' }), { fetch: script.fetch, clock: clock() })
  const error = await failureOf(kontext.submit({ ...input, prompt }))
  expect(error.message).not.toContain('donut')
})

test.each([
  { given: answer(200, '<html>'), says: 'it answered 200 with an HTML page, not JSON. Check the baseUrl.' },
  { given: answer(200, ''), says: 'it answered 200 with an empty answer, not JSON. Check the baseUrl.' },
  { given: answer(202, 'taken'), says: 'it answered 202 with a text, not JSON. Check the baseUrl.' },
  { given: answer(200, {}), says: 'it answered 200 with no request id that could be one.' },
])('in place of a ticket: $says', async ({ given, says }) => {
  const error = await failureOf(submit('https://relay.example', { fetch: scriptedFetch(given).fetch }))
  const remedy = 'It was not sent again: look at the dashboard of the provider before you do.'
  expect(error).toMatchObject({ code: 'ambiguous-submit', billed: 'maybe' })
  expect(error.message).toBe(`Failed to submit to fal: ${says} ${remedy}`)
})
