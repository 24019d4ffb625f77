import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { placeOf, valueTold } from '../wire-places.ts'
import { isBlank } from './blank.ts'
import { allLooks } from './run-time.ts'
import { deviation, needJob, shown } from './seen.ts'

/** A job that ends well tells no error. */
export function judgeNoError(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  if (course.end !== 'completed') throw new Skipped(`the edit "${course.name}" did not end well`)
  const at = allLooks(course).find(({ answer }) => !isBlank(valueTold(subject, 'statusError', answer?.body)))
  if (at === undefined) return []
  const facts = { want: 'no error', got: 'an error', pointer: placeOf(subject, 'statusError'), at }
  return [deviation('The status of a job that ends well tells an error.', facts)]
}

// Before any of these providers sold the model, and later than any clock is wrong.
const earliest = Date.UTC(2025, 0) / 1_000
const dayMs = 86_400_000

/** When a job was created is told in seconds since 1970, the same at each look. */
export function judgeCreated(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const pointer = placeOf(subject, 'createdAt')
  const told = [course.submit, ...allLooks(course)].flatMap((exchange) => {
    const seconds = valueTold(subject, 'createdAt', exchange.answer?.body)
    return typeof seconds === 'number' ? [{ seconds, exchange }] : []
  })
  const strange = told.find(
    ({ seconds, exchange }) =>
      seconds < Math.min(earliest, secondsOf(exchange.at - dayMs)) ||
      seconds > secondsOf(exchange.at + dayMs),
  )
  if (strange !== undefined) {
    const want = `seconds since 1970, such as ${secondsOf(strange.exchange.at)}`
    const facts = { want, got: `${strange.seconds}`, pointer, at: strange.exchange }
    return [deviation('When a job was created is told as a time that cannot be.', facts)]
  }
  // The gateway that answers the submit may have another clock than the one that knows the job.
  const [first, ...rest] = told.filter(({ exchange }) => exchange !== course.submit)
  const other = rest.find(({ seconds }) => seconds !== first?.seconds)
  if (first === undefined || other === undefined) return []
  const facts = { want: `${first.seconds}`, got: `${other.seconds}`, pointer, at: other.exchange }
  return [deviation('When a job was created is told otherwise at another look.', facts)]
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1_000)
}

/** The model that answers name is the one that was asked for. */
export function judgeModelTold(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const asked = subject.descriptor.models[subject.model]?.wireName ?? ''
  for (const exchange of [course.submit, ...allLooks(course)]) {
    const told = valueTold(subject, 'model', exchange.answer?.body)
    if (typeof told !== 'string' || isSameModel(told, asked)) continue
    const facts = { want: shown(asked), got: shown(told), pointer: placeOf(subject, 'model'), at: exchange }
    return [deviation('A job is said to be of another model than was asked for.', facts)]
  }
  return []
}

/** Gateways put an owner before the name, and write it with other signs between its words. */
function isSameModel(told: string, asked: string): boolean {
  const [one, other] = [told, asked].map((text) => text.toLowerCase().replace(/[^a-z0-9]/g, ''))
  return one === '' || asked === '' || one?.endsWith(other ?? '') === true
}

/** Log lines come only to those who ask for them. */
export function judgeLogsUnasked(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const at = allLooks(course).find(({ answer }) => !isBlank(valueTold(subject, 'logs', answer?.body)))
  if (at === undefined) return []
  const facts = { want: 'null, or an empty list', got: 'lines', pointer: placeOf(subject, 'logs'), at }
  return [deviation('The log lines of a run came without having been asked for.', facts)]
}
