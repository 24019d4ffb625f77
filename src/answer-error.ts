import { nameByField } from './encode.ts'
import { readErrorBody, type ErrorReading } from './dialects/error-body.ts'
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
import type { JobHandle } from './handle.ts'
import type { Provider } from './provider.ts'
import { redactBody, redactMessage } from './redact.ts'
import { retryAfterMs } from './retry-after.ts'
import { saidNo } from './retry.ts'
import type { Answer } from './transport.ts'

/** Where an error answer comes from. */
export interface AnswerContext {
  readonly provider: Provider
  readonly secrets: readonly string[]
}

/** The error a refused submit stands for. No job exists, or nobody knows whether one does. */
export function submitError(answer: Answer, context: AnswerContext): KontextError {
  const { status } = answer
  const said = readErrorBody(answer.body, answer.text)
  const verb = `Failed to submit to ${context.provider.id}`
  const early = commonError(verb, answer, said, context)
  if (early !== undefined) return early
  if (isModeration(said))
    return new ModeratedError(`${verb}: ${explain(said, context)}`, detailsOf(said, context, 'no'))
  if (saidNo(status, retryAfterMs(answer.headers)))
    return httpError(verb, answer, said, context, { billed: 'no', retryable: true })
  if (status >= 400 && status < 500) return rejectedError(status, said, context)
  const remedy = 'It was not sent again: look at the dashboard of the provider before you do.'
  return new AmbiguousSubmitError(`${verb}: it answered ${status} after the edit was sent. ${remedy}`, {
    provider: context.provider.id,
    status,
  })
}

/** The error of a submit that was answered with an error instead of a ticket, under a 2xx. */
export function rejectedError(status: number, said: ErrorReading, context: AnswerContext): KontextError {
  const message = `Failed to submit to ${context.provider.id}: ${explain(said, context)}`
  const details = detailsOf(said, context, 'no')
  if (isModeration(said)) return new ModeratedError(message, details)
  return new RejectedError(message, { ...details, status, issues: issuesOf(said, context) })
}

/** The error a failed look at a job stands for: the job itself may be well. */
export function readError(
  operation: 'status' | 'result' | 'cancel',
  answer: Answer,
  handle: JobHandle,
  context: AnswerContext,
): KontextError {
  const { status } = answer
  const said = readErrorBody(answer.body, answer.text)
  const id = context.provider.id
  const verb =
    operation === 'cancel'
      ? `Failed to cancel a job at ${id}`
      : `Failed to read the ${operation} of a job at ${id}`
  const early = commonError(verb, answer, said, context, handle)
  if (early !== undefined) return early
  if (operation === 'result') {
    if (said.final || status === 422 || status === 499 || isModeration(said) || isCancel(said)) {
      return failureError(said, handle, context, status)
    }
    if (status === 404 || status === 410) {
      const fact =
        'the job ended, but its result is gone. Results are kept for minutes to hours: fetch them at once.'
      return new ResultExpiredError(`${verb}: ${fact}`, { provider: id, handle })
    }
    if (status >= 400 && said.type !== undefined && answer.body !== undefined)
      return failureError(said, handle, context, status)
  }
  if (status >= 200 && status < 300) {
    const fact =
      'the answer is not what its contract says. Resume the job by its handle, or ask the provider.'
    return new ContractError(`${verb}: ${fact}`, { provider: id, handle, billed: 'maybe' })
  }
  return httpError(verb, answer, said, context, {
    handle,
    billed: 'maybe',
    retryable: status >= 500 || status === 408,
  })
}

/** The error a failed job stands for, told by the provider's word first. */
export function failureError(
  said: ErrorReading,
  handle: JobHandle,
  context: AnswerContext,
  status?: number,
): KontextError {
  const message = `Failed to edit at ${context.provider.id}: ${explain(said, context)}`
  const details = { ...detailsOf(said, context, 'maybe'), handle }
  if (isModeration(said)) return new ModeratedError(message, details)
  if (isCancel(said) || status === 499) return new CanceledError(message, details)
  return new JobFailedError(message, details)
}

function commonError(
  verb: string,
  answer: Answer,
  said: ErrorReading,
  context: AnswerContext,
  handle?: JobHandle,
): KontextError | undefined {
  const { status } = answer
  const provider = context.provider.id
  // 0 is what browsers show of a redirect that is not followed.
  if (status === 0 || (status >= 300 && status < 400)) {
    const target = foreignOrigin(answer, context.provider)
    const fact = `it redirects to ${target}, which was not followed. Check the baseUrl.`
    return new HttpError(`${verb}: ${fact}`, { provider, handle, status, body: '', billed: 'maybe' })
  }
  if ((status === 401 || status === 403) && !isModeration(said)) {
    const { env } = context.provider.capabilities.auth
    const message = `${verb}: it answered ${status}, ${explain(said, context)} Check ${env} and the account.`
    return new AuthError(message, { provider, handle, status, billed: handle === undefined ? 'no' : 'maybe' })
  }
  if (status === 429) {
    const wait = retryAfterMs(answer.headers)
    const remedy =
      wait === undefined
        ? 'Wait before you try again.'
        : `Wait ${Math.ceil(wait / 1000)} s before you try again.`
    const billed = handle === undefined ? 'no' : 'maybe'
    return new RateLimitError(`${verb}: it answered 429, ${explain(said, context)} ${remedy}`, {
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
  const remedy = details.retryable ? 'Try again later.' : 'See `body` of this error.'
  const message = `${verb}: it answered ${answer.status}, ${explain(said, context)} ${remedy}`
  return new HttpError(message, { provider: context.provider.id, status: answer.status, body, ...details })
}

// The words of fal, of BFL behind relays, and of task gateways.
function isModeration({ type = '' }: ErrorReading): boolean {
  return /content[_ -]?policy|moderat|nsfw|safety[_ -]?(check|filter|violation)/i.test(type)
}

function isCancel({ type = '' }: ErrorReading): boolean {
  return /^client_cancell?ed$|^cancell?ed$/i.test(type)
}

function detailsOf(said: ErrorReading, context: AnswerContext, billed: 'no' | 'maybe') {
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

function explain(said: ErrorReading, context: AnswerContext): string {
  const text = redactMessage(said.message, context.secrets).slice(0, 300) || 'no reason given'
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

function foreignOrigin(answer: Answer, provider: Provider): string {
  const location = answer.headers.get('location') ?? ''
  return URL.canParse(location, provider.baseUrl)
    ? new URL(location, provider.baseUrl).origin
    : 'another place'
}
