// Lets time run faster for code that has the clock of the machine: a command in a process of its own
// (node --import …/fast-timers.ts), or code that is run as it is printed.

const factor = 50
const { setTimeout } = globalThis
const { now } = Date
const startedAt = now()

/**
 * A `setTimeout` in which waits of a tenth of a second and more are fifty times shorter. Longer than 15 seconds are
 * only the limits of requests, which a busy machine must not reach.
 */
export function fastSetTimeout(
  ring: (...given: unknown[]) => void,
  ms = 0,
  ...given: unknown[]
): NodeJS.Timeout {
  return setTimeout(ring, ms < 100 || ms > 15_000 ? ms : ms / factor, ...given)
}

/** The time of day to go with it: waits of many parts come to an end only when both run fast. */
export function fastNow(): number {
  return startedAt + (now() - startedAt) * factor
}

if (process.env['KONTEXT_FAST_TIMERS'] === '1') {
  Object.assign(globalThis, { setTimeout: fastSetTimeout })
  Date.now = fastNow
}
