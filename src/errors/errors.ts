import type { JobHandle } from '../handle.ts'
import type { IssueRule } from '../input/issue-rule.ts'
import { KontextError, type ErrorCode, type ErrorDetails } from './kontext-error.ts'

export { KontextError } from './kontext-error.ts'
export type { Billed, ErrorCode, ErrorDetails } from './kontext-error.ts'

/** One thing that is wrong with an input: where, in our names, and what to do about it. */
export interface InputIssue {
  /** Such as `guidance`, `image[1]` or `native.steps`. */
  readonly path: string
  readonly message: string
  /** The rule that an input breaks, stable across releases; missing where it is not about the input of an edit. */
  readonly rule?: IssueRule
}

/**
 * The input cannot be sent: found before any network, all issues at once.
 * Not thrown when the provider refuses an input: that is a {@link RejectedError}.
 */
export class InputError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['input']
  readonly issues: readonly InputIssue[]

  constructor(message: string, details: ErrorDetails & { readonly issues: readonly InputIssue[] }) {
    super('InputError', 'input', message, details)
    this.issues = details.issues
  }
}

/**
 * There is no key, or the provider does not take it (401, 403), also when it locked the account.
 * Not thrown for a used-up quota that comes as 429: that is a {@link RateLimitError}.
 */
export class AuthError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['auth']
  /** HTTP status; missing when the key was missing and nothing was sent. */
  declare readonly status?: number

  constructor(message: string, details: ErrorDetails & { readonly status?: number | undefined }) {
    super('AuthError', 'auth', message, details)
    if (details.status !== undefined) this.status = details.status
  }
}

/**
 * The provider answered 429 until the retries or the deadline ended.
 * Not thrown for a 503, even one with Retry-After: that is an {@link HttpError}.
 */
export class RateLimitError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['rate-limit']
  /** How long the provider asked to wait, in milliseconds, counted from its answer. */
  declare readonly retryAfterMs?: number

  constructor(message: string, details: ErrorDetails & { readonly retryAfterMs?: number | undefined }) {
    super('RateLimitError', 'rate-limit', message, { retryable: true, ...details })
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs
  }
}

/**
 * The provider refused the edit when it was submitted (4xx): no job exists.
 * Not thrown for a job that failed later: that is a {@link JobFailedError}.
 */
export class RejectedError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['rejected']
  readonly status: number
  /** The fields the provider named, in our names where we have one. */
  readonly issues: readonly InputIssue[]
  /** The provider's own word for the reason. */
  declare readonly providerCode?: string

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly status: number
      readonly issues: readonly InputIssue[]
      readonly providerCode?: string | undefined
    },
  ) {
    super('RejectedError', 'rejected', message, details)
    this.status = details.status
    this.issues = details.issues
    if (details.providerCode !== undefined) this.providerCode = details.providerCode
  }
}

/**
 * The submit left this machine and no ticket came back: the edit may run and may be billed (`billed: 'maybe'`).
 * It is never sent again by itself. Not thrown when nothing was sent, which is a {@link NetworkError}.
 */
export class AmbiguousSubmitError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['ambiguous-submit']
  /** HTTP status, when there was an answer. */
  declare readonly status?: number

  constructor(message: string, details: ErrorDetails & { readonly status?: number | undefined }) {
    super('AmbiguousSubmitError', 'ambiguous-submit', message, { billed: 'maybe', ...details })
    if (details.status !== undefined) this.status = details.status
  }
}

/**
 * An HTTP status nothing else in the family stands for, redirects among them: none is followed.
 * Not thrown for a 5xx on a submit: that is an {@link AmbiguousSubmitError}.
 */
export class HttpError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['http']
  readonly status: number
  /** What the provider said: at most 500 characters, without keys, images and echoes of the input. */
  readonly body: string
  /** How long the provider asked to wait, in milliseconds, counted from its answer. */
  declare readonly retryAfterMs?: number

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly status: number
      readonly body: string
      readonly retryAfterMs?: number | undefined
    },
  ) {
    super('HttpError', 'http', message, details)
    this.status = details.status
    this.body = details.body
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs
  }
}

/**
 * No answer: the network failed or a single request took too long, and retries did not help.
 * Not thrown for a submit that may have arrived: that is an {@link AmbiguousSubmitError}.
 */
export class NetworkError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['network']

  constructor(message: string, details: ErrorDetails) {
    super('NetworkError', 'network', message, { retryable: true, ...details })
  }
}

/**
 * The provider answered something its contract does not allow: no images, an id that is none, not JSON, too much.
 * Not thrown for error answers, whatever their shape.
 */
export class ContractError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['contract']

  constructor(message: string, details: ErrorDetails) {
    super('ContractError', 'contract', message, details)
  }
}

/**
 * The job ran and ended without images. Not thrown when looking at the job failed: the job is then still there
 * and the error is an {@link HttpError} or a {@link NetworkError} with its handle.
 */
export class JobFailedError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['job-failed', 'moderated']
  /** The provider's own word for the reason, such as `image_load_error`. */
  declare readonly providerCode?: string

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly providerCode?: string | undefined
      readonly code?: 'job-failed' | 'moderated' | undefined
    },
  ) {
    const code = details.code ?? 'job-failed'
    super(code === 'moderated' ? 'ModeratedError' : 'JobFailedError', code, message, {
      billed: 'maybe',
      ...details,
    })
    if (details.providerCode !== undefined) this.providerCode = details.providerCode
  }
}

/**
 * The provider's moderation stopped the edit, at the submit or later. Final: the same input fails again.
 * Not thrown for images that came and are flagged: see `nsfw` of the result.
 */
export class ModeratedError extends JobFailedError {
  static override readonly codes: readonly ErrorCode[] = ['moderated']

  constructor(message: string, details: ErrorDetails & { readonly providerCode?: string | undefined }) {
    super(message, { ...details, code: 'moderated' })
  }
}

/** The job was done, but the provider no longer keeps its result. Not thrown for an image that is gone. */
export class ResultExpiredError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['result-expired']

  constructor(message: string, details: ErrorDetails) {
    super('ResultExpiredError', 'result-expired', message, { billed: 'yes', ...details })
  }
}

/** The provider says the job was canceled. Not thrown on abort: that rejects with the caller's own reason. */
export class CanceledError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['canceled']

  constructor(message: string, details: ErrorDetails) {
    super('CanceledError', 'canceled', message, { billed: 'maybe', ...details })
  }
}

/**
 * The job did not end before `timeoutMs`. It is left running: `resume(error.handle)` goes on without paying again.
 * Not thrown for a single slow request.
 */
export class TimeoutError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['timeout']
  declare readonly handle: JobHandle

  constructor(message: string, details: ErrorDetails & { readonly handle: JobHandle }) {
    super('TimeoutError', 'timeout', message, { billed: 'maybe', retryable: true, ...details })
  }
}
