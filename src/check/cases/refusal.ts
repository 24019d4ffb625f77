import { dialectOf } from '../../dialects/dialect-of.ts'
import type { CheckAnswer } from '../wire/exchange.ts'
import { submitOf } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'

// What says nothing about the body: keys, money, addresses, timing, limits.
const otherReasons = ['401', '402', '403', '404', '408', '429']

/**
 * Whether a submit was refused for what it says. A task gateway may answer 200 and say in `error` why there is no task.
 * (seacloud-cli internal/generation/client.go)
 */
export function isRefusal(answer: CheckAnswer, { descriptor }: Subject): boolean {
  const { status, body } = answer
  if (status >= 400 && status < 500) return !otherReasons.includes(String(status))
  if (status < 200 || status >= 300) return false
  return dialectOf(descriptor.dialect).readTicket(body, descriptor.states)?.failure !== undefined
}

/** The statuses the contract has for a body that is wrong, for people: `422`. */
export function refusalsOf(subject: Subject): string {
  const codes = submitOf(subject, subject.model)?.operation.answers.map(({ code }) => code) ?? []
  const listed = codes.filter((code) => code.startsWith('4') && !otherReasons.includes(code))
  return listed.length === 0 ? 'a refusal' : listed.join(' or ')
}
