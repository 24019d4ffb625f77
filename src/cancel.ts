import { readError } from './errors/answer-error.ts'
import type { CancelReading } from './dialects/dialect.ts'
import { exchange } from './http/exchange.ts'
import type { JobHandle } from './handle.ts'
import { operationOf } from './operation-of.ts'
import { secretsOf, type Session } from './session.ts'

/**
 * What came of a cancel: `canceled` the job has ended without images, `too-late` it ended by itself before,
 * `unsupported` there is no way to cancel here and it goes on.
 */
export type CancelOutcome = 'canceled' | 'too-late' | 'unsupported'

/** What an aborted job may still cost in time, in milliseconds: the late answer to a submit, and asking to cancel. */
export const courtesyMs = 3_000

/** Asks the provider once to cancel, and for what that came to until the job has ended. */
export async function cancelJob(session: Session, handle: JobHandle): Promise<CancelOutcome> {
  const said = await askToCancel(session, handle)
  switch (said) {
    case 'canceled':
    case 'unsupported':
      return said
    case 'too-late':
    case 'requested':
      return (await import('./cancel-outcome.ts')).cancelOutcome(session, handle, said)
    default:
      return said satisfies never
  }
}

/** Asks once, in the background and within {@link courtesyMs}: the caller has moved on. */
export function cancelQuietly(session: Session, handle: JobHandle): void {
  // A task of its own: ten thousand jobs on one signal must all have settled before the first request is made.
  setTimeout(() => {
    const requestTimeoutMs = Math.min(session.requestTimeoutMs, courtesyMs)
    askToCancel(
      { ...session, signal: undefined, retries: 0, requestTimeoutMs, deadline: Infinity },
      handle,
    ).catch(() => undefined)
  }, 0)
}

async function askToCancel(session: Session, handle: JobHandle): Promise<CancelReading> {
  const operation = operationOf('cancel', handle, session.provider)
  if (operation === undefined) return 'unsupported'
  const verb = `cancel a job at ${handle.provider}`
  const answer = await exchange(session, { ...operation, purpose: 'cancel', verb, handle })
  const body = answer.text.trim() === '' ? {} : answer.body
  const said = session.dialect.readCancel(answer.status, body)
  if (said !== undefined) return said
  throw readError('cancel', answer, handle, { provider: session.provider, secrets: secretsOf(session) })
}
