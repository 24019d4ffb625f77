import { dialectOf } from '../../dialects/dialect-of.ts'
import type { TicketReading } from '../../dialects/dialect.ts'
import { isRequestId, jobPaths } from '../../ticket-url.ts'
import type { EditName } from '../case.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import { hasResultOfItsOwn, submitOf } from '../wire/operations.ts'
import type { Run } from '../run/run.ts'
import { agreedToCancel, askCancel } from './ask-cancel.ts'
import { askEndedResult, askResult, endOf, resultInStatus } from './ask-result.ts'
import { askStatus, watchToEnd, type Watched } from './ask-status.ts'
import { awaitWebhook } from './await-webhook.ts'
import type { CancelLook, Course, CourseEnd, ResultLook } from './course.ts'
import { planEdit } from './edit-plan.ts'
import { encodeEdit } from './encode-edit.ts'
import { fetchImages } from './fetch-images.ts'
import { watchOf, type JobWatch } from './job-watch.ts'
import { hasEnded } from './look-step.ts'
import { watchStream } from './watch-stream.ts'

/**
 * Pays for one edit of the suite and watches it to its end. One POST, whatever comes of it.
 * @throws Error when the provider has no such edit or the image cannot be sent, before anything is; the reason of the
 * run's signal
 */
export async function playEdit(name: EditName, run: Run): Promise<Course> {
  const plan = planEdit(name, run.subject)
  if ('missing' in plan) throw new Error(`Failed to play the edit ${name}: ${plan.missing}.`)
  const { path, body } = await encodeEdit(plan, run)
  const operation = submitOf(run.subject, run.subject.model)?.operation.id
  const submit = await run.send({
    about: `${name}: submit`,
    ...(operation === undefined ? {} : { operation }),
    method: 'POST',
    path,
    body,
    edit: name,
  })
  const ticket = readTicket(submit, run)
  const begun = { name, asked: plan.asked, submit, paths: {}, looks: [], images: [], cancels: [] }
  if (submit.answer === undefined) return { ...begun, end: 'lost' }
  if (ticket === undefined) return { ...begun, end: isTaken(submit) ? 'unread' : 'refused' }
  const { requestId, urls, failure } = ticket
  if (requestId === undefined || !isRequestId(requestId))
    return { ...begun, ticket, end: failure === undefined ? 'unread' : 'refused' }
  const paths = jobPaths(urls, requestId, run.subject.provider.baseUrl, run.subject.descriptor)
  const job = watchOf(run, plan, { requestId, paths, submittedAt: submit.at })
  return { ...begun, ticket, requestId, ...(await watch(job, ticket)) }
}

type Seen = Pick<
  Course,
  | 'afterEnd'
  | 'cancels'
  | 'early'
  | 'end'
  | 'images'
  | 'later'
  | 'laterImage'
  | 'looks'
  | 'paths'
  | 'result'
  | 'stream'
  | 'webhook'
>

async function watch(begun: JobWatch, ticket: TicketReading): Promise<Seen> {
  const { run, plan } = begun
  const ended = ticket.status !== undefined && hasEnded(ticket.status)
  const first = plan.cancel === 'queued' ? await askCancel(begun, whenOf(ticket)) : []
  const stream = plan.streamed ? await watchStream(begun) : undefined
  const watched = await watchToEnd({
    job: begun,
    canceled: first.some(agreedToCancel),
    ended: ended || stream !== undefined,
  })
  const { job, early } = watched
  const result = await resultOf(watched)
  const reading = typeof result?.reading === 'object' ? result.reading : undefined
  // The images of a job that was to stop are not what its edit is for.
  const images =
    reading === undefined || plan.cancel !== undefined
      ? []
      : await fetchImages(job, reading, 'fetch an image of the result')
  const webhook = run.subject.settings.webhook
  const told =
    plan.asked.webhookUrl === undefined || webhook === undefined
      ? undefined
      : await awaitWebhook(job, webhook)
  const end = courseEnd(watched, result)
  const after = plan.thorough && watched.why === 'ended' ? await lookAfterwards(job, end) : undefined
  return {
    looks: watched.looks,
    images,
    end,
    paths: job.paths,
    cancels: [...first, ...watched.cancels, ...(after?.cancels ?? [])],
    ...(early === undefined ? {} : { early }),
    ...(result === undefined ? {} : { result }),
    ...(stream === undefined ? {} : { stream }),
    ...(told === undefined ? {} : { webhook: told }),
    ...(after === undefined ? {} : after.seen),
  }
}

async function resultOf({ job, looks, why }: Watched): Promise<ResultLook | undefined> {
  const last = looks.at(-1)
  if (!hasResultOfItsOwn(job.run.subject)) return last === undefined ? undefined : resultInStatus(last)
  // A job whose status says nothing may have a result all the same.
  return why === 'ended' ? askEndedResult(job) : askResult(job, 'ask for the result all the same')
}

function courseEnd({ looks, why }: Watched, result: ResultLook | undefined): CourseEnd {
  switch (why) {
    case 'ended':
      return result === undefined ? 'completed' : endOf(result, looks.at(-1))
    case 'gone':
      return 'canceled'
    case 'deadline':
    case 'silent':
      return why
    default:
      return why satisfies never
  }
}

interface Afterwards {
  readonly seen: Pick<Course, 'afterEnd' | 'later' | 'laterImage'>
  readonly cancels: readonly CancelLook[]
}

/** Looks once more at a job that has ended, after somebody asked to cancel it. */
async function lookAfterwards(job: JobWatch, end: CourseEnd): Promise<Afterwards> {
  const { clock, signal, subject } = job.run
  const afterEnd = await askStatus(job, 'look again after the end')
  const cancels = await askCancel(job, 'ended')
  if (end !== 'completed') return { seen: { afterEnd }, cancels }
  const { laterMs } = subject.settings
  if (laterMs > 0) await clock.sleep(laterMs, signal)
  const later = hasResultOfItsOwn(subject)
    ? await askResult(job, 'fetch the result again')
    : resultInStatus(await askStatus(job, 'fetch the result again'))
  const images = typeof later.reading === 'object' ? later.reading.images.slice(0, 1) : []
  const [laterImage] = await fetchImages(job, { images }, 'fetch an image again')
  return { seen: { afterEnd, later, ...(laterImage === undefined ? {} : { laterImage }) }, cancels }
}

function readTicket(submit: CheckExchange, { subject: { descriptor } }: Run): TicketReading | undefined {
  return isTaken(submit)
    ? dialectOf(descriptor.dialect).readTicket(submit.answer?.body, descriptor.states)
    : undefined
}

function isTaken({ answer }: CheckExchange): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300
}

function whenOf({ status }: TicketReading): CancelLook['when'] {
  if (status !== undefined && hasEnded(status)) return 'ended'
  return status?.state === 'running' ? 'running' : 'queued'
}
