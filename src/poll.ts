import { readError, failureError } from './answer-error.ts'
import type { ResultReading, StatusReading } from './dialects/dialect.ts'
import { CanceledError, NetworkError, RateLimitError, TimeoutError, type KontextError } from './errors.ts'
import { exchange } from './exchange.ts'
import type { JobHandle } from './handle.ts'
import { operationOf } from './operation-of.ts'
import { redactMessage } from './redact.ts'
import { secretsOf, type Session } from './session.ts'
import type { JobState } from './vocabulary.ts'

/** What the schedule depends on. */
export interface PollTiming {
  /** Since the submit. */
  readonly elapsedMs: number
  /** Until the deadline. */
  readonly remainingMs: number
  /** How often the job was looked at. */
  readonly looks: number
}

/** How the schedule is tuned. */
export interface PollPolicy {
  /** How long a job is expected to take. */
  readonly expectedMs: number
  readonly random: () => number
}

/** What to do next about a job. */
export type Step =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'fetch' }
  | { readonly do: 'fail' }
  | { readonly do: 'cancel' }
  | { readonly do: 'time-out' }

// A prior that is too long cannot be made good, one that is too short costs a request or two.
const priorMs = 4_000
const floorMs = 250
const capMs = 10_000
const graceMs = 10_000

/** What to do about a job that was last seen in this state; undefined when it was never seen. */
export function nextStep(state: JobState | undefined, timing: PollTiming, policy: PollPolicy): Step {
  switch (state) {
    case 'completed':
      return { do: 'fetch' }
    case 'failed':
      return { do: 'fail' }
    case 'canceled':
      return { do: 'cancel' }
    case 'queued':
    case 'running':
    case 'unknown':
    case undefined:
      if (timing.remainingMs <= 0) return { do: 'time-out' }
      return { do: 'wait', ms: Math.min(pauseMs(timing, policy), timing.remainingMs) }
    default:
      return state satisfies never
  }
}

// Scale-free: each look comes a fixed share of the elapsed time after the one before.
function pauseMs({ elapsedMs, looks }: PollTiming, { expectedMs, random }: PollPolicy): number {
  const jitter = 0.9 + 0.2 * random()
  if (looks === 0) return Math.max(0, Math.min(capMs, 0.6 * expectedMs * jitter - elapsedMs))
  return Math.max(floorMs, Math.min(capMs, 0.12 * elapsedMs * jitter))
}

/**
 * The one loop: looks at a job until it has ended.
 * @throws TimeoutError at the deadline, JobFailedError, ModeratedError, CanceledError, and what a read throws
 */
export async function waitForResult(
  session: Session,
  handle: JobHandle,
  first: StatusReading | undefined,
  onStatus: (status: StatusReading) => void,
): Promise<ResultReading> {
  const { clock, random, signal } = session
  const submittedAt = Date.parse(handle.submittedAt)
  let seen = first
  for (let looks = 0; ;) {
    const now = clock.now()
    const elapsedMs = Math.max(0, now - submittedAt)
    const timing = { elapsedMs, remainingMs: session.deadline - now, looks }
    const step = nextStep(seen?.state, timing, { expectedMs: priorMs, random })
    switch (step.do) {
      case 'wait':
        await clock.sleep(step.ms, signal)
        if (clock.now() >= session.deadline) break
        looks++
        seen = await withinDeadline(session, handle, seen, () => readStatus(session, handle))
        onStatus(seen)
        break
      case 'fetch': {
        const result = await withinDeadline(session, handle, seen, () =>
          fetchResult(session, handle, seen?.result),
        )
        if (result !== 'pending') return result
        looks++
        seen = { state: 'running', raw: seen?.raw ?? '' }
        break
      }
      case 'fail':
        throw failureError(seen?.failure ?? noReason, handle, contextOf(session))
      case 'cancel':
        throw new CanceledError(
          `Failed to edit at ${handle.provider}: the job was canceled. Submit it again if that was a mistake.`,
          { provider: handle.provider, handle },
        )
      case 'time-out':
        throw timeoutError(session, handle, seen)
      default:
        return step satisfies never
    }
  }
}

const noReason = { message: 'no reason given', fields: [], final: true }

/** Looks at a job once. */
export async function readStatus(session: Session, handle: JobHandle): Promise<StatusReading> {
  const grace = session.clock.now() - Date.parse(handle.submittedAt) < graceMs
  const verb = `read the status of a job at ${handle.provider}`
  const operation = operationOf('status', handle, session.provider)
  const answer = await exchange(session, { ...operation, purpose: 'read', verb, handle, grace })
  const ok = answer.status >= 200 && answer.status < 300
  const status = ok
    ? session.dialect.readStatus(answer.body, session.provider.capabilities.states)
    : undefined
  if (status === undefined) throw readError('status', answer, handle, contextOf(session))
  return status
}

async function fetchResult(
  session: Session,
  handle: JobHandle,
  along: ResultReading | undefined,
): Promise<ResultReading | 'pending'> {
  if (along !== undefined && along.images.length > 0) return along
  const verb = `read the result of a job at ${handle.provider}`
  const operation = operationOf('result', handle, session.provider)
  // Right after completion a result may not be there yet: the 404 is given some time.
  const answer = await exchange(session, { ...operation, purpose: 'read', verb, handle, grace: true })
  const result = session.dialect.readResult(answer.status, answer.body, session.provider.capabilities.states)
  if (result === 'pending') return result
  if (result === undefined || answer.status < 200 || answer.status >= 300)
    throw readError('result', answer, handle, contextOf(session))
  return result
}

// A read that was cut off by the deadline is the deadline's fault.
async function withinDeadline<T>(
  session: Session,
  handle: JobHandle,
  seen: StatusReading | undefined,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const late = session.clock.now() >= session.deadline
    if (late && (NetworkError.is(error) || RateLimitError.is(error)))
      throw timeoutError(session, handle, seen, error)
    throw error
  }
}

function timeoutError(
  session: Session,
  handle: JobHandle,
  seen: StatusReading | undefined,
  cause?: KontextError,
): TimeoutError {
  const word = redactMessage(seen?.raw ?? '', secretsOf(session)).slice(0, 40)
  const last =
    seen === undefined
      ? 'never seen'
      : `last seen ${seen.state === 'unknown' ? `with the unknown status ${JSON.stringify(word)}` : seen.state}`
  const remedy = 'It was left running: resume it by the handle of this error.'
  const message = `Failed to edit at ${handle.provider}: the job did not end within ${session.timeoutMs} ms, ${last}. ${remedy}`
  return new TimeoutError(message, { provider: handle.provider, handle, cause })
}

function contextOf(session: Session) {
  return { provider: session.provider, secrets: secretsOf(session) }
}
