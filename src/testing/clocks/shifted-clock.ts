import type { Clock } from '../../clock.ts'
import type { FakeClock } from './fake-clock.ts'

/** A clock that can be moved, whatever it runs on. */
export interface ShiftedClock extends Clock {
  /**
   * Moves the time forward. On a fake clock everything that is due happens; on a real one, alarms that are set keep
   * their time.
   */
  advance(ms: number): Promise<void>
  /** Makes it this time, in milliseconds since 1970. */
  set(now: number): void
}

/** Makes a clock movable. */
export function createShiftedClock(base: Clock | FakeClock): ShiftedClock {
  let shiftMs = 0
  return {
    now: () => base.now() + shiftMs,
    sleep: (ms, signal) => base.sleep(ms, signal),
    after: (ms, alarm) => base.after(ms, alarm),
    advance: async (ms) => {
      // Beyond the last date there is, no answer could say when it was.
      if (!(ms >= 0) || Number.isNaN(new Date(base.now() + shiftMs + ms).getTime()))
        throw new RangeError(`Failed to move the clock: ${ms} is no time to come. Use milliseconds from 0.`)
      if ('advance' in base) await base.advance(ms)
      else shiftMs += ms
    },
    set: (now) => {
      shiftMs = now - base.now()
    },
  }
}
