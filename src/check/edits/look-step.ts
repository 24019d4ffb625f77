import { isLoopback } from '../../provider.ts'
import type { Look } from './course.ts'

/** What is known after a look at a job. */
export interface Watching {
  readonly look: Look
  /** Milliseconds since the submit was sent. */
  readonly elapsedMs: number
  /** Milliseconds until the waiting ends. */
  readonly remainingMs: number
  /** Looks in a row that said nothing, this one included. */
  readonly failures: number
  /** The provider has agreed to cancel the job. */
  readonly canceled: boolean
  /** What pauses are multiplied by. */
  readonly pace: number
}

/** Look again after `ms`, or stop: the job has ended, was taken back, or nothing more can be learned. */
export type LookStep =
  { readonly do: 'wait'; readonly ms: number } | { readonly do: 'stop'; readonly why: WatchEnd }

/** Why a job is no longer looked at. `gone`: it is not found any more after it was canceled. */
export type WatchEnd = 'ended' | 'gone' | 'deadline' | 'silent'

/** What a look at a job is for, in requests. */
export const lookAbout = 'look at the job'

/** How long a job is looked at, in milliseconds from its submit. */
export const longestWaitMs = 300_000
// A job may not be found everywhere right after its submit: the client waits as long. (src/waiting/follow-up.ts)
const youngMs = 10_000
const mostFailures = 8

/** What to do after a look at a job. Pure. */
export function nextLook({ look, elapsedMs, remainingMs, failures, canceled, pace }: Watching): LookStep {
  const { reading, exchange } = look
  const status = exchange.answer?.status ?? 0
  if (reading !== undefined && hasEnded(reading)) return { do: 'stop', why: 'ended' }
  if (reading === undefined) {
    const away = status === 404 || status === 405 || status === 410
    if (away && canceled) return { do: 'stop', why: 'gone' }
    const young = away && elapsedMs < youngMs
    if (!young && failures >= mostFailures) return { do: 'stop', why: 'silent' }
  }
  if (remainingMs <= 0) return { do: 'stop', why: 'deadline' }
  // A server that is in trouble is asked less often.
  const ms = pauseMs(elapsedMs, pace) * Math.max(1, failures)
  return { do: 'wait', ms: Math.min(ms, remainingMs) }
}

/** Whether a status says that nothing will happen to the job any more. */
export function hasEnded({ state, ended }: NonNullable<Look['reading']>): boolean {
  return ended === true || state === 'completed' || state === 'failed' || state === 'canceled'
}

/** How long to wait before the next look, in milliseconds. At a quick pace a job grows old sooner. */
export function pauseMs(elapsedMs: number, pace: number): number {
  const age = elapsedMs / pace
  if (age < 15_000) return 1_000 * pace
  return (age < 60_000 ? 2_000 : 5_000) * pace
}

// What answers at loopback is a mock or a server under development: nobody else waits for it.
const loopbackPace = 0.1

/** What pauses between requests to a server are multiplied by. */
export function paceOf(baseUrl: string): number {
  return isLoopback(new URL(baseUrl).hostname) ? loopbackPace : 1
}
