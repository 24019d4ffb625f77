import type { StatusReading } from '../dialects/dialect.ts'
import { CanceledError, TimeoutError, type KontextError } from '../errors/errors.ts'
import type { JobHandle } from '../handle.ts'
import { redactMessage } from '../errors/redact.ts'
import { secretsOf, type Session } from '../session.ts'

/** The error of a job that was canceled. */
export function canceledError(handle: JobHandle): CanceledError {
  const { provider } = handle
  const fact = 'the job was canceled. Submit it again if that was a mistake.'
  return new CanceledError(`Failed to edit at ${provider}: ${fact}`, { provider, handle })
}

/** The error of a job that did not end in time; it names where it was last seen, in the provider's own word. */
export function timeoutError(
  session: Session,
  handle: JobHandle,
  seen: StatusReading | undefined,
  cause?: KontextError,
): TimeoutError {
  const { provider } = handle
  const word = JSON.stringify(redactMessage(seen?.raw ?? '', secretsOf(session)).slice(0, 40))
  const state = seen?.state === 'unknown' ? `with the unknown status ${word}` : seen?.state
  const last = state === undefined ? 'never seen' : `last seen ${state}`
  const fact = `the job did not end within ${session.timeoutMs} ms, ${last}.`
  const remedy = 'It was left running: resume it by the handle of this error.'
  const details = { provider, handle, cause }
  return new TimeoutError(`Failed to edit at ${provider}: ${fact} ${remedy}`, details)
}
