import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/clock.ts'
import type { JobEvent } from '../../src/events.ts'
import { createKontext } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal, vtrix } from './descriptors.ts'
import { failureOf, reasonOf } from './failure-of.ts'
import { answer, connectionError, falResult, falTicket, scriptedFetch, type Reply } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
// Statuses are asked for where somebody hears of them; else the result is, see wait.test.ts.
const heard = { onEvent: () => undefined }
const queued = { status: 'IN_QUEUE', queue_position: 2 }
const running = { status: 'IN_PROGRESS' }
const completed = { status: 'COMPLETED' }

function setUp(...replies: Reply[]) {
  const script = scriptedFetch(...replies)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: 'k-12345' }), { fetch: script.fetch, clock, random: () => 0.5 })
  return { script, clock, kontext }
}

describe('a job at fal', () => {
  test('is submitted, looked at and fetched', async () => {
    const { kontext, script } = setUp(falTicket(), queued, running, completed, falResult)
    const result = await kontext.edit(input, heard)
    expect(script.seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /fal-ai/flux-pro/kontext/max',
      'GET /fal-ai/flux-pro/requests/job-1/status',
      'GET /fal-ai/flux-pro/requests/job-1/status',
      'GET /fal-ai/flux-pro/requests/job-1/status',
      'GET /fal-ai/flux-pro/requests/job-1',
    ])
    expect(result).toMatchObject({
      images: [{ url: 'https://fal.media/files/a.jpg', width: 8, height: 8 }],
      seed: 42,
      requestId: 'job-1',
      provider: 'fal',
      model: 'max',
      requests: 5,
    })
  })

  test('keeps a seed beyond 2^53 exact', async () => {
    const text =
      '{"images":[{"url":"https://fal.media/a.jpg"}],"seed": 15860307465884635512 ,"prompt":"\\"seed\\": 99999999999999999999,"}'
    const { kontext } = setUp(falTicket(), completed, answer(200, text))
    expect((await kontext.edit(input)).seed).toBe('15860307465884635512')
  })

  const failures: { name: string; replies: Reply[]; code: string; says?: object }[] = [
    {
      name: 'a result that says moderated',
      replies: [
        completed,
        answer(422, { detail: [{ loc: ['body'], msg: 'flagged', type: 'content_policy_violation' }] }),
      ],
      code: 'moderated',
      says: { name: 'ModeratedError', providerCode: 'content_policy_violation' },
    },
    {
      name: 'a result that says the image could not be loaded',
      replies: [
        completed,
        answer(422, { detail: [{ loc: ['body', 'image_url'], msg: 'no', type: 'image_load_error' }] }),
      ],
      code: 'job-failed',
      says: { providerCode: 'image_load_error' },
    },
    {
      name: 'a model error under 504, asked once',
      replies: [
        completed,
        answer(504, { detail: [{ loc: ['body'], msg: 'no', type: 'generation_timeout' }] }),
      ],
      code: 'job-failed',
      says: { providerCode: 'generation_timeout' },
    },
    {
      name: 'a result that says canceled',
      replies: [completed, answer(499, { detail: 'x', error_type: 'client_cancelled' })],
      code: 'canceled',
    },
    {
      name: 'a result without images',
      replies: [completed, { images: [] }],
      code: 'contract',
      says: { billed: 'yes' },
    },
    {
      name: 'an image whose URL runs code',
      replies: [completed, { images: [{ url: 'javascript:alert(1)' }] }],
      code: 'contract',
      says: { billed: 'yes' },
    },
    {
      name: 'a result that is gone',
      replies: [completed, answer(404, { status: 'NOT_FOUND' })],
      code: 'result-expired',
      says: { billed: 'yes' },
    },
    { name: 'a result that stays HTML', replies: [completed, answer(200, '<html>')], code: 'contract' },
    { name: 'a status that stays 500', replies: [answer(500)], code: 'http' },
    { name: 'a status that stays unreachable', replies: [connectionError('ECONNRESET')], code: 'network' },
    { name: 'a status that is refused', replies: [answer(401)], code: 'auth' },
    { name: 'a redirect', replies: [answer(302, '', { location: 'https://evil.example' })], code: 'http' },
  ]
  test.each(failures)(
    'fails with $code after $name, with its handle and one POST',
    async ({ replies, code, says }) => {
      const { kontext, script } = setUp(falTicket(), ...replies)
      const error = await failureOf(kontext.edit(input, heard))
      expect(error.toJSON()).toMatchObject({
        code,
        requestId: 'job-1',
        handle: { requestId: 'job-1' },
        ...says,
      })
      expect(script.posts()).toHaveLength(1)
    },
  )

  const recoveries: { name: string; replies: Reply[] }[] = [
    { name: 'a status that fails once', replies: [answer(502, '<html>'), completed, falResult] },
    { name: 'a connection that resets once', replies: [connectionError('ECONNRESET'), completed, falResult] },
    {
      name: 'a status that is not found right after the submit',
      replies: [answer(404), answer(404), completed, falResult],
    },
    { name: 'a status that is HTML under 200', replies: [answer(200, '<html>'), completed, falResult] },
    {
      name: 'a result that is still in progress',
      replies: [completed, answer(400, { detail: 'Request is still in progress' }), completed, falResult],
    },
    {
      name: 'a result under 202',
      replies: [completed, answer(202, { status: 'IN_PROGRESS' }), completed, falResult],
    },
    {
      name: 'a result that is not found right after completion',
      replies: [completed, answer(404), falResult],
    },
    {
      name: 'a status in small letters',
      replies: [{ status: 'in_progress' }, { status: 'completed' }, falResult],
    },
    {
      name: 'a status its contract does not name',
      replies: [{ status: 'WARMING_UP' }, completed, falResult],
    },
    { name: 'a rate limit', replies: [answer(429, {}, { 'retry-after': '2' }), completed, falResult] },
  ]
  test.each(recoveries)('survives $name', async ({ replies }) => {
    const { kontext, script } = setUp(falTicket(), ...replies)
    expect((await kontext.edit(input, heard)).images).toHaveLength(1)
    expect(script.posts()).toHaveLength(1)
  })

  test('is done at once when the submit answers with images', async () => {
    const { kontext, script } = setUp({ request_id: 'now-1', ...falResult })
    expect(await kontext.edit(input)).toMatchObject({ requestId: 'now-1', requests: 1 })
    expect(script.seen).toHaveLength(1)
  })
})

