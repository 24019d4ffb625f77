import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { counted, deviation, needImages, needResult } from './seen.ts'
import { inputPlace } from './images.ts'

/** Without a file type, the documented default is what comes, by its bytes. */
export function judgeDefaultFormat(course: Course, subject: Subject): readonly Deviation[] {
  const want = `image/${subject.descriptor.options.format?.default ?? ''}`
  const pointer = inputPlace(subject, 'format')
  const at = course.result?.exchange
  return needImages(course).flatMap(({ type = '', index }) => {
    if (type === want) return []
    const message = `An edit that asked for no file type brought another than the default as image ${index}.`
    return [deviation(message, { want, got: type, pointer, at })]
  })
}

/** Without a number, one image comes. */
export function judgeDefaultCount(course: Course, subject: Subject): readonly Deviation[] {
  const { images } = needResult(course)
  if (images.length === course.asked.count) return []
  const facts = { pointer: inputPlace(subject, 'count'), at: course.result?.exchange }
  const [want, got] = [counted(course.asked.count), counted(images.length)]
  return [deviation('An edit that asked for no number of images brought another.', { want, got, ...facts })]
}
