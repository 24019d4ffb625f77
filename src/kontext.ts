import { untilAborted } from './http/abort.ts'
import { checkOptions, refuseOption, type OptionsOf } from './option-table.ts'
import type { Client, Settings } from './client.ts'
import { systemClock, type Clock } from './clock.ts'
import type { EditInput } from './edit-input.ts'
import type { EditResult } from './edit-result.ts'
import { NetworkError } from './errors/errors.ts'
import type { JobEvent } from './events.ts'
import { isOf, parseHandle, type JobHandle } from './handle.ts'
import { isProvider } from './is-provider.ts'
import { Job } from './job.ts'
import type { Middleware } from './http/middleware.ts'
import type { Limits } from './limits/next-turn.ts'
import type { Provider } from './provider.ts'

/** How a client behaves at every call. */
export interface KontextOptions {
  /**
   * Called with a URL as text and options, for API requests and for downloads of images.
   * @default the global fetch at the time of the call
   */
  fetch?: typeof fetch | undefined
  /** @default the clock of this machine */
  clock?: Clock | undefined
  /**
   * Numbers from 0 up to 1, for jitter.
   * @default Math.random
   */
  random?: (() => number) | undefined
  /**
   * Milliseconds a job may take from the call to its result, more than 0. It is left running after that.
   * @default 600_000
   */
  timeoutMs?: number | undefined
  /**
   * Milliseconds a single HTTP request may take, more than 0.
   * @default 30_000
   */
  requestTimeoutMs?: number | undefined
  /** How often a request is tried again, 0 to 10. A submit only when it is sure that it was not taken. */
  retry?:
    | {
        /** @default 3 */
        attempts?: number | undefined
      }
    | undefined
  /**
   * Whether the provider may tell over an open connection where a job stands, where it can. False for networks that
   * hold such answers back; they are found out too, at the cost of a few seconds.
   * @default true
   */
  stream?: boolean | undefined
  /**
   * Whether an abort asks the provider once to cancel the job.
   * @default true
   */
  cancelOnAbort?: boolean | undefined
  /**
   * How much one API key may do at once. Edits beyond it wait in line, within their `timeoutMs`.
   * @default no limits
   */
  limits?: Limits | undefined
  /**
   * Functions around every HTTP request, the first outermost.
   * @default none
   */
  middleware?: readonly Middleware[] | undefined
}

/** How one call behaves. */
export interface CallOptions {
  /**
   * Aborting rejects at once with its reason. The job, if there is one, is told by the event `submitted`; the provider
   * is asked once to cancel it. An abort while the edit is being submitted waits up to 3 seconds, in the background,
   * for the ticket: until it comes nobody can cancel, and the provider may go on.
   */
  signal?: AbortSignal | undefined
  /**
   * Whether an abort asks the provider once to cancel the job.
   * @default cancelOnAbort of the client
   */
  cancelOnAbort?: boolean | undefined
  /**
   * Milliseconds from this call to the result, more than 0.
   * @default timeoutMs of the client
   */
  timeoutMs?: number | undefined
  /** Hears every event. What it throws is ignored. */
  onEvent?: ((event: JobEvent) => void) | undefined
}

/** How one submit behaves. */
export interface SubmitOptions extends CallOptions {
  /**
   * Where the provider is to tell that the job has ended, `https:`; see `kontext-sdk/webhook`. An InputError at a
   * provider whose contract has no webhooks.
   */
  webhookUrl?: string | undefined
}

/** A client for one provider. */
export interface Kontext<P extends Provider = Provider> {
  readonly provider: P
  /**
   * Edits an image and waits for the result: `submit`, then `result`.
   * @throws what {@link Kontext.submit} and {@link Job.result} throw
   */
  edit(input: EditInput<P>, options?: SubmitOptions): Promise<EditResult>
  /**
   * Submits an edit. It is paid from here on; nothing is sent twice unless it is sure that it was not taken.
   * @throws InputError before any network, AuthError, RateLimitError, RejectedError, ModeratedError,
   * AmbiguousSubmitError, HttpError, NetworkError, ContractError, or the reason of the signal on abort
   */
  submit(input: EditInput<P>, options?: SubmitOptions): Promise<Job>
  /**
   * Goes on with a job that was submitted before, here or in another process. Submits nothing.
   * @throws InputError at once when the handle is not one of this provider
   */
  resume(handle: JobHandle, options?: CallOptions): Job
}

