import { onAbort } from './http/abort.ts'

/** Where the time comes from. Replace it in tests: `createFakeClock()` of `kontext-sdk/testing`. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits `ms` milliseconds; rejects at once with `signal.reason` when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls `alarm` once `ms` milliseconds have passed, unless the returned function is called before. */
  after(ms: number, alarm: () => void): () => void
}

// A longer delay makes timers fire at once. (nodejs.org/api/timers.html, TIMEOUT_MAX)
const longestTimerMs = 2 ** 31 - 1

// Date.now() jumps when the machine's clock is set: after a jump back nothing would be due for as long.
const startedAt = Date.now() - performance.now()

/** The clock of this machine. It goes on evenly when the machine's own is set. */
export const systemClock: Clock = {
  now: () => Math.floor(startedAt + performance.now()),
  sleep: (ms, signal) => sleepUntilAlarm(systemClock, ms, signal),
  after: (ms, alarm) => {
    const timer = setTimeout(alarm, Math.min(Math.max(ms, 0), longestTimerMs))
    return () => clearTimeout(timer)
  },
}

/** Builds `sleep` on `after`. */
export function sleepUntilAlarm(
  clock: Pick<Clock, 'after'>,
  ms: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    const stopClock = clock.after(ms, () => {
      stopSignal()
      resolve()
    })
    const stopSignal = onAbort(signal, () => {
      stopClock()
      reject(signal?.reason)
    })
  })
}
