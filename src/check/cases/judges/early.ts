import type { Course } from '../../edits/course.ts'
import { hasEnded } from '../../edits/look-step.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { isBusy } from '../busy.ts'
import { answerPlace, placeOf, valueTold } from '../wire-places.ts'
import { isBlank } from './blank.ts'
import { answered, deviation, lookedAt, needJob, shown } from './seen.ts'

/** Asked for a result too early, the server says that it is too early. */
export function judgeEarlyResult(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { early, looks } = course
  if (early?.exchange.answer === undefined)
    throw new Skipped('the job ended before its result could be asked for too early')
  const { reading, exchange, failure } = early
  const status = exchange.answer?.status ?? 0
  if (isBusy(status)) throw new Skipped(`the server was busy (${status})`)
  // The contract gives 400 no words.
  if (reading === 'pending' || status === 400) return []
  const facts = {
    want: 'an answer that says "not yet"',
    pointer: answerPlace(subject, 'tooEarly'),
    at: exchange,
  }
  if (reading === undefined) {
    const message = 'The result was asked for too early, and the answer does not say "not yet".'
    return [deviation(message, { ...facts, got: answered(exchange, failure) })]
  }
  // A fast provider may be done by then.
  const next = looks.find((look) => look.exchange.number > exchange.number)?.reading
  if (next === undefined || hasEnded(next)) return []
  const message = 'A result was there before the job had ended by its own status.'
  return [deviation(message, { ...facts, got: `a result, then the status ${shown(next.raw)}` })]
}

/** A status brings images, and what they cost, only when the job has ended. */
export function judgeNothingBeforeEnd(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  for (const { reading, exchange } of lookedAt(course)) {
    if (hasEnded(reading)) continue
    const output = valueTold(subject, 'images', exchange.answer?.body)
    const hasOutput = Array.isArray(output) && output.length > 0
    if (!hasOutput && isBlank(valueTold(subject, 'usage', exchange.answer?.body))) continue
    const thing = hasOutput ? 'output' : 'usage'
    const pointer = placeOf(subject, hasOutput ? 'images' : 'usage')
    const facts = { want: `no ${thing} yet`, got: `${thing}, and the status ${shown(reading.raw)}`, pointer }
    return [deviation('A job that had not ended brought its result.', { ...facts, at: exchange })]
  }
  return []
}
