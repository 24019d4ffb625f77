import { KontextError, type ErrorCode } from '../errors/kontext-error.ts'

/**
 * Why a delivery is not to be acted on.
 *
 * - `missing-header`: it is not signed at all
 * - `malformed`: a header or the body is none of fal's, or they name different jobs
 * - `too-large`: its body is above the budget
 * - `stale`, `future`: its time is too far from the clock; an old delivery may have been recorded and sent again
 * - `forged`: none of fal's keys made the signature
 * - `keys-unavailable`: fal's keys could not be fetched, so nobody knows
 * - `foreign`: fal signed it, for another account than yours
 * - `unknown-job`: it is about a job you do not know, or do not know yet
 * - `duplicate`: it came before
 */
export type WebhookReason =
  | 'missing-header'
  | 'malformed'
  | 'too-large'
  | 'stale'
  | 'future'
  | 'forged'
  | 'keys-unavailable'
  | 'foreign'
  | 'unknown-job'
  | 'duplicate'

// fal sends again what is not answered with a 2xx: a duplicate needs no repetition, an unknown job may become known.
const answers: Readonly<Record<WebhookReason, number>> = {
  'missing-header': 400,
  malformed: 400,
  'too-large': 413,
  stale: 400,
  future: 400,
  forged: 401,
  'keys-unavailable': 503,
  foreign: 403,
  'unknown-job': 404,
  duplicate: 200,
}

/** A delivery must not be acted on. Not thrown for a job that failed: that is a delivery like any other. */
export class WebhookError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['webhook']
  readonly reason: WebhookReason
  /** The HTTP status to answer the delivery with; 200 for a duplicate, so that it is not sent again. */
  readonly answer: number

  constructor(
    reason: WebhookReason,
    fact: string,
    details: { readonly requestId?: string | undefined; readonly cause?: unknown } = {},
  ) {
    const retryable = reason === 'keys-unavailable' || reason === 'unknown-job'
    super('WebhookError', 'webhook', `Failed to accept a webhook delivery: ${fact}`, {
      provider: 'fal',
      retryable,
      ...details,
    })
    this.reason = reason
    this.answer = answers[reason]
  }
}
