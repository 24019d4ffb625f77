import { ratioSizes } from '../../../testing/images/sizes.ts'
import type { Course, SeenImage } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { contractPlaces } from '../contract-places.ts'
import { placeOf } from '../wire-places.ts'
import { answered, counted, deviation, needImages, needJob, needResult, shown } from './seen.ts'
import { Skipped } from '../../run/skipped.ts'

/** A job that ended well has images. */
export function judgeImagesThere(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { end, result, name } = course
  if (end !== 'completed') throw new Skipped(`the edit "${name}" did not end well`)
  const reading = result?.reading
  if (typeof reading === 'object' && reading.images.length > 0) return []
  const got =
    result === undefined
      ? 'no result'
      : typeof reading === 'object'
        ? 'a result without an image'
        : answered(result.exchange, result.failure)
  const facts = {
    want: 'a result with images',
    got,
    pointer: placeOf(subject, 'images'),
    at: result?.exchange,
  }
  return [deviation('A job ended well and may have been billed, but its images are not there.', facts)]
}

/** As many images come as were asked for, each another one. */
export function judgeCount(course: Course, subject: Subject): readonly Deviation[] {
  const { images, nsfw } = needResult(course)
  const { count } = course.asked
  const pointer = placeOf(subject, 'images')
  const at = course.result?.exchange
  const want = counted(count)
  if (images.length !== count) {
    const message = `An edit that asked for ${want} brought ${images.length}.`
    return [deviation(message, { want, got: `${images.length}`, pointer, at })]
  }
  // What moderation has made black looks the same.
  const clean = course.images.filter(({ index }) => nsfw?.[index] !== true)
  const pictures = new Set(clean.map(({ hash, url }) => hash ?? url))
  if (pictures.size === clean.length) return []
  const message = `An edit that asked for ${want} brought the same picture more than once.`
  return [
    deviation(message, { want: `${clean.length} different pictures`, got: `${pictures.size}`, pointer, at }),
  ]
}

/** The URL of an image is one that may be followed. */
export function judgeImageUrls(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  const hasSync = contractPlaces(subject).input('sync_mode') !== undefined
  return course.images.flatMap(({ unfetched, url, index, exchange }) => {
    // A data URI comes where sync mode was asked for. (specs/dialects/fal-queue.yaml)
    if (hasSync && !course.asked.sync && /^data:/i.test(url)) {
      const facts = { want: 'an https URL', got: 'a data URI', pointer: placeOf(subject, 'imageUrl') }
      const message = `Image ${index} is in the result, and sync mode was not asked for.`
      return [deviation(message, { ...facts, at: course.result?.exchange })]
    }
    if (unfetched === undefined) return []
    const got = `${placed(url)}, which ${unfetched}`
    const facts = {
      want: 'an https URL of a public host',
      got,
      pointer: placeOf(subject, 'imageUrl'),
      at: exchange,
    }
    return [deviation(`The URL of image ${index} must not be followed: it ${unfetched}.`, facts)]
  })
}

/** Every image can be fetched without a key, and is one, to its end. */
export function judgeFetched(course: Course, subject: Subject): readonly Deviation[] {
  needResult(course)
  const pointer = placeOf(subject, 'imageUrl')
  return course.images.flatMap((image) => {
    const fault = fetchFault(image)
    if (fault === undefined) return []
    const facts = {
      want: 'a whole image',
      got: fault,
      pointer,
      at: image.exchange ?? course.result?.exchange,
    }
    return [deviation(`Image ${image.index} of the result could not be had.`, facts)]
  })
}

function fetchFault({ unfetched, exchange, type, whole, byteLength }: SeenImage): string | undefined {
  if (unfetched !== undefined) return undefined
  if (byteLength === undefined) return exchange === undefined ? 'nothing' : answered(exchange)
  if (type === undefined) return `${byteLength} bytes of no known image type`
  return whole === true ? undefined : `an image that breaks off after ${byteLength} bytes`
}

/** The file type that was asked for is what comes, by its bytes. */
export function judgeFormat(course: Course, subject: Subject): readonly Deviation[] {
  const { format } = course.asked
  const want = `image/${format ?? ''}`
  return needImages(course).flatMap(({ type = '', index, exchange }) => {
    if (type === want) return []
    const message = `An edit that asked for ${format ?? ''} brought another file type as image ${index}.`
    return [deviation(message, { want, got: type, pointer: inputPlace(subject, 'format'), at: exchange })]
  })
}

// The model works on tiles, and each provider may round them in its own way.
const tolerance = 0.02

/** The ratio that was asked for is what comes, by the pixels. */
export function judgeRatio(course: Course, subject: Subject): readonly Deviation[] {
  const { aspectRatio = '' } = course.asked
  const allowed = ratiosFor(aspectRatio)
  return needImages(course).flatMap(({ width, height, index, exchange }) => {
    if (width === undefined || height === undefined) return []
    const ratio = width / height
    if (allowed.some((wanted) => Math.abs(ratio / wanted - 1) <= tolerance)) return []
    const size = ratioSizes[aspectRatio]
    const want = `${aspectRatio}${size === undefined ? '' : `, such as ${size.join('x')}`}`
    const facts = {
      want,
      got: `${width}x${height}`,
      pointer: inputPlace(subject, 'aspectRatio'),
      at: exchange,
    }
    return [
      deviation(`An edit that asked for ${aspectRatio} brought another ratio as image ${index}.`, facts),
    ]
  })
}

/** The ratio itself, and that of the pixels the model was published with, which are not quite the same. */
function ratiosFor(aspectRatio: string): readonly number[] {
  const [width = 0, height = 1] = aspectRatio.split(':').map(Number)
  const size = ratioSizes[aspectRatio]
  return [width / height, ...(size === undefined ? [] : [size[0] / size[1]])]
}

/** Where a portable option stands in the contract. */
export function inputPlace(
  subject: Subject,
  option: keyof Subject['descriptor']['options'],
): string | undefined {
  const field = subject.descriptor.options[option]?.field
  return field === undefined ? undefined : contractPlaces(subject).input(field)
}

function placed(url: string): string {
  return URL.canParse(url) ? shown(new URL(url).origin) : 'a text'
}
