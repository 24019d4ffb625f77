import { redactMessage } from '../../../errors/redact.ts'
import type { ErrorReading } from '../../../dialects/error-body.ts'
import type { ResultReading, StatusReading } from '../../../dialects/dialect.ts'
import { beginning } from '../../wire/beginning.ts'
import type { Course, SeenImage } from '../../edits/course.ts'
import type { CheckExchange } from '../../wire/exchange.ts'
import type { Deviation } from '../../report.ts'
import { Skipped } from '../../run/skipped.ts'

/** Makes a deviation; what is not known is left out. */
export function deviation(
  message: string,
  facts: {
    readonly want: string
    readonly got: string
    readonly pointer?: string | undefined
    readonly at?: CheckExchange | undefined
  },
): Deviation {
  const { want, got, pointer, at } = facts
  return {
    ...{ message, want, got },
    ...(pointer === undefined ? {} : { pointer }),
    ...(at === undefined ? {} : { exchange: at.number }),
  }
}

/** @throws Skipped when the edit was not taken, so that there is no job to look at */
export function needJob(course: Course): void {
  if (course.requestId === undefined)
    throw new Skipped(`the edit "${course.name}" was not taken: there is no job to look at`)
}

/** The result of an edit that ended well. @throws Skipped when there is none to look at */
export function needResult(course: Course): ResultReading {
  needJob(course)
  const reading = course.result?.reading
  if (typeof reading === 'object') return reading
  throw new Skipped(`the edit "${course.name}" has no result to look at: it ${endings[course.end]}`)
}

/** The images of a result whose bytes are those of an image. @throws Skipped when there are none */
export function needImages(course: Course): readonly SeenImage[] {
  needResult(course)
  const seen = course.images.filter(({ type }) => type !== undefined)
  if (seen.length > 0) return seen
  throw new Skipped(`no image of the edit "${course.name}" could be looked at`)
}

const endings = {
  completed: 'ended, but its result could not be read',
  failed: 'failed',
  canceled: 'was canceled',
  deadline: 'did not end in time',
  silent: 'could not be looked at',
  lost: 'was not answered',
  refused: 'was refused',
  unread: 'has no id',
} as const satisfies Record<Course['end'], string>

/** A status, and the exchange that told it. */
export interface ToldStatus {
  readonly reading: StatusReading
  readonly exchange: CheckExchange
}

/** What the looks at a job told, without those that told nothing. */
export function lookedAt({ looks }: Course): readonly ToldStatus[] {
  return looks.flatMap(({ reading, exchange }) => (reading === undefined ? [] : [{ reading, exchange }]))
}

/** What the ticket and the looks told. */
export function toldStatuses(course: Course): readonly ToldStatus[] {
  const reading = course.ticket?.status
  return [...(reading === undefined ? [] : [{ reading, exchange: course.submit }]), ...lookedAt(course)]
}

/** What came of a request, in a few words fit to be shown. */
export function answered({ answer, failure }: CheckExchange, said?: ErrorReading): string {
  if (answer === undefined)
    return failure?.kind === 'timeout' ? 'no answer in time' : `no answer (${failure?.message ?? 'lost'})`
  const why = said?.type ?? said?.message
  return why === undefined ? `${answer.status}` : `${answer.status}, ${shown(why)}`
}

/** "1 image", "2 images". */
export function counted(count: number): string {
  return count === 1 ? '1 image' : `${count} images`
}

/** A text of the server, fit to be shown: short, without what may be a secret. */
export function shown(text: string): string {
  const clean = redactMessage(text, [])
  return JSON.stringify(beginning(clean, 100))
}
