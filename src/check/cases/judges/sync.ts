import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { placeOf } from '../wire-places.ts'
import { judgeImagesThere } from './images.ts'
import { deviation, needResult, shown } from './seen.ts'

/** In sync mode the images are inside the result. */
export function judgeSync(course: Course, subject: Subject): readonly Deviation[] {
  const none = judgeImagesThere(course, subject)
  if (none.length > 0) return none
  const { images } = needResult(course)
  const facts = {
    want: 'a data URI of an image',
    pointer: placeOf(subject, 'imageUrl'),
    at: course.result?.exchange,
  }
  return images.flatMap(({ url }, index) => {
    if (!/^data:/i.test(url)) {
      const got = `a URL at ${URL.canParse(url) ? shown(new URL(url).origin) : 'no host'}`
      return [
        deviation(`Sync mode was asked for, and image ${index} is not in the result.`, { ...facts, got }),
      ]
    }
    const { whole, type = '' } = course.images[index] ?? {}
    const told = /^data:([^;,]*)/i.exec(url)?.[1]?.toLowerCase() ?? ''
    if (whole === true && (told === type || told === 'image/jpg' || !told.startsWith('image/'))) return []
    if (whole === true) {
      const wrong = { ...facts, want: `a data URI of ${type}`, got: shown(told) }
      return [deviation(`Image ${index} in the result is of another type than its data URI says.`, wrong)]
    }
    const got = 'a data URI of something else'
    return [
      deviation(`Sync mode was asked for, and image ${index} in the result is no image.`, { ...facts, got }),
    ]
  })
}
