import { nameByField } from '../input/encode.ts'
import { formOf, readErrorAnswer, type ErrorReading } from '../dialects/error-body.ts'
import { kindOf, type ErrorKind } from './error-kind.ts'
import {
  AmbiguousSubmitError,
  AuthError,
  CanceledError,
  ContractError,
  HttpError,
  JobFailedError,
  ModeratedError,
  RateLimitError,
  RejectedError,
  ResultExpiredError,
  type InputIssue,
  type KontextError,
} from './errors.ts'
import type { JobHandle } from '../handle.ts'
import type { Provider, ProviderDescriptor } from '../provider.ts'
import { redactBody, redactMessage } from './redact.ts'
import { retryAfterMs, retryAt } from '../http/retry-after.ts'
import { isElsewhere, isRefusal, saidNo } from '../http/retry.ts'
import type { Answer } from '../http/transport.ts'

/** What the error of a failed job needs to know. */
export interface FailureContext {
  readonly provider: { readonly id: string; readonly capabilities?: Pick<ProviderDescriptor, 'unbilled'> }
  readonly secrets: readonly string[]
}

/** Where an error answer comes from. */
export interface AnswerContext {
  readonly provider: Provider
  readonly secrets: readonly string[]
}

/**
 * The error a refused submit stands for. No job exists, or nobody knows whether one does. Under a 2xx it was answered
 * with an error instead of a ticket.
 */
export function submitError(
  answer: Answer,
  context: AnswerContext,
  said: ErrorReading = readErrorAnswer(answer),
): KontextError {
  const status = said.status ?? answer.status
  const { provider } = context
  const verb = `Failed to submit to ${provider.id}`
  const kind = kindOf(said, status)
  const early = commonError(verb, answer, said, kind, context)
  if (early !== undefined) return early
  const details = detailsOf(said, context, 'no')
  if (kind === 'moderated') return new ModeratedError(`${verb}: ${explain(said, context)}`, details)
  if (saidNo(status, retryAfterMs(answer.headers)))
    return httpError(verb, answer, said, context, { billed: 'no', retryable: true })
  if (kind !== 'server' && (status < 300 || isRefusal(status, said.final))) {
    const issues = issuesOf(said, context)
    const fact = factOf(answer, said, context)
    return new RejectedError(`${verb}: ${fact}`, { ...details, status, issues })
  }
  const remedy = 'It was not sent again: look at the dashboard of the provider before you do.'
  const message = `${verb}: it answered ${status} after the edit was sent. ${remedy}`
  return new AmbiguousSubmitError(message, { provider: provider.id, status })
}

/** The error a failed look at a job stands for: the job itself may be well. */
export function readError(
  operation: 'status' | 'result' | 'cancel',
  answer: Answer,
  handle: JobHandle,
  context: AnswerContext,
): KontextError {
  const said = readErrorAnswer(answer)
  const status = said.status ?? answer.status
  const id = context.provider.id
  const verb =
    operation === 'cancel'
      ? `Failed to cancel a job at ${id}`
      : `Failed to read the ${operation} of a job at ${id}`
  const kind = kindOf(said, status)
  const failed = said.final || status === 422 || status === 499 || kind === 'moderated' || kind === 'canceled'
  if (operation === 'result' && failed) {
    const message = `its result was answered with ${status}, ${said.message}`
    return failureError(answer.body === undefined ? { ...said, message } : said, handle, context, status)
  }
  const early = commonError(verb, answer, said, kind, context, handle)
  if (early !== undefined) return early
  if (operation === 'result') {
    if (status === 404 || status === 410) {
      const fact =
        'the job ended, but its result is gone. Results are kept for minutes to hours: fetch them at once.'
      return new ResultExpiredError(`${verb}: ${fact}`, { provider: id, handle })
    }
    if (status >= 400 && said.type !== undefined && answer.body !== undefined)
      return failureError(said, handle, context, status)
  }
  if (status >= 200 && status < 300) {
    const what = answer.body === undefined ? `${formOf(answer.text)}, not JSON` : 'not as its contract says'
    const fact = `it answered ${status}, ${what}. Resume the job by its handle, or ask the provider.`
    const billed = operation === 'result' ? 'yes' : 'maybe'
    return new ContractError(`${verb}: ${fact}`, { provider: id, handle, billed })
  }
  const retryable = status >= 500 || status === 408
  return httpError(verb, answer, said, context, { handle, billed: 'maybe', retryable })
}

