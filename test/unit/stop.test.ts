import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { JobEvent } from '../../src/events.ts'
import { createKontext, type KontextOptions } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal, vtrix } from './descriptors.ts'
import { reasonOf } from './failure-of.ts'
import { endless, falServer, type FalCourse } from './fal-server.ts'
import { answer, connectionError, falTicket, jpeg, scriptedFetch } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const reason = { why: 'the user left' }
const task = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
const never = () => new Promise<Response>(() => undefined)
// Takes its answer away when its signal aborts, as a real one does; `never` ignores it.
const obedient = (signal: AbortSignal | null | undefined) =>
  new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

function setUp(course: FalCourse, options: KontextOptions = {}) {
  const controller = new AbortController()
  const server = falServer(course)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: 'k-12345' }), { fetch: server.fetch, clock, ...options })
  return { controller, server, clock, kontext, signal: controller.signal }
}

/** A reply that aborts when it is asked for, and then never comes. */
function abortingIn(controller: AbortController) {
  return () => {
    controller.abort(reason)
    return never()
  }
}

describe('an abort rejects with its own reason, though fetch ignores it, and asks once to cancel', () => {
  const tooMany = answer(429, {}, { 'retry-after': '60' })
  const phases: {
    name: string
    course: (controller: AbortController) => FalCourse
    cancels: number
    stopsClock?: true
  }[] = [
    {
      name: 'while a status is read',
      course: (c) => ({ ...endless, status: [abortingIn(c)], result: [abortingIn(c)] }),
      cancels: 1,
    },
    { name: 'while the result is read', course: (c) => ({ result: [abortingIn(c)] }), cancels: 1 },
    {
      name: 'while the body of a status comes',
      course: (c) => ({
        ...endless,
        status: [() => dripping(c)],
        result: [() => dripping(c)],
      }),
      cancels: 1,
    },
  ]
  test.each(phases)('$name', async ({ course, cancels }) => {
    const controller = new AbortController()
    const { kontext, server } = setUp(course(controller))
    expect(await reasonOf(kontext.edit(input, { signal: controller.signal, onEvent: () => undefined }))).toBe(
      reason,
    )
    await task()
    expect(server.cancels()).toHaveLength(cancels)
    await task()
    expect(server.cancels()).toHaveLength(cancels)
  })

  test.each([
    { name: 'between two looks', course: endless },
    { name: 'while a repetition is waited for', course: { status: [tooMany], result: [tooMany] } },
    {
      name: 'while the network is down',
      course: { status: [connectionError('ECONNRESET')], result: [connectionError('ECONNRESET')] },
    },
  ])('$name', async ({ course }) => {
    const clock = createFakeClock()
    const { kontext, server, controller, signal } = setUp(course, { clock, random: () => 1 })
    const result = reasonOf(kontext.edit(input, { signal, onEvent: () => undefined }))
    for (let turn = 0; turn < 5; turn++) await clock.advance(turn === 3 ? 2_500 : 0)
    expect(server.seen.length).toBeGreaterThan(1)
    controller.abort(reason)
    expect(await result).toBe(reason)
    await task()
    expect(server.cancels()).toHaveLength(1)
  })

  function dripping(controller: AbortController) {
    const body = new ReadableStream<Uint8Array>({
      start: (out) => out.enqueue(new TextEncoder().encode('{"sta')),
      pull: () => {
        controller.abort(reason)
        return new Promise(() => undefined)
      },
    })
    return new Response(body)
  }
})

describe('an abort before there is a job', () => {
  test('while an input image is read sends nothing', async () => {
    const { kontext, server, controller, signal } = setUp({})
    const image = new Blob([jpeg])
    Object.defineProperty(image, 'arrayBuffer', { value: never })
    Object.defineProperty(image, 'stream', {
      value: () => new ReadableStream({ pull: () => new Promise(() => undefined) }),
    })
    const result = reasonOf(kontext.edit({ ...input, image }, { signal }))
    await task()
    controller.abort(reason)
    expect(await result).toBe(reason)
    expect(server.seen).toHaveLength(0)
  })

  test('while the key is looked up sends nothing', async () => {
    const { server, clock, controller, signal } = setUp({})
    const provider = fal({ apiKey: () => new Promise<string>(() => undefined) })
    const result = reasonOf(createKontext(provider, { fetch: server.fetch, clock }).edit(input, { signal }))
    await task()
    controller.abort(reason)
    expect(await result).toBe(reason)
    expect(server.seen).toHaveLength(0)
  })

  test('while a repetition of the submit is waited for sends no more', async () => {
    const clock = createFakeClock()
    const { kontext, server, controller, signal } = setUp(
      { submit: [answer(429, {}, { 'retry-after': '9' })] },
      { clock },
    )
    const result = reasonOf(kontext.edit(input, { signal }))
    await clock.advance(0)
    controller.abort(reason)
    expect(await result).toBe(reason)
    await clock.advance(60_000)
    expect(server.seen).toHaveLength(1)
  })
})

