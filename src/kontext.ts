import { systemClock, type Clock } from './clock.ts'
import { dialectOf } from './dialects/dialect-of.ts'
import type { EditInput } from './edit-input.ts'
import type { EditResult } from './edit-result.ts'
import { InputError } from './errors.ts'
import { EventLog, type JobEvent } from './events.ts'
import { parseHandle, type JobHandle } from './handle.ts'
import { Job } from './job.ts'
import type { Provider } from './provider.ts'
import type { Session } from './session.ts'
import { submitEdit } from './submit.ts'
import { createTransport } from './transport.ts'

/** How a client behaves at every call. */
export interface KontextOptions {
  /**
   * Called for API requests with a `Request`, for image downloads with a URL and options.
   * @default the global fetch at the time of the call
   */
  fetch?: typeof fetch
  /** @default the clock of this machine */
  clock?: Clock
  /**
   * Numbers from 0 up to 1, for jitter.
   * @default Math.random
   */
  random?: () => number
  /**
   * Milliseconds a job may take from the call to its result, more than 0. It is left running after that.
   * @default 600_000
   */
  timeoutMs?: number
  /**
   * Milliseconds a single HTTP request may take, more than 0.
   * @default 30_000
   */
  requestTimeoutMs?: number
  /** How often a request is tried again, 0 to 10. A submit only when it is sure that it was not taken. */
  retry?: {
    /** @default 3 */
    attempts?: number
  }
}

/** How one call behaves. */
export interface CallOptions {
  /** Aborting rejects at once with its reason and asks the provider once to cancel. */
  signal?: AbortSignal
  /**
   * Milliseconds from this call to the result, more than 0.
   * @default timeoutMs of the client
   */
  timeoutMs?: number
  /** Hears every event. What it throws is ignored. */
  onEvent?: (event: JobEvent) => void
}

/** A client for one provider. */
export interface Kontext<P extends Provider = Provider> {
  readonly provider: P
  /**
   * Edits an image and waits for the result: `submit`, then `result`.
   * @throws what {@link Kontext.submit} and {@link Job.result} throw
   */
  edit(input: EditInput<P>, options?: CallOptions): Promise<EditResult>
  /**
   * Submits an edit. It is paid from here on; nothing is sent twice unless it is sure that it was not taken.
   * @throws InputError before any network, AuthError, RateLimitError, RejectedError, ModeratedError,
   * AmbiguousSubmitError, HttpError, NetworkError, ContractError, or the reason of the signal on abort
   */
  submit(input: EditInput<P>, options?: CallOptions): Promise<Job>
  /**
   * Goes on with a job that was submitted before, here or in another process. Submits nothing.
   * @throws InputError at once when the handle is not one of this provider
   */
  resume(handle: JobHandle, options?: CallOptions): Job
}

/**
 * Makes a client.
 * ```ts
 * const { images } = await createKontext(fal()).edit({ prompt: 'Put a donut next to the flour.', image: url })
 * ```
 * @throws InputError when an option is out of range
 */
export function createKontext<P extends Provider>(provider: P, options: KontextOptions = {}): Kontext<P> {
  const { fetch, clock = systemClock, random = Math.random, requestTimeoutMs = 30_000 } = options
  const retries = options.retry?.attempts ?? 3
  const clientTimeoutMs = options.timeoutMs ?? 600_000
  checkDuration(provider, 'timeoutMs', clientTimeoutMs)
  checkDuration(provider, 'requestTimeoutMs', requestTimeoutMs)
  if (!Number.isInteger(retries) || retries < 0 || retries > 10) {
    throw optionError(
      provider,
      'retry.attempts',
      'it is no integer from 0 to 10. Use 0 for a single request.',
    )
  }
  const transport = createTransport(provider, { clock, fetch })
  const dialect = dialectOf(provider.capabilities.dialect)
  const base = { provider, dialect, transport, clock, random, fetch, retries, requestTimeoutMs }
  const openSession = ({ signal, timeoutMs = clientTimeoutMs }: CallOptions): Session => {
    checkDuration(provider, 'timeoutMs', timeoutMs)
    return { ...base, signal, timeoutMs, deadline: clock.now() + timeoutMs, secrets: new Set(), requests: 0 }
  }

  const submit = async (input: EditInput<P>, call: CallOptions = {}): Promise<Job> => {
    const session = openSession(call)
    const { handle, first } = await submitEdit(session, input)
    const log = new EventLog(call.onEvent)
    log.add({ type: 'submitted', handle })
    return new Job(session, handle, log, first)
  }

  return {
    provider,
    submit,
    edit: async (input, call) => (await submit(input, call)).result(),
    resume: (handle, call = {}) =>
      new Job(openSession(call), parseHandle(handle, provider), new EventLog(call.onEvent)),
  }
}

function checkDuration(provider: Provider, name: string, ms: unknown): void {
  if (typeof ms !== 'number' || !(ms > 0))
    throw optionError(provider, name, 'it is no number above 0. Give milliseconds.')
}

function optionError(provider: Provider, path: string, fact: string): InputError {
  const message = `Failed to use ${path}: ${fact}`
  return new InputError(message, { provider: provider.id, issues: [{ path, message }] })
}
