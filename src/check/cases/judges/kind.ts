import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf, valuesTold } from '../wire-places.ts'
import { deviation, needResult, shown } from './seen.ts'

/** What a result brings is called an image; some gateways write `image_url`. (docs of vtrix-cli) */
export function judgeKind(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  const at = course.result?.exchange
  const strange = valuesTold(subject, 'kind', at?.answer?.body).find(
    (kind) => typeof kind === 'string' && !/^image/i.test(kind),
  )
  if (typeof strange !== 'string') return []
  const facts = { want: '"image"', got: shown(strange), pointer: placeOf(subject, 'kind'), at }
  return [deviation('What an edit brings is not called an image.', facts)]
}
