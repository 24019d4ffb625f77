import { readErrorAnswer } from '../../../dialects/error-body.ts'
import { readId } from '../../../dialects/job-id.ts'
import { isJobPath, type JobPaths } from '../../../ticket-url.ts'
import type { Course } from '../../edits/course.ts'
import type { CheckExchange } from '../../wire/exchange.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { ServerAway } from '../../run/skipped.ts'
import type { OneCourseCase } from '../course-case.ts'
import { answerPlace, placeOf, valueTold, type Told } from '../wire-places.ts'
import { judgeFetched, judgeImagesThere } from './images.ts'
import { answered, deviation, lookedAt, needJob, shown } from './seen.ts'
import { judgeEnd, judgeSuccess } from './states.ts'

/** A valid submit is answered with a ticket. */
export function judgeTicket(course: Course, subject: Subject): readonly Deviation[] {
  const { submit, name, end, ticket } = course
  const { answer } = submit
  const about = `the valid submit of the edit "${name}"`
  if (end === 'refused') {
    if (answer?.status === 429) throw new ServerAway('the server limits how often edits are submitted (429)')
    const said =
      ticket?.failure ?? (answer && readErrorAnswer({ ...answer, headers: new Headers(answer.headers) }))
    const got = answered(submit, said)
    const pointer = answerPlace(subject, 'ticket')
    return [
      deviation(`The server refused ${about}.`, { want: '200 with a ticket', got, pointer, at: submit }),
    ]
  }
  if (end === 'lost') {
    const got = submit.failure?.message ?? 'nothing'
    const pointer = answerPlace(subject, 'ticket')
    return [
      deviation(`No answer came to ${about}, which may have been billed.`, {
        ...{ want: '200 with a ticket', got, pointer, at: submit },
      }),
    ]
  }
  if (end !== 'unread') return []
  const pointer = placeOf(subject, 'jobId')
  const got = ticket?.requestId === undefined ? 'no id' : shown(ticket.requestId)
  const want = 'an id that can stand in a path'
  return [deviation(`The answer to ${about} names no job.`, { want, got, pointer, at: submit })]
}

/** An edit that can be made is taken, ends well, and brings images that can be had. */
export function judgeMade(course: Course, subject: Subject): readonly Deviation[] {
  const steps = [judgeTicket, judgeEnd, judgeSuccess, judgeImagesThere, judgeFetched]
  for (const judge of steps) {
    const found = judge(course, subject)
    if (found.length > 0) return found
  }
  return []
}

/** Judges an edit that was taken; of one that was not, says that. */
export function whenTaken(judge: OneCourseCase['judge']): OneCourseCase['judge'] {
  return (course, subject) => {
    const refused = judgeTicket(course, subject)
    return refused.length > 0 ? refused : judge(course, subject)
  }
}

/** The URLs of a ticket and of its statuses lead to its job, at the address that was asked. */
export function judgeTicketUrls(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { ticket, looks, submit, requestId = '' } = course
  const base = new URL(subject.provider.baseUrl)
  return (['status', 'result', 'cancel'] as const).flatMap((operation) => {
    const named = [
      { at: submit, text: ticket?.urls[operation] },
      ...looks.map(({ exchange }) => ({
        at: exchange,
        text: valueTold(subject, urlTold[operation], exchange.answer?.body),
      })),
    ]
    // What the ticket says wrong the statuses repeat.
    return named.map((one) => urlFault({ ...one, operation })).find((found) => found.length > 0) ?? []
  })

  function urlFault({ operation, text, at }: NamedUrl): readonly Deviation[] {
    if (typeof text !== 'string') return []
    const who = at === submit ? 'the ticket' : 'a status'
    const facts = { pointer: placeOf(subject, urlTold[operation]), at }
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined) {
      const want = `a URL at ${base.origin}`
      return [deviation(`The ${operation} URL of ${who} is none.`, { want, got: shown(text), ...facts })]
    }
    if (url.origin !== base.origin) {
      const message = `The ${operation} URL of ${who} leads to another host; a client that follows it sends its key there.`
      return [deviation(message, { want: base.origin, got: shown(url.origin), ...facts })]
    }
    const path = below(url.pathname, base.pathname)
    if (isJobPath(path, operation, requestId)) return []
    const message = `The ${operation} URL of ${who} does not lead to the job it names.`
    const want = `…/requests/${requestId}${operation === 'result' ? '' : `/${operation}`}`
    return [deviation(message, { want, got: shown(url.pathname), ...facts })]
  }
}

interface NamedUrl {
  readonly operation: keyof JobPaths
  readonly text: unknown
  readonly at: CheckExchange
}

const urlTold = {
  status: 'statusUrl',
  result: 'resultUrl',
  cancel: 'cancelUrl',
} as const satisfies Record<keyof JobPaths, Told>

/** What a status says is about the job that was asked for. */
export function judgeSameJob(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { requestId = '' } = course
  const strange = lookedAt(course)
    .map(({ exchange }) => ({ exchange, id: readId(valueTold(subject, 'jobId', exchange.answer?.body)) }))
    .find(({ id }) => id !== undefined && id !== requestId)
  if (strange === undefined) return []
  const pointer = placeOf(subject, 'statusJobId') ?? placeOf(subject, 'state')
  const facts = { want: shown(requestId), got: shown(strange.id ?? ''), pointer }
  return [
    deviation('A status names another job than the one that was asked for.', {
      ...facts,
      at: strange.exchange,
    }),
  ]
}

/** Two edits are two jobs. */
export function judgeDistinctJobs(first: Course, second: Course, subject: Subject): readonly Deviation[] {
  needJob(first)
  needJob(second)
  if (first.requestId !== second.requestId) return []
  const message = 'Two submits were answered with the same id; the second edit may not have been made.'
  const got = shown(second.requestId ?? '')
  return [
    deviation(message, { want: 'another id', got, pointer: placeOf(subject, 'jobId'), at: second.submit }),
  ]
}

function below(path: string, base: string): string {
  const prefix = base.replace(/\/$/, '')
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
}
