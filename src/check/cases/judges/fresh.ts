import type { Course } from '../../edits/course.ts'
import { hasEnded } from '../../edits/look-step.ts'
import type { CheckExchange } from '../../wire/exchange.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf } from '../wire-places.ts'
import { deviation, lookedAt, needJob, shown } from './seen.ts'

/** A status that can change is not called fresh for longer: a cache on the way would tell it for ever. */
export function judgeFresh(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const pointer = placeOf(subject, 'state')
  const kept = lookedAt(course).find(
    ({ reading, exchange }) => !hasEnded(reading) && freshness(exchange) !== undefined,
  )
  if (kept === undefined) return []
  const { exchange } = kept
  const message =
    'The status of a job that had not ended may be kept by caches, which then tell it for longer than it is true.'
  const facts = { want: 'no max-age above 0', got: shown(freshness(exchange) ?? ''), pointer, at: exchange }
  return [deviation(message, facts)]
}

/** What makes an answer fresh, where something does; `max-age` is above `expires`. (RFC 9111, 4.2 and 5.3) */
function freshness({ answer, at }: CheckExchange): string | undefined {
  const { 'cache-control': control = '', expires, date } = answer?.headers ?? {}
  if (/\bno-(store|cache)\b/i.test(control)) return undefined
  const age = /\b(?:s-maxage|max-age)\s*=\s*"?(\d+)/i.exec(control)
  if (age !== null) return Number(age[1]) > 0 ? control : undefined
  const told = date === undefined ? at : Date.parse(date)
  return Date.parse(expires ?? '') > told ? `expires: ${expires ?? ''}` : undefined
}
