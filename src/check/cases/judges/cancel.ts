import { kindOf } from '../../../errors/error-kind.ts'
import { agreedToCancel } from '../../edits/ask-cancel.ts'
import type { CancelLook, Course } from '../../edits/course.ts'
import { hasEnded, longestWaitMs } from '../../edits/look-step.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { answerPlace, placeOf, valueTold } from '../wire-places.ts'
import { answered, deviation, lookedAt, needJob, shown } from './seen.ts'

/** Asked to cancel a job that has not ended, the server says that it will try. */
export function judgeCancelTaken(course: Course, subject: Subject): readonly Deviation[] {
  const cancel = needCancel(course)
  const { exchange, reading, when } = cancel
  if (agreedToCancel(cancel)) return []
  const next = lookedAt(course).find((look) => look.exchange.number > exchange.number)
  const ended = next === undefined || hasEnded(next.reading)
  // A job that was canceled ends too: it was not too late.
  const early = course.end === 'canceled' || ranLonger(course, cancel, subject)
  if (reading === 'too-late' && ended && !early)
    throw new Skipped('the job had ended before it could be canceled')
  const facts = { want: '202 (or 204)', got: saidOf(cancel), pointer: answerPlace(subject, 'cancelTaken') }
  const state = when === 'running' ? 'a job that runs' : 'a job that waits'
  return [deviation(`The server did not take the request to cancel ${state}.`, { ...facts, at: exchange })]
}

/** Whether a job cannot have ended when it was to be canceled: it still waited so long before, and ran longer. */
function ranLonger(course: Course, { exchange }: CancelLook, subject: Subject): boolean {
  const waited = lookedAt(course).findLast(
    (told) => told.reading.state === 'queued' && told.exchange.number < exchange.number,
  )
  const end = lookedAt(course).find(({ reading }) => hasEnded(reading))
  const seconds = valueTold(subject, 'runTime', end?.exchange.answer?.body)
  if (waited === undefined || typeof seconds !== 'number') return false
  return exchange.at + exchange.ms < waited.exchange.at + seconds * 1_000
}

/** A job that is canceled ends. */
export function judgeCancelEnds(course: Course, subject: Subject): readonly Deviation[] {
  needAgreed(course)
  const last = course.looks.at(-1)
  if (course.end !== 'deadline' && course.end !== 'silent') return []
  const got =
    last?.reading === undefined ? ((last && answered(last.exchange)) ?? 'nothing') : shown(last.reading.raw)
  const facts = { want: `an end within ${longestWaitMs / 1_000} s`, got, pointer: placeOf(subject, 'state') }
  return [deviation('A job that was canceled did not end.', { ...facts, at: last?.exchange })]
}

/** A job that still waited when it was canceled is not run all the same. */
export function judgeCancelStops(course: Course, subject: Subject): readonly Deviation[] {
  const { exchange, reading } = needAgreed(course)
  const waited = lookedAt(course).some(
    (look) => look.exchange.number > exchange.number && look.reading.state === 'queued',
  )
  if (course.end !== 'completed' || !(waited || reading === 'canceled')) return []
  const message = 'A job was canceled while it waited, and was run all the same; it may have been billed.'
  const facts = { want: 'no result', got: 'completed', pointer: answerPlace(subject, 'cancelTaken') }
  return [deviation(message, { ...facts, at: course.result?.exchange ?? exchange })]
}

/** The result of a job that was canceled says so. */
export function judgeCanceledResult(course: Course, subject: Subject): readonly Deviation[] {
  needAgreed(course)
  const { end, result } = course
  const { exchange, failure } = result ?? {}
  const status = exchange?.answer?.status
  if (typeof result?.reading === 'object' && result.reading.images.length > 0)
    throw new Skipped('the job ended well before it was canceled')
  if (end === 'deadline' || end === 'silent') throw new Skipped('the job did not end')
  // What is gone was canceled too.
  if (status === undefined || [404, 410, 499].includes(status)) return []
  if (end === 'canceled' && failure !== undefined && kindOf(failure, 0) === 'canceled') return []
  const facts = {
    want: '499, or a reason that says "canceled"',
    pointer: answerPlace(subject, 'canceledResult'),
  }
  const got = exchange === undefined ? end : answered(exchange, failure)
  return [
    deviation('The result of a job that was canceled does not say so.', { ...facts, got, at: exchange }),
  ]
}

/** Asked to cancel a job that has ended, the server says that it is too late. */
export function judgeCancelTooLate(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const cancel = course.cancels.findLast(({ when }) => when === 'ended')
  if (cancel === undefined) throw new Skipped('no job was canceled after its end')
  if (cancel.reading === 'too-late') return []
  const facts = { want: '400, too late', got: saidOf(cancel), pointer: answerPlace(subject, 'cancelTooLate') }
  const message = 'Asked to cancel a job that had ended, the server did not say that it was too late.'
  return [deviation(message, { ...facts, at: cancel.exchange })]
}

function needCancel(course: Course): CancelLook {
  needJob(course)
  const cancel = course.cancels.findLast(({ when }) => when !== 'ended')
  if (cancel !== undefined) return cancel
  throw new Skipped('the job had ended before it could be canceled')
}

function needAgreed(course: Course): CancelLook {
  const cancel = needCancel(course)
  if (agreedToCancel(cancel)) return cancel
  throw new Skipped('the server did not take the request to cancel')
}

function saidOf({ exchange, reading }: CancelLook): string {
  return `${answered(exchange)}${reading === undefined ? '' : `, ${reading}`}`
}
