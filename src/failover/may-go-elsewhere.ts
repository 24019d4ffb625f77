import { KontextError, RejectedError } from '../errors/errors.ts'
import type { Session } from '../session.ts'

// No such route here: the input is well, another provider may take it. A 402, no balance, is an AuthError.
const placeRefused = new Set([404, 405, 410])

/** Whether an edit may be sent to another provider after this: only when it is sure that nobody took it. */
export function mayGoElsewhere(
  error: unknown,
  { clock, deadline, signal }: Pick<Session, 'clock' | 'deadline' | 'signal'>,
): error is KontextError {
  if (signal?.aborted === true || clock.now() >= deadline || !KontextError.is(error)) return false
  if (error.billed !== 'no' || error.handle !== undefined) return false
  switch (error.code) {
    case 'auth':
    case 'network':
    case 'rate-limit':
    case 'http':
      return true
    case 'rejected':
      return RejectedError.is(error) && placeRefused.has(error.status) && error.issues.length === 0
    case 'input':
    case 'ambiguous-submit':
    case 'contract':
    case 'job-failed':
    case 'moderated':
    case 'result-expired':
    case 'canceled':
    case 'timeout':
    case 'failover':
    case 'webhook':
      return false
    default:
      return error.code satisfies never
  }
}
