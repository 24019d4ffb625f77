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
  /** `submit` costs money when it is repeated wrongly; a read and a cancel never do. */
  readonly purpose: 'submit' | 'read' | 'cancel'
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
  const asked = outcome.kind === 'answer' ? (outcome.retryAfterMs ?? 0) : 0
  // "At once" is no pace: then the schedule of our own holds.
  const ms = asked > 0 ? asked : backoffMs(outcome, attempt, policy)
  return ms < policy.remainingMs ? { do: 'retry', ms } : end
}

// Jitter: clients that failed together do not come back together. Who was told to slow down waits at least half.
function backoffMs(outcome: Outcome, attempt: number, { random }: RetryPolicy): number {
  const longest = Math.min(capMs, baseMs * 2 ** attempt)
  const busy = outcome.kind === 'answer' && outcome.status === 429
  return longest * (busy ? 0.5 + 0.5 * random() : random())
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
  const lost = status >= 200 && status < 300 && !readable && policy.purpose === 'read'
  // 425 asks for a repetition as well (RFC 8470); 304 is a cache's slip, as nothing was asked on conditions.
  return lost || [304, 408, 425, 429].includes(status) || (status >= 500 && status !== 501)
}

/** Whether a status says that a submit was not taken, and may be taken later. */
export function saidNo(status: number, retryAfter: number | undefined): boolean {
  return status === 429 || (status === 503 && retryAfter !== undefined)
}

/**
 * Whether a 4xx on a submit says that it was refused. A timeout (408), a conflict, which may be with the edit itself
 * sent on twice by a proxy (409), too early (425) and a lost client (499) say nothing about what happened behind a
 * relay, unless the provider lists what is wrong with the input.
 */
export function isRefusal(status: number, final: boolean): boolean {
  return status >= 400 && status < 500 && (final || ![408, 409, 425, 499].includes(status))
}

/**
 * Whether a redirect says that a submit was not taken: 301, 307 and 308 ask for the same request elsewhere. 302 and
 * 303 may also be the answer to one that was. (RFC 9110, section 15.4)
 */
export function isElsewhere(status: number): boolean {
  return status === 301 || status === 307 || status === 308
}
