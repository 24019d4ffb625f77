import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf, valuesTold, valueTold } from '../wire-places.ts'
import { deviation, needImages, needResult, shown } from './seen.ts'

/** The width and height a result tells are those of the bytes. */
export function judgeDeclaredSize(course: Course, subject: Subject): readonly Deviation[] {
  return needImages(course).flatMap((image) => {
    const at = course.result?.exchange
    return (['width', 'height'] as const).flatMap((side) => {
      const told = valuesTold(subject, side, at?.answer?.body)[image.index]
      const real = image[side]
      if (typeof told !== 'number' || real === undefined || told === real) return []
      const message = `The result tells another ${side} of image ${image.index} than its bytes have.`
      return [deviation(message, { want: `${real}`, got: `${told}`, pointer: placeOf(subject, side), at })]
    })
  })
}

/** The type a result tells is that of the bytes. */
export function judgeDeclaredType(course: Course, subject: Subject): readonly Deviation[] {
  const pointer = placeOf(subject, 'imageType')
  return needImages(course).flatMap(({ declared, type = '', index }) => {
    if (declared.contentType === undefined || mediaType(declared.contentType) === type) return []
    const message = `The result tells another type of image ${index} than its bytes have.`
    const facts = { want: type, got: shown(declared.contentType), pointer, at: course.result?.exchange }
    return [deviation(message, facts)]
  })
}

/** The bytes a result tells for an image are as many as it has. */
export function judgeFileSize(course: Course, subject: Subject): readonly Deviation[] {
  needImages(course)
  const at = course.result?.exchange
  const sizes = valuesTold(subject, 'fileSize', at?.answer?.body)
  return course.images.flatMap(({ byteLength, index }) => {
    const told = sizes[index]
    if (typeof told !== 'number' || byteLength === undefined || told === byteLength) return []
    const message = `The result tells another number of bytes for image ${index} than it has.`
    const facts = { want: `${byteLength}`, got: `${told}`, pointer: placeOf(subject, 'fileSize'), at }
    return [deviation(message, facts)]
  })
}

/** An image is not served as one of another type. */
export function judgeServedType(course: Course, subject: Subject): readonly Deviation[] {
  const pointer = placeOf(subject, 'imageUrl')
  return needImages(course).flatMap(({ exchange, type = '', index }) => {
    const told = mediaType(exchange?.answer?.headers['content-type'] ?? '')
    // Stores that know no type are common, and tell nothing wrong.
    if (told === '' || told === type || /^(application|binary)\/octet-stream$/.test(told)) return []
    const message = `Image ${index} is served as another type than its bytes have.`
    return [deviation(message, { want: type, got: shown(told), pointer, at: exchange })]
  })
}

/** There is one flag per image that says whether it is not safe for work. */
export function judgeFlags(course: Course, subject: Subject): readonly Deviation[] {
  const { images } = needResult(course)
  const at = course.result?.exchange
  const flags = valueTold(subject, 'nsfw', at?.answer?.body)
  if (!Array.isArray(flags) || flags.length === images.length) return []
  const message = 'The result does not have one flag per image.'
  const facts = { want: `${images.length}`, got: `${flags.length}`, pointer: placeOf(subject, 'nsfw'), at }
  return [deviation(message, facts)]
}

function mediaType(text: string): string {
  return (text.split(';')[0] ?? '').trim().toLowerCase()
}