/** What each option of a client may be. */
export const clientOptions: OptionsOf<KontextOptions> = {
  timeoutMs: 'a number above 0',
  requestTimeoutMs: 'a number above 0',
  fetch: 'a function',
  clock: 'a Clock',
  random: 'a function',
  retry: { attempts: 'an integer from 0 to 10' },
  stream: 'true or false',
  cancelOnAbort: 'true or false',
  limits: { concurrent: 'an integer from 1 up', perSecond: 'a number above 0' } satisfies OptionsOf<Limits>,
  middleware: 'a list of functions',
}

const callOptions: OptionsOf<CallOptions> = {
  timeoutMs: 'a number above 0',
  signal: 'an AbortSignal',
  cancelOnAbort: 'true or false',
  onEvent: 'a function',
}

const submitOptions: OptionsOf<SubmitOptions> = { ...callOptions, webhookUrl: 'a text' }

/**
 * Makes a client.
 * ```ts
 * const { images } = await createKontext(fal()).edit({ prompt: 'Put a donut next to the flour.', image: url })
 * ```
 * @throws InputError when an option is out of range, of another type or none of those above
 */
export function createKontext<P extends Provider>(provider: P, options: KontextOptions = {}): Kontext<P> {
  const settings = checkedSettings(provider, options)
  let client: Promise<Client> | undefined
  const load = (signal: AbortSignal | undefined): Promise<Client> => {
    client ??= import('./client.ts').then(
      (module) => new module.Client(provider, settings),
      (cause: unknown) => {
        client = undefined
        const message = `Failed to call ${provider.id}: a part of kontext-sdk did not load. Nothing was sent: try again.`
        throw new NetworkError(message, { provider: provider.id, cause })
      },
    )
    return untilAborted(client, signal)
  }
  const submit: Kontext<P>['submit'] = async (input, options = {}) => {
    const owner = { of: 'edit and submit', takes: submitOptions, provider: provider.id }
    const call = checkOptions(options, owner)
    const calledAt = settings.clock.now()
    const course = await (await load(call.signal)).submit(input, { ...call, calledAt })
    return new Job(course.handle, () => Promise.resolve(course))
  }
  return {
    provider,
    submit,
    edit: async (input, call) => (await submit(input, call)).result(),
    resume: (given, options = {}) => {
      const call = checkOptions(options, { of: 'resume', takes: callOptions, provider: provider.id })
      const handle = parseHandle(given, provider.members?.find((member) => isOf(given, member)) ?? provider)
      const calledAt = settings.clock.now()
      const course = load(undefined).then((loaded) => loaded.resume(handle, { ...call, calledAt }))
      // Heard of where somebody waits for the job.
      course.catch(() => undefined)
      return new Job(handle, () => untilAborted(course, call.signal))
    },
  }
}

function checkedSettings(provider: Provider, options: KontextOptions): Settings {
  if (!isProvider(provider)) {
    const message = 'Failed to make a client: this is no provider. Pass one: createKontext(fal()).'
    refuseOption('unknown', 'provider', message)
  }
  checkOptions(options, { of: 'createKontext', takes: clientOptions, provider: provider.id })
  const { fetch, clock = systemClock, random = Math.random, limits, middleware = [] } = options
  const { timeoutMs = 600_000, requestTimeoutMs = 30_000, stream = true, cancelOnAbort = true } = options
  const retries = options.retry?.attempts ?? 3
  const given = { fetch, clock, random, timeoutMs, requestTimeoutMs }
  return { ...given, retries, stream, cancelOnAbort, limits, middleware }
}
