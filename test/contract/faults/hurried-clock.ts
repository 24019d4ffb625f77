import { sleepUntilAlarm, type Clock } from '../../../src/clock.ts'

interface Alarm {
  readonly at: number
  readonly ring: () => void
}

/** A clock that jumps to its next alarm whenever client and mock have nothing left to do but wait. */
export interface HurriedClock {
  /** For the client. */
  readonly client: Clock
  /** For the mock, whose waits mean that a client that waits for it has to wait too. */
  readonly mock: Clock
  /** Sees when the client waits for an answer. */
  watch(fetch: typeof globalThis.fetch): typeof globalThis.fetch
  /** Lets the time go on until a promise is settled. */
  until<T>(promise: Promise<T>): Promise<T>
}

const start = 1_700_000_000_000
const patienceMs = 60_000

/** Makes a hurried clock. */
export function createHurriedClock(): HurriedClock {
  let time = start
  let pending = 0
  const alarms = { client: new Set<Alarm>(), mock: new Set<Alarm>() }
  const clockOf = (set: Set<Alarm>): Clock => {
    const after = (ms: number, ring: () => void) => {
      const alarm = { at: time + Math.max(ms, 0), ring }
      set.add(alarm)
      return () => void set.delete(alarm)
    }
    return { now: () => time, after, sleep: (ms, signal) => sleepUntilAlarm({ after }, ms, signal) }
  }
  const during = async <T>(work: Promise<T>): Promise<T> => {
    pending++
    try {
      return await work
    } finally {
      pending--
    }
  }
  const ringNext = (): boolean => {
    const [next] = [...alarms.client, ...alarms.mock].sort((a, b) => a.at - b.at)
    if (next === undefined) return false
    alarms.client.delete(next)
    alarms.mock.delete(next)
    time = Math.max(time, next.at)
    next.ring()
    return true
  }
  return {
    client: clockOf(alarms.client),
    mock: clockOf(alarms.mock),
    watch: (fetch) => async (input, init) => watched(await during(fetch(input, init)), during),
    until: async (promise) => {
      const state = { over: false }
      const done = promise.finally(() => {
        state.over = true
      })
      done.catch(() => undefined)
      let idleAt = performance.now()
      for (;;) {
        await turns(3)
        if (state.over) return done
        const busy = pending > 0 && alarms.mock.size === 0
        if (!busy && ringNext()) idleAt = performance.now()
        else if (performance.now() - idleAt > patienceMs) throw new Error('nothing happens any more')
      }
    },
  }
}

/** The same response, whose body is seen being read. */
function watched(response: Response, during: <T>(work: Promise<T>) => Promise<T>): Response {
  const reader = response.body?.getReader()
  if (reader === undefined) return response
  const body = new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await during(reader.read())
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve, 0))
}
