import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf } from '../wire-places.ts'
import { inputPlace } from './images.ts'
import { deviation, needImages, needResult } from './seen.ts'

/** The seed that was asked for comes back digit by digit. */
export function judgeSeedTold(course: Course, subject: Subject): readonly Deviation[] {
  const { seed } = needResult(course)
  const { asked, result } = course
  if (seed === undefined || String(seed) === String(asked.seed)) return []
  const message = 'The result tells another seed than the one that was asked for.'
  const facts = { want: String(asked.seed), got: String(seed), pointer: placeOf(subject, 'seed') }
  return [deviation(message, { ...facts, at: result?.exchange })]
}

/** The same request with the same seed makes the same picture. */
export function judgeSeedReproduces(first: Course, second: Course, subject: Subject): readonly Deviation[] {
  const [before] = needImages(first)
  const [after] = needImages(second)
  if (before === undefined || after === undefined || before.hash === after.hash) return []
  const message = `Two edits with the same input and the seed ${String(first.asked.seed)} made different pictures.`
  const facts = { want: `picture ${short(before.hash)}`, got: `picture ${short(after.hash)}` }
  return [deviation(message, { ...facts, pointer: inputPlace(subject, 'seed'), at: after.exchange })]
}

function short(hash: string | undefined): string {
  return (hash ?? '').slice(0, 12)
}
