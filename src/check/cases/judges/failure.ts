import { kindOf } from '../../../errors/error-kind.ts'
import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { answerPlace, placeOf, valueTold } from '../wire-places.ts'
import { isBlank } from './blank.ts'
import { answered, counted, deviation, shown } from './seen.ts'

/** An edit of an image nobody can load is refused, or fails; it does not bring images. */
export function judgeFailure(course: Course, subject: Subject): readonly Deviation[] {
  const { end, submit, result, looks } = course
  if (end === 'lost') throw new Skipped('the answer to the submit was lost')
  const want = 'an error that says why'
  const pointer = answerPlace(subject, 'failedResult')
  const status = submit.answer?.status ?? 0
  const forImage = status < 300 || (status >= 400 && status < 500 && ![401, 402, 403, 429].includes(status))
  if (end === 'failed') return wrongReason(course, pointer)
  if (end === 'refused' && forImage) return []
  if (end === 'refused' || end === 'unread') {
    const got = answered(submit)
    return [
      deviation('An edit whose image cannot be loaded was answered with no reason.', {
        want,
        got,
        pointer,
        at: submit,
      }),
    ]
  }
  const at = result?.exchange ?? looks.at(-1)?.exchange
  const images = typeof result?.reading === 'object' ? result.reading.images.length : 0
  const got =
    images > 0
      ? `${end}, with ${counted(images)}`
      : end === 'completed' && at !== undefined
        ? `${end}, then ${answered(at)}`
        : end
  return [deviation('An edit whose image cannot be loaded did not fail.', { want, got, pointer, at })]
}

/** Nothing broke at the provider, and no moderation has seen an image that nobody could load. */
function wrongReason({ result }: Course, pointer: string | undefined): readonly Deviation[] {
  const { exchange, failure } = result ?? {}
  const broke = (exchange?.answer?.status ?? 0) >= 500
  const moderated = failure !== undefined && kindOf(failure, 0) === 'moderated'
  if (exchange === undefined || !(broke || moderated)) return []
  const said = broke ? 'something that broke at the provider' : 'moderation'
  const facts = { want: 'an error that says why', got: answered(exchange, failure), pointer, at: exchange }
  return [deviation(`The failure of an edit whose image cannot be loaded is told as ${said}.`, facts)]
}

/** A job that failed says why, and nothing of what it cost. */
export function judgeFailureTold(course: Course, subject: Subject): readonly Deviation[] {
  if (course.end !== 'failed') throw new Skipped('the job did not fail')
  const at = course.looks.at(-1)?.exchange
  const body = at?.answer?.body
  if (isBlank(valueTold(subject, 'failureReason', body))) {
    const facts = {
      want: 'a code or a message',
      got: 'neither',
      pointer: placeOf(subject, 'failureReason'),
      at,
    }
    return [deviation('A job that failed does not say why.', facts)]
  }
  const cost = valueTold(subject, 'cost', body)
  if (isBlank(cost) || Number(cost) === 0) return []
  const facts = { want: 'no cost', got: shown(String(cost)), pointer: placeOf(subject, 'cost'), at }
  return [deviation('A job that failed is told to have cost something.', facts)]
}

/** The error of an image nobody can load names no other field. */
export function judgeFailureFields(course: Course, subject: Subject): readonly Deviation[] {
  const failure = course.result?.failure
  if (course.end !== 'failed' || failure === undefined) throw new Skipped('the job did not fail')
  const { fields } = subject.descriptor.images
  const named = failure.fields.map(({ field }) => field)
  // Not every failure of the model is told by field. (fal.ai/docs/errors)
  if (named.length === 0 || named.some((name) => fields.some((field) => name.split('.').includes(field))))
    return []
  const facts = {
    want: fields[0] ?? 'the image',
    got: shown(named.join(', ')),
    pointer: placeOf(subject, 'failureFields'),
  }
  return [
    deviation('The error of an image that cannot be loaded names another field.', {
      ...facts,
      at: course.result?.exchange,
    }),
  ]
}
