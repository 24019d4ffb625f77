import {
  CanceledError,
  HttpError,
  JobFailedError,
  NetworkError,
  RateLimitError,
  ResultExpiredError,
  TimeoutError,
  type KontextError,
} from './errors/errors.ts'
import { fetchResult, readStatus } from './waiting/follow-up.ts'
import type { JobHandle } from './handle.ts'
import type { Session } from './session.ts'

type Ended = 'canceled' | 'too-late'

/**
 * What a cancel came to. `requested` is a promise to try: the job is looked at until it has ended.
 * @throws TimeoutError when it does not, and what a read throws
 */
export async function cancelOutcome(
  session: Session,
  handle: JobHandle,
  said: 'requested' | 'too-late',
): Promise<Ended> {
  if (said === 'requested') return untilEnd(session, handle)
  // It may have ended by an earlier cancel.
  return (await endOf({ ...session, retries: 0 }, handle).catch(() => undefined)) ?? said
}

const firstPauseMs = 250
const longestPauseMs = 2_000

async function untilEnd(session: Session, handle: JobHandle): Promise<Ended> {
  const { clock, deadline, signal } = session
  for (let looks = 0; ; looks++) {
    const end = await lookForEnd(session, handle).catch((error: unknown) => {
      const cutOff = NetworkError.is(error) || RateLimitError.is(error)
      throw cutOff && clock.now() >= deadline ? tooSlow(session, handle, error) : error
    })
    if (end !== undefined) return end
    const remainingMs = deadline - clock.now()
    if (remainingMs <= 0) throw tooSlow(session, handle)
    await clock.sleep(Math.min(firstPauseMs * 1.5 ** looks, longestPauseMs, remainingMs), signal)
  }
}

async function lookForEnd(session: Session, handle: JobHandle): Promise<Ended | undefined> {
  try {
    const { state } = await readStatus(session, handle)
    if (state === 'canceled') return 'canceled'
    if (state === 'failed') return 'too-late'
    return state === 'completed' ? await endOf(session, handle) : undefined
  } catch (error) {
    // Gone after it was taken back.
    if (ResultExpiredError.is(error) || (HttpError.is(error) && error.status === 404)) return 'canceled'
    throw error
  }
}

// There is no status for it: a canceled job has ended, and its result says so. (specs/dialects/fal-queue.yaml)
async function endOf(session: Session, handle: JobHandle): Promise<Ended | undefined> {
  try {
    return (await fetchResult(session, handle)) === 'pending' ? undefined : 'too-late'
  } catch (error) {
    if (CanceledError.is(error)) return 'canceled'
    if (JobFailedError.is(error)) return 'too-late'
    throw error
  }
}

function tooSlow({ timeoutMs }: Session, handle: JobHandle, cause?: KontextError): TimeoutError {
  const fact = `it was asked to, but the job did not end within ${timeoutMs} ms`
  const remedy = 'Resume it by the handle of this error: it may end either way.'
  const message = `Failed to cancel a job at ${handle.provider}: ${fact}. ${remedy}`
  return new TimeoutError(message, { provider: handle.provider, handle, cause })
}
