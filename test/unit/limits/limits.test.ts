import { beforeAll, describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/errors.ts'
import type { JobEvent } from '../../../src/events.ts'
import { failover } from '../../../src/failover/failover.ts'
import { createKontext, type KontextOptions } from '../../../src/kontext.ts'
import { nextTurn, type KeyUse, type Limits, type Turn } from '../../../src/limits/next-turn.ts'
import { createFakeClock, type FakeClock } from '../../../src/testing/clocks/fake-clock.ts'
import { chainhub, fal } from '../descriptors.ts'
import { failureOf, reasonOf } from '../failure-of.ts'
import { answer, falResult, falTicket, type Reply } from '../scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const idle: KeyUse = { running: 0, nextEnd: 0, submits: [], pausedUntil: 0, learned: Infinity }

describe('nextTurn', () => {
  const now = 10_000
  const table: { name: string; use: Partial<KeyUse>; limits: Limits; want: Turn }[] = [
    { name: 'nothing in the way', use: {}, limits: { concurrent: 1, perSecond: 1 }, want: { do: 'go' } },
    { name: 'no limits', use: { running: 99, submits: [now, now] }, limits: {}, want: { do: 'go' } },
    { name: 'a free slot', use: { running: 1 }, limits: { concurrent: 2 }, want: { do: 'go' } },
    {
      name: 'no slot',
      use: { running: 2, nextEnd: 10_700 },
      limits: { concurrent: 2 },
      want: { do: 'wait', for: 'slot', ms: 700 },
    },
    {
      name: 'a slot the provider does not grant',
      use: { running: 2, nextEnd: 10_700, learned: 2.9 },
      limits: { concurrent: 9 },
      want: { do: 'wait', for: 'slot', ms: 700 },
    },
    {
      name: 'two in this second',
      use: { submits: [9_200, 9_500] },
      limits: { perSecond: 2 },
      want: { do: 'wait', for: 'turn', ms: 200 },
    },
    {
      name: 'two, one of them a second ago',
      use: { submits: [9_000, 9_500] },
      limits: { perSecond: 2 },
      want: { do: 'go' },
    },
    {
      name: 'one every four seconds',
      use: { submits: [7_000] },
      limits: { perSecond: 0.25 },
      want: { do: 'wait', for: 'turn', ms: 1_000 },
    },
    { name: 'a pause', use: { pausedUntil: 10_001 }, limits: {}, want: { do: 'wait', for: 'pause', ms: 1 } },
    { name: 'a pause that is over', use: { pausedUntil: 10_000 }, limits: {}, want: { do: 'go' } },
  ]
  test.each(table)('$name', ({ use, limits, want }) => {
    expect(nextTurn({ ...idle, ...use }, limits, now)).toEqual(want)
  })
})

/** A provider that answers submits by this list, then with tickets; jobs end when they are told to. */
function provider(key: string, limits: Limits, replies: Reply[] = [], options: KontextOptions = {}) {
  const clock = createFakeClock()
  const posts: { at: number; id: string }[] = []
  const done = new Set<string>()
  const answerTo = (path: string, init?: RequestInit): Response => {
    const id = /requests\/([\w-]+)/.exec(path)?.[1] ?? ''
    if (init?.method !== 'POST') {
      if (path.endsWith('/status'))
        return Response.json({ status: done.has(id) ? 'COMPLETED' : 'IN_PROGRESS' })
      if (path.endsWith(id) && done.has(id)) return Response.json(falResult)
      return path.endsWith(id) ? answer(400, { detail: 'Request is still in progress' }) : answer(404)
    }
    posts.push({ at: clock.now() - 1_700_000_000_000, id: `job-${String(posts.length + 1)}` })
    const reply = replies.shift()
    if (reply instanceof Response) return reply
    return Response.json(falTicket(posts.at(-1)?.id))
  }
  const fetch = (url: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
    Promise.resolve(answerTo(url instanceof Request ? url.url : url.toString(), init))
  const client = (more: KontextOptions = {}) =>
    createKontext(fal({ apiKey: key }), { clock, fetch, limits, random: () => 0.5, ...options, ...more })
  const end = async (id: string) => {
    done.add(id)
    await settle(clock, 15_000)
  }
  return { clock, fetch, posts, client, end, kontext: client() }
}

// How many turns of the event loop a first import takes depends on how busy the machine is.
beforeAll(async () => {
  await Promise.all([
    import('../../../src/client.ts'),
    import('../../../src/limits/limits.ts'),
    import('../../../src/failover/route-edit.ts'),
  ])
})

async function settle(clock: FakeClock, ms = 0) {
  for (let turns = 0; turns < 20; turns++) await clock.advance(0)
  for (let left = ms; left > 0; left -= 250) await clock.advance(250)
}

describe('a key with limits', () => {
  test('has at most so many jobs at once, in the order they came', async () => {
    const { clock, posts, kontext, end } = provider('two-at-once', { concurrent: 2 })
    const jobs = Array.from({ length: 4 }, () => kontext.edit(input))
    await settle(clock)
    expect(posts).toHaveLength(2)
    await end('job-1')
    expect(posts).toHaveLength(3)
    await end('job-3')
    await end('job-2')
    await end('job-4')
    const results = await Promise.all(jobs)
    expect(results.map(({ requestId }) => requestId)).toEqual(['job-1', 'job-2', 'job-3', 'job-4'])
  })

  test('submits at most so many per second', async () => {
    const { clock, posts, kontext } = provider('two-per-second', { perSecond: 2 })
    for (let count = 0; count < 5; count++) void kontext.submit(input)
    await settle(clock, 3_000)
    expect(posts.map(({ at }) => at)).toEqual([0, 0, 1_000, 1_000, 2_000])
  })

  test('is one key for all clients, and another key is another', async () => {
    const { clock, posts, kontext, client } = provider('shared', { concurrent: 1 })
    const other = provider('not-shared', { concurrent: 1 })
    void kontext.submit(input)
    void client().submit(input)
    void other.kontext.submit(input)
    await settle(clock)
    await settle(other.clock)
    expect([posts.length, other.posts.length]).toEqual([1, 1])
  })

  test('a job that failed to be submitted frees its slot', async () => {
    const { clock, posts, kontext } = provider('freed', { concurrent: 1 }, [answer(422, { detail: 'no' })])
    const failed = failureOf(kontext.submit(input))
    const job = kontext.submit(input)
    await settle(clock)
    expect((await failed).code).toBe('rejected')
    expect((await job).handle.requestId).toBe('job-2')
    expect(posts).toHaveLength(2)
  })

  test('a job nobody waits for holds its slot until its time is over', async () => {
    const { clock, posts, kontext } = provider('forgotten', { concurrent: 1 }, [], { timeoutMs: 5_000 })
    void kontext.submit(input)
    await settle(clock, 2_000)
    void kontext.submit(input)
    await settle(clock, 2_750)
    expect(posts).toHaveLength(1)
    await settle(clock, 500)
    expect(posts).toHaveLength(2)
  })

  test('an abort leaves the line at once, and the next moves up', async () => {
    const { clock, posts, kontext, end } = provider('aborted', { concurrent: 1 })
    const controller = new AbortController()
    void kontext.edit(input)
    const gone = reasonOf(kontext.edit(input, { signal: controller.signal }))
    const last = kontext.edit(input)
    await settle(clock)
    controller.abort('enough')
    expect(await gone).toBe('enough')
    await end('job-1')
    await end('job-2')
    expect((await last).requestId).toBe('job-2')
    expect(posts).toHaveLength(2)
  })

  test('the deadline counts the waiting', async () => {
    const { clock, posts, kontext } = provider('late', { concurrent: 1 })
    void kontext.submit(input)
    await settle(clock)
    const error = failureOf(kontext.submit(input, { timeoutMs: 1_000 }))
    await settle(clock, 1_000)
    expect(await error).toMatchObject({ code: 'rate-limit', billed: 'no', retryable: true })
    expect((await error).message).toContain('left no turn within 1000 ms')
    expect(posts).toHaveLength(1)
  })

  test('says why an edit waits, once', async () => {
    const { clock, kontext, end } = provider('told', { concurrent: 1 })
    const events: JobEvent[] = []
    void kontext.edit(input)
    const second = kontext.edit(input, { onEvent: (event) => events.push(event) })
    await settle(clock, 1_000)
    expect(events).toEqual([{ type: 'waiting', for: 'slot', ahead: 0 }])
    await end('job-1')
    await end('job-2')
    await second
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['waiting', 'submitted'])
  })

  test.each([{ concurrent: 0 }, { concurrent: 1.5 }, { perSecond: 0 }, { perSecond: NaN }])(
    '%o is refused at the door',
    (limits) => {
      expect(() => createKontext(fal(), { limits })).toThrow(InputError)
    },
  )
})

describe('what the provider says of its own limits', () => {
  const tooMany = { detail: 'Too many concurrent requests', error_type: 'concurrent_requests_limit' }

  test('a 429 about concurrency lowers the number of jobs, and the refused one goes first', async () => {
    const { clock, posts, kontext, end } = provider('lowered', { concurrent: 4 }, [
      Response.json(falTicket('job-1')),
      answer(429, tooMany),
    ])
    const edits = [kontext.edit(input), kontext.edit(input), kontext.edit(input)]
    await settle(clock)
    // The third was on its way when the second was refused.
    const before = posts.length
    await settle(clock, 5_000)
    expect(posts).toHaveLength(before)
    await end('job-1')
    expect(posts.length).toBeGreaterThan(before)
    for (const { id } of posts.slice()) await end(id)
    for (const { id } of posts.slice()) await end(id)
    const ids = (await Promise.all(edits)).map(({ requestId }) => requestId)
    expect(new Set(ids).size).toBe(3)
  })

  test('Retry-After is a pause for everyone with the key', async () => {
    const { clock, posts, kontext, client } = provider('paused', {}, [
      answer(429, {}, { 'retry-after': '30' }),
    ])
    void kontext.submit(input)
    await settle(clock)
    void client().submit(input)
    await settle(clock, 29_750)
    expect(posts.map(({ at }) => at)).toEqual([0])
    await settle(clock, 500)
    expect(posts.map(({ at }) => at)).toEqual([0, 30_000, 30_000])
  })

  test('a pause is no time to wait when another provider is there', async () => {
    const { clock, fetch } = provider('elsewhere', {}, [answer(429, {}, { 'retry-after': '3600' })])
    const providers = failover(fal({ apiKey: 'elsewhere' }), chainhub({ apiKey: 'elsewhere' }))
    const kontext = createKontext(providers, { clock, fetch, limits: { concurrent: 5 } })
    const first = kontext.submit(input)
    await settle(clock)
    const second = kontext.submit(input)
    await settle(clock)
    expect([(await first).handle.provider, (await second).handle.provider]).toEqual(['chainhub', 'chainhub'])
  })

  test('what was learned is forgotten bit by bit', async () => {
    const { clock, posts, kontext, end } = provider('recovers', { concurrent: 3 }, [answer(429, tooMany)])
    const edits = [kontext.edit(input)]
    await settle(clock, 1_000)
    for (let count = 0; count < 8; count++) edits.push(kontext.edit(input))
    const running: number[] = []
    // The first was refused, its repetition is job-2.
    for (let job = 2; job <= 10; job++) {
      await settle(clock)
      running.push(posts.length - (job - 1))
      await end(`job-${String(job)}`)
    }
    await Promise.all(edits)
    expect(running.slice(0, 4)).toEqual([1, 1, 1, 1])
    expect(Math.max(...running)).toBe(2)
  })
})
