import type { StatusReading } from '../dialects/dialect.ts'

/** What is known of a job that is waited for, and of jobs like it. */
export interface Waiting {
  /** Undefined: never seen, as with a job that is resumed. */
  readonly seen: StatusReading | undefined
  /** How often the job was said to have ended when its result was not there yet. */
  readonly doubts: number
  /** Since the submit, or since the job was seen to leave the queue. */
  readonly elapsedMs: number
  /** Since the job was last looked at, or told of itself. */
  readonly sinceMs: number
  /** Until the deadline. */
  readonly remainingMs: number
  /** How long jobs like this one take. */
  readonly expectedMs: number
  /** From 0 up to 1, different for jobs of one client: keeps those apart that were started together. */
  readonly phase: number
  /** Jobs of the client that are waited for. */
  readonly crowd: number
  /** Looks in a row, at jobs of its kind that take longer than expected, that found none at its end. */
  readonly vain: number
  /** There is a stream to open. */
  readonly opensInMs?: number | undefined
  /** A stream is open: how long it may say nothing more before it is not relied on. */
  readonly listensMs?: number | undefined
}

/** What to do next about a job. */
export type Step =
  /** Nothing, for so long; a stream may say something before. */
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'open' }
  | { readonly do: 'look' }
  | { readonly do: 'fetch' }
  | { readonly do: 'fail' }
  | { readonly do: 'cancel' }
  | { readonly do: 'time-out' }

/** How long a job is taken to last before one was seen: too short costs a request or two, too long costs time. */
export const priorMs = 4_000

// Found by test/unit/waiting-simulation.test.ts: few jobs end before `first`, and past it a steady pace misses the end
// of a job by less, for the same number of requests, than one that grows from the start.
const first = 0.6
const pace = 0.112
const slower = 0.035
// That so many looks are in vain by chance is unlikely: what was expected is far too short, and until the first end
// tells by how much, the time that has passed is the only measure.
const tooVain = 30
const gropes = 0.25
const floorMs = 250
// About 250 looks a second, however many jobs: more would keep a processor core busy, and no provider likes them.
const msPerJob = 4
const capMs = 10_000

/** What to do about a job. */
export function nextStep(waiting: Waiting): Step {
  const { seen, doubts, remainingMs, opensInMs = Infinity } = waiting
  const state = seen?.state
  switch (state) {
    case 'completed':
      return doubts > 0 && seen?.failure !== undefined ? { do: 'fail' } : { do: 'fetch' }
    case 'failed':
      return { do: 'fail' }
    case 'canceled':
      return { do: 'cancel' }
    case 'unknown':
      // A word no contract lists: the result knows, and a second time the word is believed.
      if (seen?.ended) return doubts > 0 && seen.failure !== undefined ? { do: 'fail' } : { do: 'fetch' }
      break
    case 'queued':
    case 'running':
    case undefined:
      break
    default:
      return state satisfies never
  }
  if (remainingMs <= 0) return { do: 'time-out' }
  const ms = Math.max(waiting.listensMs ?? 0, lookInMs(waiting))
  const waitMs = Math.min(ms, opensInMs)
  // Whole milliseconds: at today's time of day a clock cannot tell smaller ones apart, and would stand still.
  if (waitMs > 0) return { do: 'wait', ms: Math.ceil(Math.min(waitMs, remainingMs)) }
  return opensInMs <= 0 ? { do: 'open' } : { do: 'look' }
}

/** When to look at the job. */
function lookInMs({ seen, elapsedMs, sinceMs, phase, crowd, vain, ...jobs }: Waiting): number {
  if (seen === undefined) return 0
  const expectedMs = Math.max(1, jobs.expectedMs)
  const spread = 0.9 + 0.2 * phase
  const lastMs = Math.max(0, elapsedMs - sinceMs)
  const crowdMs = Math.max(floorMs, msPerJob * crowd)
  const firstMs = 0.9 * first * expectedMs + phase * Math.max(0.2 * first * expectedMs, msPerJob * crowd)
  if (lastMs < 0.95 * firstMs) {
    const firstCapMs = capMs * spread + phase * msPerJob * (crowd - 1)
    return Math.max(floorMs, Math.min(firstCapMs, firstMs - lastMs)) - sinceMs
  }
  // In expected durations: steady up to nearly 2, then the expectation was wrong and looks become rare.
  const ratio = lastMs / expectedMs
  const share = Math.max(pace, slower * ratio ** 2, vain >= tooVain && ratio > 1 ? gropes * ratio : 0)
  return Math.max(crowdMs, Math.min(capMs, share * expectedMs) * spread) - sinceMs
}