/** The error a failed job stands for, told by the provider's word first. */
export function failureError(
  said: ErrorReading,
  handle: JobHandle | undefined,
  context: FailureContext,
  status = 0,
): KontextError {
  const message = `Failed to edit at ${context.provider.id}: ${explain(said, context)}`
  const unbilled = context.provider.capabilities?.unbilled ?? []
  const free = unbilled.some((word) => word === said.type || (word === '5xx' && status >= 500))
  const details = { ...detailsOf(said, context, free ? 'no' : 'maybe'), handle }
  const kind = kindOf(said, 0)
  if (kind === 'moderated') return new ModeratedError(message, details)
  if (kind === 'canceled' || status === 499) return new CanceledError(message, details)
  // Whoever tries again pays again, unless nothing was paid.
  const passing = said.retryable ?? (kind === 'server' || status >= 500)
  return new JobFailedError(message, { ...details, retryable: free && passing })
}

/** Errors that say the same of every operation. */
function commonError(
  verb: string,
  answer: Answer,
  said: ErrorReading,
  kind: ErrorKind | undefined,
  context: AnswerContext,
  handle?: JobHandle,
): KontextError | undefined {
  const status = said.status ?? answer.status
  const provider = context.provider.id
  // 0 is what browsers show of a redirect that is not followed.
  if (status === 0 || (status >= 300 && status < 400)) {
    const target = foreignOrigin(answer, context.provider)
    const fact = `it redirects to ${target}, which was not followed. Check the baseUrl.`
    const billed = handle === undefined && isElsewhere(status) ? 'no' : 'maybe'
    return new HttpError(`${verb}: ${fact}`, { provider, handle, status, body: '', billed })
  }
  const billed = handle === undefined ? 'no' : 'maybe'
  const start = `${verb}: it answered ${status}, ${explain(said, context)}`
  if (kind === 'account') {
    const { env } = context.provider.capabilities.auth
    return new AuthError(`${start} Check ${env} and the account.`, { provider, handle, status, billed })
  }
  if (kind === 'rate-limit') {
    const wait = retryAfterMs(answer.headers)
    return new RateLimitError(`${start} ${waitRemedy(answer)}`, {
      provider,
      handle,
      retryAfterMs: wait,
      billed,
    })
  }
  return undefined
}

function httpError(
  verb: string,
  answer: Answer,
  said: ErrorReading,
  context: AnswerContext,
  details: { handle?: JobHandle; billed: 'no' | 'maybe'; retryable: boolean },
): HttpError {
  const body = redactBody(answer.text, answer.body, context.secrets)
  const remedy = details.retryable ? waitRemedy(answer) : 'See `body` of this error.'
  const { status } = answer
  const message = `${verb}: it answered ${status}, ${explain(said, context)} ${remedy}`
  const wait = details.retryable ? retryAfterMs(answer.headers) : undefined
  return new HttpError(message, {
    provider: context.provider.id,
    status,
    body,
    retryAfterMs: wait,
    ...details,
  })
}

function waitRemedy({ headers }: Answer): string {
  const [wait, until] = [retryAfterMs(headers), retryAt(headers)]
  if (wait === undefined) return 'Try again later.'
  return `Wait ${Math.ceil(wait / 1000)} s before you try again${until === undefined ? '' : `, until ${until}`}.`
}

function detailsOf(said: ErrorReading, context: FailureContext, billed: 'no' | 'maybe') {
  const code = said.type === undefined ? undefined : redactMessage(said.type, context.secrets).slice(0, 80)
  return { provider: context.provider.id, billed, ...(code === undefined ? {} : { providerCode: code }) }
}

function issuesOf(said: ErrorReading, context: AnswerContext): readonly InputIssue[] {
  const names = nameByField(context.provider.capabilities)
  return said.fields.slice(0, 20).map(({ field, message }) => ({
    path: names.get(field) ?? `native.${redactMessage(field, context.secrets).slice(0, 80)}`,
    message: redactMessage(message, context.secrets),
  }))
}

/** What a refusal says; where it is no JSON, an API may not have been reached at all. */
function factOf(answer: Answer, said: ErrorReading, context: AnswerContext): string {
  if (answer.body !== undefined) return explain(said, context)
  const { status, text } = answer
  const elsewhere = status === 404 || status === 405 || formOf(text) === 'an HTML page'
  return `it answered ${status}, ${explain(said, context)}${elsewhere ? ' Check the baseUrl.' : ''}`
}

function explain(said: ErrorReading, context: FailureContext): string {
  const text = redactMessage(said.message, context.secrets).slice(0, 300) || 'no reason given'
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

function foreignOrigin(answer: Answer, provider: Provider): string {
  const location = answer.headers.get('location') ?? ''
  return URL.canParse(location, provider.baseUrl)
    ? new URL(location, provider.baseUrl).origin.slice(0, 200)
    : 'another place'
}
