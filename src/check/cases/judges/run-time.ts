import type { Course } from '../../edits/course.ts'
import type { CheckExchange } from '../../wire/exchange.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf, valueTold } from '../wire-places.ts'
import { deviation, lookedAt, needJob } from './seen.ts'

// Clocks differ, and mocks move their jobs on by looks; another unit is a thousand times as much.
const slackSeconds = 60

/** A job did not run for longer than there was since its submit, and for as long at each look. */
export function judgeRunTime(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const pointer = placeOf(subject, 'runTime')
  const told = allLooks(course).flatMap((exchange) => {
    const seconds = valueTold(subject, 'runTime', exchange.answer?.body)
    return typeof seconds === 'number' ? [{ seconds, exchange }] : []
  })
  for (const { seconds, exchange } of told) {
    const most = (exchange.at + exchange.ms - course.submit.at) / 1_000 + slackSeconds
    if (seconds >= 0 && seconds <= most) continue
    const message = 'A job is said to have run for a time that cannot be, in seconds.'
    const want = `0 to ${Math.ceil(most)} s`
    return [deviation(message, { want, got: `${seconds} s`, pointer, at: exchange })]
  }
  const [first] = told
  const other = told.find(({ seconds }) => seconds !== first?.seconds)
  if (first === undefined || other === undefined) return []
  const facts = { want: `${first.seconds} s`, got: `${other.seconds} s`, pointer, at: other.exchange }
  return [deviation('How long a job ran is told otherwise at another look.', facts)]
}

/** Every look that told a status, the one after the end included. */
export function allLooks(course: Course): readonly CheckExchange[] {
  const { afterEnd } = course
  return [
    ...lookedAt(course).map(({ exchange }) => exchange),
    ...(afterEnd?.reading === undefined ? [] : [afterEnd.exchange]),
  ]
}
