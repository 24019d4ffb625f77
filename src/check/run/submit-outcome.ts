import { dialectOf } from '../../dialects/dialect-of.ts'
import { readErrorAnswer } from '../../dialects/error-body.ts'
import { isElsewhere, isRefusal, saidNo } from '../../http/retry.ts'
import { asRecord } from '../../narrow.ts'
import { isRequestId } from '../../ticket-url.ts'
import type { CheckAnswer, CheckExchange } from '../wire/exchange.ts'
import type { Subject } from '../subject.ts'

/** What is known of a submit: it is a job, it is none, or nobody can tell and it may be billed. */
export type SubmitOutcome = 'taken' | 'refused' | 'unclear'

type Heard = Pick<CheckExchange, 'answer' | 'failure'>

/** Reads what became of a submit, by the rules of the client: what does not say no may have been taken. */
export function submitOutcome({ answer, failure }: Heard, { descriptor }: Subject): SubmitOutcome {
  if (answer === undefined) return failure?.kind === 'refused' ? 'refused' : 'unclear'
  if (answer.status < 200 || answer.status >= 300) return saysNo(answer) ? 'refused' : 'unclear'
  const ticket = dialectOf(descriptor.dialect).readTicket(answer.body, descriptor.states)
  if (ticket?.requestId !== undefined && isRequestId(ticket.requestId)) return 'taken'
  return ticket?.failure === undefined ? 'unclear' : 'refused'
}

function saysNo(answer: CheckAnswer): boolean {
  const { status } = answer
  const headers = new Headers(answer.headers)
  if (isElsewhere(status) || saidNo(status, headers.has('retry-after') ? 0 : undefined)) return true
  return isRefusal(status, readErrorAnswer({ ...answer, headers }).final)
}

/** Whether a probe may be billed to the key. */
export function mayBeBilled(exchange: Heard & Pick<CheckExchange, 'request'>, subject: Subject): boolean {
  const outcome = submitOutcome(exchange, subject)
  if (outcome !== 'unclear') return outcome === 'taken'
  // Nobody is billed for what carries no good key, and nobody makes an edit of what is no object.
  const { key = 'right', body } = exchange.request
  return key === 'right' && asRecord(typeof body === 'string' ? jsonIn(body) : body) !== undefined
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