describe('an abort while the edit is being submitted', () => {
  function start(options: KontextOptions = {}, provider = fal({ apiKey: 'k' })) {
    const clock = createFakeClock()
    const controller = new AbortController()
    const events: JobEvent[] = []
    const signals: (AbortSignal | null | undefined)[] = []
    let answerSubmit: (response: Response) => void = () => undefined
    const script = scriptedFetch(() => answer(202, { status: 'CANCELLATION_REQUESTED' }))
    const fetch: typeof globalThis.fetch = (url, init) => {
      if (init?.method !== 'POST') return script.fetch(url, init)
      signals.push(init.signal)
      const late = new Promise<Response>((resolve) => (answerSubmit = resolve))
      return Promise.race([late, obedient(init.signal)])
    }
    const kontext = createKontext(provider, { fetch, clock, ...options })
    const onEvent = (event: JobEvent) => events.push(event)
    const result = reasonOf(kontext.edit(input, { signal: controller.signal, onEvent }))
    const leave = async () => {
      await clock.advance(0)
      controller.abort(reason)
      expect(await result).toBe(reason)
    }
    const ticketComes = async () => {
      answerSubmit(Response.json(falTicket()))
      await clock.advance(0)
      await clock.advance(0)
    }
    return { clock, events, signals, script, leave, ticketComes }
  }

  test('still hears of a ticket that comes within 3 seconds, tells its handle and asks once to cancel', async () => {
    const { clock, events, signals, script, leave, ticketComes } = start()
    await leave()
    await clock.advance(2_900)
    expect(signals[0]?.aborted).toBe(false)
    await ticketComes()
    expect(events).toMatchObject([{ type: 'submitted', handle: { requestId: 'job-1' } }])
    expect(script.seen.map(({ method }) => method)).toEqual(['PUT'])
  })

  test('breaks the connection after 3 seconds and hears of nothing more', async () => {
    const { clock, events, signals, script, leave, ticketComes } = start()
    await leave()
    await clock.advance(3_000)
    expect(signals[0]?.aborted).toBe(true)
    await ticketComes()
    expect({ events: events.length, seen: script.seen.length }).toEqual({ events: 0, seen: 0 })
  })

  test('breaks the connection at once where nothing can be canceled', async () => {
    const { signals, leave } = start({}, vtrix({ apiKey: 'k' }) as unknown as ReturnType<typeof fal>)
    await leave()
    expect(signals[0]?.aborted).toBe(true)
  })

  test('tells the handle and does not cancel when it was told not to', async () => {
    const { events, script, leave, ticketComes } = start({ cancelOnAbort: false })
    await leave()
    await ticketComes()
    expect(events.map(({ type }) => type)).toEqual(['submitted'])
    expect(script.seen).toHaveLength(0)
  })

  // Each abort comes one microtask later than the one before, around the moment the ticket is read.
  test.each(Array.from({ length: 24 }, (_, depth) => depth))(
    'and the ticket come together, %s microtasks apart: the handle is told, and the job is canceled once',
    async (depth) => {
      const later = (left: number): void =>
        left === 0 ? controller.abort(reason) : queueMicrotask(() => later(left - 1))
      const ticket = () => {
        later(depth)
        return Response.json(falTicket())
      }
      const { controller, server, kontext, signal } = setUp({ ...endless, submit: [ticket] })
      const events: string[] = []
      const onEvent = ({ type }: JobEvent) => events.push(type)
      expect(await reasonOf(kontext.edit(input, { signal, onEvent }))).toBe(reason)
      for (let turn = 0; turn < 3; turn++) await task()
      expect(events[0]).toBe('submitted')
      expect(events.filter((type) => type === 'submitted')).toHaveLength(1)
      expect(server.cancels()).toHaveLength(1)
    },
  )
})

describe('cancelOnAbort: false', () => {
  test.each([
    { name: 'of the call', client: true, call: false, cancels: 0 },
    { name: 'of the client', client: false, call: undefined, cancels: 0 },
    { name: 'of the client, overruled by the call', client: false, call: true, cancels: 1 },
  ])('$name: $cancels', async ({ client, call, cancels }) => {
    const clock = createFakeClock()
    const { kontext, server, controller, signal } = setUp(endless, { clock, cancelOnAbort: client })
    const job = await kontext.submit(input, {
      signal,
      ...(call === undefined ? {} : { cancelOnAbort: call }),
    })
    const result = reasonOf(job.result())
    controller.abort(reason)
    expect(await result).toBe(reason)
    await task()
    expect(server.cancels()).toHaveLength(cancels)
  })
})

describe('a job nobody waits for', () => {
  test('is canceled by the abort of its submit', async () => {
    const { kontext, server, controller, signal } = setUp(endless)
    await kontext.submit(input, { signal })
    controller.abort(reason)
    await task()
    expect(server.cancels()).toHaveLength(1)
  })

  test('is not canceled after its deadline', async () => {
    const clock = createFakeClock()
    const { kontext, server, controller, signal } = setUp(endless, { clock, timeoutMs: 1_000 })
    await kontext.submit(input, { signal })
    await clock.advance(1_001)
    // The one that comes later makes room.
    await kontext.submit(input, { signal })
    controller.abort(reason)
    await task()
    expect(server.cancels()).toHaveLength(1)
  })
})

test('ten thousand jobs on one signal put one listener on it, and all settle before the first cancel', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const methods: (string | undefined)[] = []
  const fetch: typeof globalThis.fetch = (_, init) => {
    methods.push(init?.method)
    return never()
  }
  const { handle } = await createKontext(fal({ apiKey: 'k' }), { fetch: falServer().fetch }).submit(input)
  let keys = 0
  const apiKey = () => `k${keys++}`
  const kontext = createKontext(fal({ apiKey }), { fetch })
  const results = Array.from({ length: 10_000 }, () => reasonOf(kontext.resume(handle, { signal }).result()))
  while (methods.length < 10_000) await task()
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  controller.abort(reason)
  const reasons = new Set(await Promise.all(results))
  expect([...reasons]).toEqual([reason])
  expect({ keys, puts: methods.includes('PUT') }).toEqual({ keys: 10_000, puts: false })
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
