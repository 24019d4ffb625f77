import { describe, expect, test } from 'vitest'
import { createKontext } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal, vtrix } from './descriptors.ts'
import { failureOf, reasonOf } from './failure-of.ts'
import { endless, falServer, tooEarly, type FalCourse } from './fal-server.ts'
import { answer, connectionError, falResult, scriptedFetch } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const clientCancelled = answer(499, { detail: 'Request was cancelled', error_type: 'client_cancelled' })
const flagged = answer(422, { detail: [{ loc: ['body'], msg: 'no', type: 'content_policy_violation' }] })
const running = { status: 'IN_PROGRESS' }
const completed = { status: 'COMPLETED' }

function setUp(course: FalCourse, attempts = 3) {
  const server = falServer(course)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: 'k-12345' }), {
    fetch: server.fetch,
    clock,
    retry: { attempts },
  })
  return { server, clock, kontext }
}

describe('a cancel', () => {
  const table: { name: string; course: FalCourse; want: string; asks?: number }[] = [
    {
      name: 'that is tried and ends as a canceled job',
      course: { status: [running, running, completed], result: [clientCancelled] },
      want: 'canceled',
      asks: 5,
    },
    {
      name: 'that is tried and comes too late',
      course: { status: [running, completed], result: [falResult] },
      want: 'too-late',
      asks: 4,
    },
    {
      name: 'that is tried while the job fails by itself',
      course: { status: [completed], result: [flagged] },
      want: 'too-late',
    },
    {
      name: 'whose job says it has ended before it has',
      course: { status: [completed], result: [tooEarly, clientCancelled] },
      want: 'canceled',
    },
    {
      name: 'after which the job is gone',
      course: { status: [answer(404, { status: 'NOT_FOUND' })], result: [answer(404)] },
      want: 'canceled',
    },
    {
      name: 'of a job that was still queued',
      course: { ...endless, cancel: [answer(200, { status: 'OK' })] },
      want: 'canceled',
      asks: 1,
    },
    {
      name: 'of a job that ended before',
      course: { cancel: [answer(400, { status: 'ALREADY_COMPLETED' })] },
      want: 'too-late',
      asks: 2,
    },
    {
      name: 'of a job that was canceled before',
      course: { cancel: [answer(400, { status: 'ALREADY_COMPLETED' })], result: [clientCancelled] },
      want: 'canceled',
      asks: 2,
    },
    {
      name: 'of a job that ended before and cannot be looked at',
      course: { cancel: [answer(400, { status: 'ALREADY_COMPLETED' })], result: [answer(500)] },
      want: 'too-late',
      asks: 2,
    },
    {
      name: 'that is answered with nothing, under 204',
      course: { cancel: [new Response(null, { status: 204 })], result: [clientCancelled] },
      want: 'canceled',
      asks: 3,
    },
    {
      name: 'that is answered with words of a relay',
      course: { cancel: [answer(200, { success: true })], result: [clientCancelled] },
      want: 'canceled',
    },
    ...[
      answer(404, '<html>'),
      answer(404, { error: { message: 'Invalid URL' } }),
      answer(405),
      answer(501),
    ].map((reply) => ({
      name: `that is answered ${reply.status}`,
      course: { cancel: [reply] },
      want: 'unsupported',
      asks: 1,
    })),
    {
      name: 'that leads to the home page of a relay',
      course: { cancel: [answer(200, '<!doctype html>')] },
      want: 'unsupported',
      asks: 1,
    },
    {
      name: 'that fails once on the way',
      course: { cancel: [connectionError('ECONNRESET'), answer(200, { status: 'OK' })] },
      want: 'canceled',
      asks: 2,
    },
  ]
  test.each(table)('$name is $want', async ({ course, want, asks }) => {
    const { kontext, server } = setUp(course)
    const job = await kontext.submit(input)
    expect(await job.cancel()).toBe(want)
    if (asks !== undefined) expect(server.seen).toHaveLength(asks + 1)
  })

  test('is unsupported without a request where the contract has none', async () => {
    const script = scriptedFetch({ id: 'task-1', status: 'in_progress' })
    const job = await createKontext(vtrix({ apiKey: 'k' }), { fetch: script.fetch }).submit({
      prompt: 'a cat',
    })
    expect(await job.cancel()).toBe('unsupported')
    expect(script.seen).toHaveLength(1)
  })

  test('of a job nobody knows fails', async () => {
    const { kontext } = setUp({ cancel: [answer(404, { status: 'NOT_FOUND' })] })
    const job = await kontext.submit(input)
    expect(await failureOf(job.cancel())).toMatchObject({ code: 'http', status: 404, handle: job.handle })
  })

  test('is one request when retries are off', async () => {
    const { kontext, server } = setUp({ cancel: [answer(503)] }, 0)
    const job = await kontext.submit(input)
    expect((await failureOf(job.cancel())).code).toBe('http')
    expect(server.cancels()).toHaveLength(1)
  })

  test('of a job that never ends says so when its time is over, with the handle', async () => {
    const { kontext, clock } = setUp(endless)
    const job = await kontext.submit(input)
    const startedAt = clock.now()
    const error = await failureOf(job.cancel({ timeoutMs: 20_000 }))
    expect(error).toMatchObject({ code: 'timeout', handle: job.handle, billed: 'maybe' })
    expect(clock.now() - startedAt).toBe(20_000)
  })

  test('of a job whose last look is cut off says that its time is over', async () => {
    const clock = createFakeClock()
    const hung = { status: [running, () => new Promise<Response>(() => undefined)] }
    const { fetch } = falServer({ ...endless, ...hung })
    const kontext = createKontext(fal({ apiKey: 'k-12345' }), { fetch, clock })
    const job = await kontext.submit(input)
    const failure = failureOf(job.cancel({ timeoutMs: 5_000 }))
    for (let at = 0; at <= 6_000; at += 100) await clock.advance(100)
    expect(await failure).toMatchObject({ code: 'timeout', handle: job.handle })
  })

  test('has time of its own after the deadline of the job', async () => {
    const { kontext } = setUp({ ...endless, cancel: [answer(200, { status: 'OK' })] })
    const job = await kontext.submit(input, { timeoutMs: 1_000 })
    expect((await failureOf(job.result())).code).toBe('timeout')
    expect(await job.cancel()).toBe('canceled')
  })

  test('works after an abort, and has a signal of its own', async () => {
    const { kontext, server } = setUp({ ...endless, cancel: [answer(202), answer(200, { status: 'OK' })] })
    const controller = new AbortController()
    const job = await kontext.submit(input, { signal: controller.signal })
    controller.abort(new Error('left'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await job.cancel()).toBe('canceled')
    expect(server.cancels()).toHaveLength(2)
    const other = await kontext.submit(input)
    const stop = new AbortController()
    const reason = new Error('enough')
    const waiting = reasonOf(other.cancel({ signal: stop.signal }))
    stop.abort(reason)
    expect(await waiting).toBe(reason)
  })

  test.each([0, -1, Number.NaN, '5'])('refuses to wait %s milliseconds', async (timeoutMs) => {
    const { kontext } = setUp(endless)
    const job = await kontext.submit(input)
    expect((await failureOf(job.cancel({ timeoutMs: timeoutMs as number }))).code).toBe('input')
  })
})

describe('the result of a canceled job', () => {
  test('that is waited for is a CanceledError at once', async () => {
    const clock = createFakeClock()
    const server = falServer({ ...endless, cancel: [answer(200, { status: 'OK' })] })
    const kontext = createKontext(fal({ apiKey: 'k' }), { fetch: server.fetch, clock })
    const job = await kontext.submit(input)
    const result = failureOf(job.result())
    expect(await job.cancel()).toBe('canceled')
    expect(await result).toMatchObject({ code: 'canceled', handle: job.handle })
    expect(server.cancels()).toHaveLength(1)
  })

  test('that is asked for later is one too, without a request', async () => {
    const { kontext, server } = setUp({ ...endless, cancel: [answer(200, { status: 'OK' })] })
    const job = await kontext.submit(input)
    await job.cancel()
    expect((await failureOf(job.result())).code).toBe('canceled')
    expect(server.asked()).toEqual(['POST /fal-ai/flux-pro/kontext/max', 'PUT /cancel'])
  })

  test('is nobody asked for again: a second cancel knows', async () => {
    const { kontext, server } = setUp({ ...endless, cancel: [answer(200, { status: 'OK' })] })
    const job = await kontext.submit(input)
    expect([await job.cancel(), await job.cancel()]).toEqual(['canceled', 'canceled'])
    expect(server.cancels()).toHaveLength(1)
  })

  test('that had come is kept: the cancel was too late, without a request', async () => {
    const { kontext, server } = setUp({})
    const job = await kontext.submit(input)
    const result = await job.result()
    expect(await job.cancel()).toBe('too-late')
    expect(await job.result()).toBe(result)
    expect(server.cancels()).toHaveLength(0)
  })

  test('that came with the ticket is kept too', async () => {
    const { kontext, server } = setUp({ submit: [falResult] })
    const job = await kontext.submit(input)
    expect(await job.cancel()).toBe('too-late')
    expect((await job.result()).images).toHaveLength(1)
    expect(server.seen).toHaveLength(1)
  })
})
