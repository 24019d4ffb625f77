import { dialectOf } from '../../dialects/dialect-of.ts'
import { isRequestId } from '../../ticket-url.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import type { Subject } from '../subject.ts'

/** Whether a request is a submit that must be refused. */
export function isProbe({ operation, edit }: CheckRequest): boolean {
  return operation?.startsWith('submit') === true && edit === undefined
}

/** The id of the job that a submit was answered with; undefined where it was not taken. */
export function takenJob({ answer }: CheckExchange, { descriptor }: Subject): string | undefined {
  if (answer === undefined || answer.status < 200 || answer.status >= 300) return undefined
  const ticket = dialectOf(descriptor.dialect).readTicket(answer.body, descriptor.states)
  const id = ticket?.requestId
  return id !== undefined && isRequestId(id) ? id : undefined
}