describe('a job at a task provider', () => {
  const task = (status: string, more: object = {}) => ({ id: 'task-1', status, ...more })
  const output = [{ content: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }] }]
  const start = (...replies: Reply[]) => {
    const script = scriptedFetch(task('in_progress'), ...replies)
    const clock = createFakeClock({ autoAdvance: true })
    return { script, kontext: createKontext(vtrix({ apiKey: 'k-12345' }), { fetch: script.fetch, clock }) }
  }

  test('brings its result along with the status', async () => {
    const { kontext, script } = start(task('pending'), task('done', { output }))
    expect((await kontext.edit({ prompt: 'a cat' })).images[0].url).toBe('https://cdn.example.com/a.jpg')
    expect(script.seen.map(({ url }) => new URL(url).pathname)).toEqual([
      '/model/v1/generation',
      '/model/v1/generation/task/task-1',
      '/model/v1/generation/task/task-1',
    ])
  })

  test.each([
    { error: 'vendor rejected', code: 'job-failed', providerCode: undefined },
    { error: { code: 110001, message: 'vendor rejected' }, code: 'job-failed', providerCode: '110001' },
    {
      error: { code: 'content_policy_violation', message: 'no' },
      code: 'moderated',
      providerCode: 'content_policy_violation',
    },
    { error: undefined, code: 'job-failed', providerCode: undefined },
  ])('fails under 200 with $error as $code', async ({ error, code, providerCode }) => {
    const { kontext } = start(task('failed', { error }))
    const failure = await failureOf(kontext.edit({ prompt: 'a cat' }))
    expect(failure).toMatchObject({ code, ...(providerCode === undefined ? {} : { providerCode }) })
  })

  test('cannot be canceled', async () => {
    const { kontext, script } = start()
    const job = await kontext.submit({ prompt: 'a cat' })
    expect(await job.cancel()).toBe('unsupported')
    expect(script.seen).toHaveLength(1)
  })
})

describe('the deadline', () => {
  test('leaves the job running and hands back its handle', async () => {
    const { kontext, script, clock } = setUp(falTicket(), { status: 'WARMING_UP' })
    const error = await failureOf(kontext.edit(input, { timeoutMs: 60_000 }))
    expect(error).toMatchObject({ code: 'timeout', billed: 'maybe', handle: { requestId: 'job-1' } })
    expect(error.message).toContain('"WARMING_UP"')
    expect(clock.now()).toBe(1_700_000_060_000)
    expect(script.seen.filter(({ url }) => url.endsWith('/cancel'))).toHaveLength(0)
  })

  test.each([
    { name: 'on time', earlyMs: 0 },
    { name: 'a little early, as those of Node do', earlyMs: 3 },
  ])('ends a status that hangs, by a timer that rings $name', async ({ earlyMs }) => {
    const clock = createFakeClock()
    const script = scriptedFetch(falTicket(), () => new Promise<Response>(() => undefined))
    const after: Clock['after'] = (ms, alarm) => clock.after(ms - earlyMs, alarm)
    const kontext = createKontext(fal({ apiKey: 'k' }), {
      ...{ fetch: script.fetch, timeoutMs: 5_000 },
      clock: { ...clock, after },
    })
    const failure = failureOf(kontext.edit(input))
    while (script.seen.length < 1) await clock.advance(0)
    await clock.advance(3_000)
    expect(script.seen).toHaveLength(2)
    await clock.advance(2_000)
    expect((await failure).code).toBe('timeout')
  })
})

