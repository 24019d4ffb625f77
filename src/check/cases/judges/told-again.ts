import { editPrompt } from '../../edits/edit-prompt.ts'
import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { placeOf, valuesTold, type Told } from '../wire-places.ts'
import { needLater } from './later.ts'
import { deviation, needResult, shown } from './seen.ts'

// Addresses may be signed anew for each answer, and a prompt must not be shown.
const lasting = ['seed', 'nsfw', 'cost', 'width', 'height', 'imageType'] as const satisfies readonly Told[]

/** A result says the same of an edit when it is asked for again. */
export function judgeToldAgain(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  const { reading, exchange } = needLater(course, subject)
  if (typeof reading !== 'object') throw new Skipped('the result was not there the second time')
  return lasting.flatMap((told) => {
    const [before, after] = [course.result?.exchange, exchange].map((one) =>
      valuesTold(subject, told, one?.answer?.body).filter((value) => value !== undefined && value !== null),
    )
    const [want, got] = [JSON.stringify(before), JSON.stringify(after)]
    // What is left out tells nothing else.
    if (before?.length === 0 || after?.length === 0 || want === got) return []
    const facts = { want: shown(want), got: shown(got), pointer: placeOf(subject, told), at: exchange }
    return [deviation('A result says something else the second time.', facts)]
  })
}

/** The prompt a result tells is the one that was asked for: nothing was to rewrite it. */
export function judgePromptTold(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  const at = course.result?.exchange
  const [told] = valuesTold(subject, 'prompt', at?.answer?.body)
  if (typeof told !== 'string' || told.trim() === '' || told.trim() === editPrompt) return []
  const facts = {
    want: 'the prompt of the edit',
    got: 'another text',
    pointer: placeOf(subject, 'prompt'),
    at,
  }
  return [deviation('A result names another prompt than the one of its edit.', facts)]
}
