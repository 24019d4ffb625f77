import { sleepUntilAlarm, type Clock } from '../../clock.ts'

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** Moves the time and fires what is due, in order. Resolves when the code that was woken had its turn. */
  advance(ms: number): Promise<void>
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: readonly number[]
}

/** How a fake clock starts and moves. */
export interface FakeClockOptions {
  /**
   * Milliseconds since 1970.
   * @default 1_700_000_000_000
   */
  now?: number
  /**
   * Sleeps end by themselves, after the code around them had its turn, and move the time. Limits of requests do
   * not: they pass only when the time moves for another reason.
   * @default false
   */
  autoAdvance?: boolean
}

interface Alarm {
  readonly at: number
  readonly ring: () => void
}

/**
 * A clock for tests: no test has to wait.
 * ```ts
 * const clock = createFakeClock({ autoAdvance: true })
 * const kontext = createKontext(fal({ apiKey: 'test' }), { clock, fetch })
 * ```
 */
export function createFakeClock({
  now = 1_700_000_000_000,
  autoAdvance = false,
}: FakeClockOptions = {}): FakeClock {
  const alarms = new Set<Alarm>()
  const sleeps: number[] = []
  let time = now

  const after = (ms: number, ring: () => void) => {
    const alarm = { at: time + Math.max(ms, 0), ring }
    alarms.add(alarm)
    return () => void alarms.delete(alarm)
  }
  const advance = async (ms: number) => {
    const until = time + ms
    for (let due = next(alarms, until); due !== undefined; due = next(alarms, until)) {
      alarms.delete(due)
      time = Math.max(time, due.at)
      due.ring()
      await turn()
    }
    time = Math.max(time, until)
    await turn()
  }
  return {
    sleeps,
    now: () => time,
    after,
    advance,
    sleep: (ms, signal) => {
      sleeps.push(ms)
      const sleeping = sleepUntilAlarm({ after }, ms, signal)
      if (autoAdvance) {
        const at = time + ms
        void turn().then(() => advance(Math.max(0, at - time)))
      }
      return sleeping
    },
  }
}

function next(alarms: ReadonlySet<Alarm>, until: number): Alarm | undefined {
  return [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
}

// A task, not a microtask: everything that is ready runs first.
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