describe('an abort', () => {
  const reason = { why: 'the user left' }

  test('before the submit sends nothing', async () => {
    const { kontext, script } = setUp(falTicket())
    expect(await reasonOf(kontext.edit(input, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(script.seen).toHaveLength(0)
  })

  test('during the submit rejects though fetch ignores it', async () => {
    const controller = new AbortController()
    const { kontext } = setUp(() => {
      controller.abort(reason)
      return new Promise<Response>(() => undefined)
    })
    expect(await reasonOf(kontext.edit(input, { signal: controller.signal }))).toBe(reason)
  })

  test('while waiting rejects with its reason and asks to cancel once', async () => {
    const clock = createFakeClock()
    const script = scriptedFetch(falTicket(), { status: 'CANCELLATION_REQUESTED' })
    const kontext = createKontext(fal({ apiKey: 'k' }), { fetch: script.fetch, clock })
    const controller = new AbortController()
    const job = await kontext.submit(input, { signal: controller.signal })
    const result = reasonOf(job.result())
    controller.abort(reason)
    expect(await result).toBe(reason)
    await clock.advance(0)
    expect(script.seen.slice(1).map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'PUT /fal-ai/flux-pro/requests/job-1/cancel',
    ])
  })

  test('while a status hangs rejects too', async () => {
    const controller = new AbortController()
    const { kontext } = setUp(falTicket(), () => {
      controller.abort(reason)
      return new Promise<Response>(() => undefined)
    })
    expect(await reasonOf(kontext.edit(input, { signal: controller.signal }))).toBe(reason)
  })

  test('after the result asks for nothing', async () => {
    const { kontext, script } = setUp(falTicket(), completed, falResult)
    const controller = new AbortController()
    await kontext.edit(input, { signal: controller.signal })
    controller.abort(reason)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(script.seen).toHaveLength(3)
  })
})

describe('resume', () => {
  test('goes on in another process without a POST', async () => {
    const first = setUp(falTicket())
    const saved = JSON.stringify((await first.kontext.submit(input)).handle)
    const { kontext, script } = setUp(completed, falResult)
    const job = kontext.resume(JSON.parse(saved))
    expect((await job.result()).requests).toBe(2)
    expect(script.posts()).toHaveLength(0)
  })
})

describe('the events', () => {
  const types = (events: readonly JobEvent[]) =>
    events.map((event) =>
      event.type === 'status' ? `${event.status.state} ${event.status.position ?? ''}`.trim() : event.type,
    )
  const want = ['submitted', 'queued 0', 'queued 2', 'running', 'completed']

  test('are told to onEvent, which may throw', async () => {
    const { kontext } = setUp(falTicket(), queued, queued, running, completed, falResult)
    const heard: JobEvent[] = []
    const onEvent = (event: JobEvent) => {
      heard.push(event)
      throw new Error('listener')
    }
    await kontext.edit(input, { onEvent })
    // `completed` of the wire is a status too, before the images are there.
    expect(types(heard)).toEqual([...want.slice(0, 4), 'completed', 'completed'])
  })

  test('are iterated from the start, also late and twice', async () => {
    const { kontext } = setUp(falTicket(), queued, running, completed, falResult)
    const job = await kontext.submit(input)
    const live: JobEvent[] = []
    for await (const event of job) live.push(event)
    const late: JobEvent[] = []
    for await (const event of job) late.push(event)
    expect(types(live)).toEqual([...want.slice(0, 4), 'completed', 'completed'])
    expect(late).toEqual(live)
  })

  test('end with the failure of the job', async () => {
    const { kontext } = setUp(falTicket(), completed, answer(422, { detail: [] }))
    const job = await kontext.submit(input)
    const heard: JobEvent[] = []
    const read = async () => {
      for await (const event of job) heard.push(event)
    }
    expect((await failureOf(read())).code).toBe('job-failed')
    expect(types(heard)).toEqual(['submitted', 'queued 0', 'completed'])
  })
})

test('result is memoized: one loop, however often it is awaited', async () => {
  const { kontext, script } = setUp(falTicket(), completed, falResult)
  const job = await kontext.submit(input)
  expect(job.result()).toBe(job.result())
  await job.result()
  expect(script.seen).toHaveLength(3)
})

test('status looks once', async () => {
  const { kontext, script } = setUp(falTicket(), queued)
  const job = await kontext.submit(input)
  expect(await job.status()).toEqual({ state: 'queued', position: 2, raw: 'IN_QUEUE' })
  expect(script.seen).toHaveLength(2)
})
