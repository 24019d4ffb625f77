import type { Course } from '../../edits/course.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../run.ts'
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
    if (course.images[index]?.whole === true) return []
    const got = 'a data URI of something else'
    return [
      deviation(`Sync mode was asked for, and image ${index} in the result is no image.`, { ...facts, got }),
    ]
  })
}
