import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf, valueTold } from '../wire-places.ts'
import { deviation, needResult, shown } from './seen.ts'

/** What an edit cost is told as an amount. */
export function judgeCost(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  const at = course.result?.exchange
  const cost = valueTold(subject, 'cost', at?.answer?.body)
  if (cost === undefined || (typeof cost === 'string' && /^\d+(\.\d+)?$/.test(cost))) return []
  const got = typeof cost === 'string' ? shown(cost) : typeof cost
  const facts = { want: 'US dollars in digits, such as "0.0065"', got, pointer: placeOf(subject, 'cost'), at }
  return [deviation('What an edit cost is not told as an amount.', facts)]
}
