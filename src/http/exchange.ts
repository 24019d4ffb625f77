import { readErrorAnswer } from '../dialects/error-body.ts'
import {
  AmbiguousSubmitError,
  AuthError,
  ContractError,
  KontextError,
  NetworkError,
} from '../errors/errors.ts'
import { RequestTimeout } from './guarded.ts'
import type { JobHandle } from '../handle.ts'
import type { OperationRule } from '../provider.ts'
import { BodyTooLarge } from './read-body.ts'
import { redactCause } from '../errors/redact.ts'
import { retryAfterMs } from './retry-after.ts'
import { nextAttempt, type Outcome, type RetryPolicy } from './retry.ts'
import { secretsOf, type Session } from '../session.ts'
import type { Answer, Outgoing } from './transport.ts'
import { nothingSent, Unsent } from './unsent.ts'

/** One exchange with the provider: a request and, where that is safe, its repetitions. */
export interface ExchangeRequest extends OperationRule {
  /** @default 'submit' */
  readonly operation?: Outgoing['operation']
  readonly purpose: RetryPolicy['purpose']
  /** For messages, such as `submit to fal`. */
  readonly verb: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly handle?: JobHandle
  /** A 404 may only mean that the job is too young to be found. */
  readonly grace?: boolean
  /** Whether the body of a good answer is one; others are asked for again. @default every JSON */
  readonly reads?: (body: unknown) => boolean
  /** What to do with an answer that comes after an abort. */
  readonly late?: Outgoing['late']
}

type Attempt =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: unknown }

/**
 * Sends a request until it is answered for good. The answer may be an error answer.
 * @throws AmbiguousSubmitError, NetworkError, ContractError, AuthError, or the caller's reason on abort
 */
export async function exchange(session: Session, request: ExchangeRequest): Promise<Answer> {
  const slot = request.purpose === 'submit' ? session.slot : undefined
  for (let attempt = 0; ; attempt++) {
    await slot?.take({ again: attempt > 0, hurried: session.hurried === true })
    const result = await attemptOnce(session, request, attempt)
    if (result.ok && refuses(result.answer)) slot?.refused(result.answer)
    const next = nextAttempt(outcomeOf(result, request), attempt, {
      purpose: request.purpose,
      attempts: session.retries,
      remainingMs: session.deadline - session.clock.now(),
      grace: request.grace ?? false,
      random: session.random,
    })
    if (next.do === 'retry') await session.clock.sleep(next.ms, session.signal)
    else if (result.ok) return result.answer
    else throw failure(result.error, session, request)
  }
}

function refuses({ status }: Answer): boolean {
  return status === 429 || status === 503
}

async function attemptOnce(session: Session, request: ExchangeRequest, retry: number): Promise<Attempt> {
  const { method, path, body, handle, purpose, late, operation = 'submit' } = request
  const { signal, transport, requestTimeoutMs, deadline, clock } = session
  signal?.throwIfAborted()
  const remainingMs = deadline - clock.now()
  const submits = purpose === 'submit'
  // Nobody would wait for the answer, but it might be paid for.
  if (submits && remainingMs <= 0)
    return { ok: false, error: new Unsent(new RequestTimeout(session.timeoutMs)) }
  const timeoutMs = Math.max(1, Math.min(requestTimeoutMs, remainingMs))
  session.requests++
  try {
    const about = { operation, attempt: retry + 1, requestId: handle?.requestId }
    const outgoing = { method, path, body, timeoutMs, signal, late, salvage: submits }
    const answer = await transport.send({ ...outgoing, ...about })
    return { ok: true, answer }
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    const said = error instanceof Unsent ? error.cause : error
    // The key was gone at a later look: the job is still there.
    if (AuthError.is(said) && handle !== undefined) {
      const { message, provider, cause } = said
      throw new AuthError(message, { provider, handle, billed: 'maybe', cause })
    }
    if (KontextError.is(said)) throw said
    return { ok: false, error }
  }
}

function outcomeOf(result: Attempt, { reads = () => true }: ExchangeRequest): Outcome {
  if (!result.ok) return { kind: 'failure', sent: !nothingSent(result.error) }
  const { status, body, headers } = result.answer
  const readable = body !== undefined && (status >= 300 || reads(body))
  const said = status >= 400 || (body !== undefined && !readable) ? readErrorAnswer(result.answer) : undefined
  return {
    kind: 'answer',
    status: said?.status ?? status,
    readable,
    final: said?.final ?? false,
    retryAfterMs: retryAfterMs(headers),
  }
}

function failure(error: unknown, session: Session, { purpose, verb, handle }: ExchangeRequest): KontextError {
  const cause = redactCause(error, secretsOf(session))
  const fact = factOf(error, cause)
  const common = { provider: session.provider.id, handle, cause }
  if (purpose === 'submit' && !nothingSent(error)) {
    const remedy = 'It was not sent again: look at the dashboard of the provider before you do.'
    return new AmbiguousSubmitError(`Failed to ${verb}: ${fact} after the edit was sent. ${remedy}`, common)
  }
  const billed = purpose === 'submit' ? 'no' : 'maybe'
  if (error instanceof BodyTooLarge) {
    const remedy = 'Resume the job by its handle, or ask the provider.'
    return new ContractError(`Failed to ${verb}: ${error.message}. ${remedy}`, { ...common, billed })
  }
  const remedy =
    purpose === 'submit' ? 'Nothing was sent: try again.' : 'The job goes on: resume it by its handle.'
  return new NetworkError(`Failed to ${verb}: ${fact}. ${remedy}`, { ...common, billed })
}

function factOf(error: unknown, cause: Error): string {
  if (error instanceof Unsent) return factOf(error.cause, cause)
  if (error instanceof RequestTimeout || error instanceof BodyTooLarge) return error.message
  const code = codeOf(cause)
  return code === undefined ? 'the connection failed' : `the connection failed (${code})`
}

function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if ('code' in error && typeof error.code === 'string' && /^\w{1,60}$/.test(error.code)) return error.code
  return codeOf(error.cause, depth + 1)
}
