import type { StatusReading } from '../dialects/dialect.ts'
import { HttpError, NetworkError, RateLimitError, ResultExpiredError } from '../errors/errors.ts'
import { peekAtResult, readStatus } from './follow-up.ts'
import type { JobHandle } from '../handle.ts'
import type { Session } from '../session.ts'

/**
 * Where a job stands that was submitted before; undefined when that is not known. Its result is asked for first,
 * because results expire.
 * @throws what stands for the end of the job, ResultExpiredError, and what a read throws
 */
export async function findJob(session: Session, handle: JobHandle): Promise<StatusReading | undefined> {
  try {
    const peeked = await peekAtResult(session, handle)
    if (typeof peeked === 'object') return { state: 'completed', raw: '', result: peeked }
    return peeked === 'pending' ? { state: 'running', raw: '' } : await readStatus(session, handle)
  } catch (error) {
    // Neither result nor status: fal keeps both for an hour. (fal.ai/docs/inference-api/queue/result)
    if (HttpError.is(error) && (error.status === 404 || error.status === 410)) throw expired(handle)
    const late = session.clock.now() >= session.deadline
    if (late && (NetworkError.is(error) || RateLimitError.is(error))) return undefined
    throw error
  }
}

function expired(handle: JobHandle): ResultExpiredError {
  const fact =
    'the provider does not know it any more. Results are kept for minutes to hours: fetch them at once.'
  const message = `Failed to resume a job at ${handle.provider}: ${fact}`
  return new ResultExpiredError(message, { provider: handle.provider, handle })
}
