/** What came of one attempt, as far as a retry depends on it. */
export type Outcome =
  | {
      readonly kind: 'answer'
      readonly status: number
      /** The body is JSON. */
      readonly readable: boolean
      /** The answer is the job's own failure, whatever its status. */
      readonly final: boolean
      readonly retryAfterMs: number | undefined
    }
  | {
      readonly kind: 'failure'
      /** False only when it is certain that nothing reached the provider. */
      readonly sent: boolean
    }

/** What a retry may cost. */
export interface RetryPolicy {
  /** `submit` costs money when it is repeated wrongly; a read never does. */
  readonly purpose: 'submit' | 'read'
  /** How often to try again. */
  readonly attempts: number
  /** What is left until the deadline. */
  readonly remainingMs: number
  /** A 404 may only mean that the job is too young to be found. */
  readonly grace: boolean
  readonly random: () => number
}

/** Try again after `ms`; take the answer as it is; give up on a failure without an answer. */
export type NextAttempt =
  { readonly do: 'retry'; readonly ms: number } | { readonly do: 'take' } | { readonly do: 'give-up' }

const baseMs = 500
const capMs = 10_000

/** What to do after attempt number `attempt`, counted from 0. */
export function nextAttempt(outcome: Outcome, attempt: number, policy: RetryPolicy): NextAttempt {
  const end: NextAttempt = outcome.kind === 'answer' ? { do: 'take' } : { do: 'give-up' }
  if (attempt >= policy.attempts || !mayRepeat(outcome, policy)) return end
  const asked = outcome.kind === 'answer' ? outcome.retryAfterMs : undefined
  // Full jitter: clients that failed together do not come back together.
  const ms = asked ?? policy.random() * Math.min(capMs, baseMs * 2 ** attempt)
  return ms < policy.remainingMs ? { do: 'retry', ms } : end
}

function mayRepeat(outcome: Outcome, policy: RetryPolicy): boolean {
  if (policy.purpose === 'submit') {
    // The provider must have said that it did not take the edit, or nothing may have left this machine.
    return outcome.kind === 'failure' ? !outcome.sent : saidNo(outcome.status, outcome.retryAfterMs)
  }
  if (outcome.kind === 'failure') return true
  if (outcome.final) return false
  const { status, readable } = outcome
  if (status === 404) return policy.grace
  return status === 408 || status === 429 || status >= 500 || (status >= 200 && status < 300 && !readable)
}

/** Whether a status says that a submit was not taken. */
export function saidNo(status: number, retryAfter: number | undefined): boolean {
  return status === 429 || (status === 503 && retryAfter !== undefined)
}

const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
])

/** Whether an error of `fetch` proves that nothing was sent: refused, no such name, no TLS. */
export function nothingSent(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false
  if ('code' in error && typeof error.code === 'string' && isUnsent(error.code)) return true
  // fetch refuses some ports by itself, without a code. (fetch.spec.whatwg.org, "bad port")
  if (error.message === 'bad port') return true
  // One address of several may have taken the request: all must have failed before.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every((inner) => nothingSent(inner, depth + 1))
  }
  return nothingSent(error.cause, depth + 1)
}

function isUnsent(code: string): boolean {
  return unsent.has(code) || /^CERT_|_CERT_/.test(code)
}
