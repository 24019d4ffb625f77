import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { placeOf } from '../wire-places.ts'
import { answered, counted, deviation, needResult } from './seen.ts'

/** A result is still there when it is asked for again. */
export function judgeLaterResult(course: Course, subject: Subject): readonly Deviation[] {
  const { images } = needResult(course)
  const later = needLater(course, subject)
  const { reading, exchange, failure } = later
  const pointer = placeOf(subject, 'images')
  const want = `the result with ${counted(images.length)}`
  if (typeof reading !== 'object') {
    const got = reading === 'pending' ? '"not yet"' : answered(exchange, failure)
    return [
      deviation('A result was there once and not the second time.', { want, got, pointer, at: exchange }),
    ]
  }
  if (reading.images.length === images.length) return []
  const got = counted(reading.images.length)
  return [deviation('A result has other images the second time.', { want, got, pointer, at: exchange })]
}

/** An image is still there when it is fetched again, and the same. */
export function judgeLaterImage(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  needLater(course, subject)
  const [first] = course.images
  const { laterImage } = course
  if (first?.hash === undefined || laterImage === undefined) throw new Skipped('no image was fetched twice')
  if (laterImage.hash === first.hash) return []
  const { exchange } = laterImage
  const got =
    laterImage.hash === undefined ? ((exchange && answered(exchange)) ?? 'nothing') : 'another picture'
  const facts = { want: 'the same picture', got, pointer: placeOf(subject, 'imageUrl'), at: exchange }
  return [deviation('An image could be fetched once and not the second time.', facts)]
}

/** The result as it was asked for again. @throws Skipped when it was not, or when it need no longer be there */
export function needLater({ later }: Course, subject: Subject): NonNullable<Course['later']> {
  const { resultSeconds = Infinity } = subject.descriptor.retention ?? {}
  const laterSeconds = subject.settings.laterMs / 1_000
  if (laterSeconds > resultSeconds)
    throw new Skipped(
      `results are kept for ${resultSeconds} s, and it was asked again after ${laterSeconds} s`,
    )
  if (later?.exchange.answer === undefined) throw new Skipped('the result was not asked for a second time')
  return later
}
