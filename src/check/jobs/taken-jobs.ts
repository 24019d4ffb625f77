import { dialectOf } from '../../dialects/dialect-of.ts'
import { readErrorAnswer } from '../../dialects/error-body.ts'
import { isRequestId, jobPaths, type JobPaths } from '../../ticket-url.ts'
import type { Model } from '../../vocabulary.ts'
import type { EditName } from '../case.ts'
import { hasEnded } from '../edits/look-step.ts'
import type { CheckAnswer, CheckExchange } from '../wire/exchange.ts'
import { hasResultOfItsOwn, jobRequest, type JobOperation } from '../wire/operations.ts'
import { isProbe } from './probe.ts'
import type { Subject } from '../subject.ts'

/** A job that a server took in a run, and what the requests of the run say of it. */
export interface TakenJob {
  /** The edit it was paid for; `probe`: it was made of a submit that must be refused. */
  readonly edit: EditName | 'probe'
  readonly requestId: string
  readonly paths: JobPaths
  readonly model: Model
  /** Number of the exchange in which it was submitted. */
  readonly submit: number
  /** Milliseconds since 1970 on the run's clock. */
  readonly submittedAt: number
  /** It was seen to have ended. */
  readonly ended: boolean
  /** The last request to cancel it. */
  readonly cancel?: CheckExchange
}

/** The jobs that were taken in a run, in the order of their submits. Pure: all is in the requests. */
export function takenJobs(exchanges: readonly CheckExchange[], subject: Subject): readonly TakenJob[] {
  const jobs = exchanges.flatMap((exchange, index) => {
    const job = submittedJob(exchange, subject)
    return job === undefined ? [] : [followed(job, exchanges.slice(index + 1), subject)]
  })
  // What is heard of an id that a server gave twice is heard of the last job: that the first has ended says nothing of it.
  return jobs.filter(
    (job, index) => jobs.findLastIndex(({ requestId }) => requestId === job.requestId) === index,
  )
}

function submittedJob(exchange: CheckExchange, subject: Subject): TakenJob | undefined {
  const { number, request, answer, at } = exchange
  const { descriptor, provider } = subject
  if ((request.edit === undefined && !isProbe(request)) || !isSuccess(answer?.status)) return undefined
  const ticket = dialectOf(descriptor.dialect).readTicket(answer?.body, descriptor.states)
  const requestId = ticket?.requestId
  if (ticket === undefined || requestId === undefined || !isRequestId(requestId)) return undefined
  return {
    edit: request.edit ?? 'probe',
    requestId,
    paths: jobPaths(ticket.urls, requestId, provider.baseUrl, descriptor),
    model: modelOf(request.path, subject),
    submit: number,
    submittedAt: at,
    ended: ticket.status !== undefined && hasEnded(ticket.status),
  }
}

/** A job with what later requests say of it. */
function followed(submitted: TakenJob, later: readonly CheckExchange[], subject: Subject): TakenJob {
  let job = submitted
  let agreed = false
  for (const exchange of later.filter((one) => isAbout(one, job))) {
    if (isOperation(exchange, 'cancel', { job, subject })) job = { ...job, cancel: exchange }
    agreed ||= job.cancel === exchange && isSuccess(exchange.answer?.status)
    if (seesEnd(exchange, { job, subject, agreed })) job = { ...job, ended: true }
  }
  return job
}

function isAbout({ request: { path, key = 'right' } }: CheckExchange, { requestId }: TakenJob): boolean {
  const [plain = ''] = path.split('?')
  return key === 'right' && plain.split('/').includes(requestId)
}

interface Seeing {
  readonly job: TakenJob
  readonly subject: Subject
}

function isOperation(
  { request: { operation } }: CheckExchange,
  name: JobOperation,
  { job, subject }: Seeing,
): boolean {
  return operation !== undefined && operation === jobRequest(subject, name, job.requestId)?.operation
}

/** Whether an answer shows that nothing will happen to a job any more. */
function seesEnd(exchange: CheckExchange, seeing: Seeing & { readonly agreed: boolean }): boolean {
  if (exchange.answer === undefined) return false
  if (isOperation(exchange, 'status', seeing) && saysEnded(exchange.answer, seeing)) return true
  const { subject } = seeing
  return (
    hasResultOfItsOwn(subject) &&
    isOperation(exchange, 'result', seeing) &&
    isResult(exchange.answer, subject)
  )
}

function saysEnded(
  { status, body }: CheckAnswer,
  { job, subject: { descriptor }, agreed }: Seeing & { readonly agreed: boolean },
): boolean {
  // A job that was canceled may be gone.
  if (!isSuccess(status)) return agreed && [404, 405, 410].includes(status)
  const dialect = dialectOf(descriptor.dialect)
  const named = dialect.readTicket(body, descriptor.states)?.requestId
  const reading = dialect.readStatus(body, descriptor.states)
  // What is said of another job says nothing of this one.
  return reading !== undefined && hasEnded(reading) && (named === undefined || named === job.requestId)
}

function isResult(answer: CheckAnswer, { descriptor }: Subject): boolean {
  const { status, body } = answer
  const reading = dialectOf(descriptor.dialect).readResult(status, body, descriptor.states)
  if (isSuccess(status)) return typeof reading === 'object'
  if (reading === 'pending') return false
  return status === 499 || readErrorAnswer({ ...answer, headers: new Headers(answer.headers) }).final
}

function isSuccess(status = 0): boolean {
  return status >= 200 && status < 300
}

function modelOf(path: string, { descriptor: { models }, model }: Subject): Model {
  const [plain = ''] = path.split('?')
  const submitted = (['pro', 'max'] as const).find((name) => models[name]?.path === plain)
  // Providers with one path for all name the model in the body.
  return models[model]?.path === plain ? model : (submitted ?? model)
}
