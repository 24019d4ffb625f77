import { failureError } from '../errors/answer-error.ts'
import type { ResultReading, StatusReading } from '../dialects/dialect.ts'
import {
  ContractError,
  HttpError,
  NetworkError,
  RateLimitError,
  ResultExpiredError,
  type KontextError,
  type TimeoutError,
} from '../errors/errors.ts'
import { contextOf, fetchResult, peekAtResult, readStatus } from './follow-up.ts'
import type { JobHandle } from '../handle.ts'
import { nextStep, type Step, type Waiting } from './schedule.ts'
import type { Session } from '../session.ts'
import { StatusStream } from './status-stream.ts'
import { canceledError, timeoutError } from './wait-error.ts'

/** What a wait begins with. */
export interface WaitOptions {
  /** Where the job stood in its ticket. */
  readonly first?: StatusReading | undefined
  /** Whether anybody wants to hear of statuses: where nobody does, the result is asked for itself. */
  readonly listening: () => boolean
  readonly onStatus: (status: StatusReading) => void
}

/**
 * Waits until a job has ended, and fetches its result.
 * @throws TimeoutError at the deadline, JobFailedError, ModeratedError, CanceledError, and what a read throws
 */
export function waitForResult(
  session: Session,
  handle: JobHandle,
  options: WaitOptions,
): Promise<ResultReading> {
  return new Wait(session, handle, options).run()
}

const noReason = { message: 'no reason given', fields: [], final: true }
const maxOpens = 3
// A stream that is alive may be mute about this job.
const muteMs = 30_000
// Node's timers count from when the event loop last woke, which may be some milliseconds ago.
const earlyMs = 50

class Wait {
  readonly #session: Session
  readonly #handle: JobHandle
  readonly #options: WaitOptions
  /** Provider and model: jobs of one kind take about as long. */
  readonly #kind: string
  readonly #phase: number
  #expectedMs: number
  #seen: StatusReading | undefined
  #doubts = 0
  #startedAt: number
  /** When the job was last looked at, or told of itself. */
  #lastAt: number
  /** When it was last known not to have ended; undefined before the first look. */
  #pendingAt: number | undefined
  #endedAt: number | undefined
  #stream: StatusStream | undefined
  #opens = 0
  #openAt: number | undefined
  #unstreamable = false
  #statusOnly = false

  constructor(session: Session, handle: JobHandle, options: WaitOptions) {
    const { clock, experience } = session
    this.#session = session
    this.#handle = handle
    this.#options = options
    this.#kind = `${handle.provider} ${handle.model}`
    this.#phase = experience.phase()
    this.#expectedMs = experience.expectedMs(this.#kind)
    this.#seen = options.first
    this.#startedAt = Math.min(Date.parse(handle.submittedAt), clock.now())
    this.#lastAt = options.first === undefined ? this.#startedAt : clock.now()
    // fal does not know the stream of a job for the first few hundred milliseconds.
    this.#openAt = this.#startedAt + Math.min(500 + 500 * this.#phase, 0.6 * this.#expectedMs)
  }

  async run(): Promise<ResultReading> {
    const { clock, signal, experience } = this.#session
    experience.crowd++
    try {
      for (;;) {
        const step = nextStep(this.#view())
        if (step.do === 'wait') {
          await (this.#stream === undefined
            ? clock.sleep(step.ms, signal)
            : this.#listen(this.#stream, step.ms))
          continue
        }
        const result = await this.#act(step)
        if (result === undefined) continue
        this.#learn()
        return result
      }
    } finally {
      experience.crowd--
      this.#stream?.close()
    }
  }

  #act(step: Exclude<Step, { do: 'wait' }>): Promise<ResultReading | undefined> | undefined {
    switch (step.do) {
      case 'open':
        this.#opens++
        this.#openAt = undefined
        this.#stream = new StatusStream(this.#session, this.#handle)
        return undefined
      case 'look':
        return this.#look()
      case 'fetch':
        return this.#fetch()
      case 'fail':
        throw failureError(this.#seen?.failure ?? noReason, this.#handle, contextOf(this.#session))
      case 'cancel':
        throw canceledError(this.#handle)
      case 'time-out':
        throw this.#timeout()
      default:
        return step satisfies never
    }
  }

  #view(): Waiting {
    const { clock, deadline, experience } = this.#session
    const now = clock.now()
    // Of jobs that were started together the short ones end first: what they teach must not hasten the others.
    this.#expectedMs = Math.max(this.#expectedMs, experience.expectedMs(this.#kind))
    const elapsedMs = Math.max(0, now - this.#startedAt)
    const sinceMs = Math.max(0, now - this.#lastAt)
    const mute = Math.max(muteMs, 2 * this.#expectedMs, elapsedMs / 2)
    return {
      seen: this.#seen,
      doubts: this.#doubts,
      elapsedMs,
      sinceMs,
      remainingMs: deadline - now,
      expectedMs: this.#expectedMs,
      phase: this.#phase,
      crowd: experience.crowd,
      vain: experience.vain(this.#kind),
      opensInMs: this.#openAt !== undefined && this.#canStream() ? this.#openAt - now : undefined,
      listensMs: this.#stream && Math.min(this.#stream.trustedMs, mute - sinceMs),
    }
  }

  #canStream(): boolean {
    const { stream, provider, experience } = this.#session
    const has = provider.capabilities.operations.stream !== undefined
    return stream && has && experience.streams > 0 && !experience.absent.has(`${provider.id} stream`)
  }

  async #listen(stream: StatusStream, ms: number): Promise<void> {
    const { clock } = this.#session
    await stream.wait(ms)
    for (const status of stream.take()) {
      this.#lastAt = clock.now()
      if (status.state === 'completed') this.#endedAt ??= this.#lastAt
      if (this.#seen?.state !== 'completed') this.#see(status)
    }
    const { end } = stream
    if (end === undefined) return
    this.#stream = undefined
    if (end === 'early' && this.#opens < maxOpens) this.#openAt = clock.now() + 100 + 200 * this.#opens
    else this.#unstreamable = end !== 'over'
  }

  async #look(): Promise<ResultReading | undefined> {
    const { clock, dialect, provider, experience } = this.#session
    const sentAt = clock.now()
    const canPeek =
      dialect.saysPending && !this.#statusOnly && !experience.absent.has(`${provider.id} result`)
    const peeks = canPeek && (this.#seen === undefined || !this.#options.listening())
    const peeked = peeks ? await this.#read(peekAtResult) : 'doubt'
    if (typeof peeked === 'object') {
      this.#endedAt = this.#midway(sentAt)
      return peeked
    }
    if (peeked === 'pending') this.#seen ??= { state: 'running', raw: '' }
    else {
      if (peeks) this.#statusOnly = true
      const status = await this.#read(readStatus)
      if (status.state === 'completed') this.#endedAt ??= this.#midway(sentAt)
      else if (peeked === 'absent') experience.absent.add(`${provider.id} result`)
      this.#see(status)
    }
    // It answers about a job it does not stream.
    if (this.#unstreamable) experience.absent.add(`${provider.id} stream`)
    this.#lastAt = clock.now()
    this.#pendingAt = sentAt
    if (sentAt - this.#startedAt > this.#expectedMs) experience.miss(this.#kind)
    return undefined
  }

  #midway(sentAt: number): number | undefined {
    if (this.#pendingAt === undefined && this.#options.first === undefined) return undefined
    return ((this.#pendingAt ?? this.#startedAt) + sentAt) / 2
  }

  #see(status: StatusReading): void {
    const { clock } = this.#session
    // How long a queue takes says nothing about how long the job does.
    const left = this.#seen?.state === 'queued' && this.#seen !== this.#options.first
    if (left && status.state === 'running') this.#startedAt = clock.now()
    this.#seen = status
    this.#options.onStatus(status)
  }

  async #fetch(): Promise<ResultReading | undefined> {
    const { result, failure, state, raw = '' } = this.#seen ?? {}
    this.#stream?.close()
    this.#stream = undefined
    this.#openAt = undefined
    if (result !== undefined && result.images.length > 0) return result
    try {
      const fetched = await this.#read(fetchResult)
      if (fetched !== 'pending') return fetched
    } catch (error) {
      const unclear = HttpError.is(error) || ContractError.is(error) || ResultExpiredError.is(error)
      if (unclear && failure !== undefined)
        throw failureError(failure, this.#handle, contextOf(this.#session))
      if (!unclear || state === 'completed') throw error
    }
    // It was said to have ended, and has not: it waits like a running one.
    this.#doubts++
    this.#endedAt = undefined
    this.#seen = { state: state === 'unknown' ? state : 'running', raw }
    this.#lastAt = this.#session.clock.now()
    return undefined
  }

  // A read that was cut off by the deadline is the deadline's fault.
  async #read<T>(read: (session: Session, handle: JobHandle) => Promise<T>): Promise<T> {
    const { clock, deadline } = this.#session
    try {
      return await read(this.#session, this.#handle)
    } catch (error) {
      const late = clock.now() >= deadline - earlyMs
      if (late && (NetworkError.is(error) || RateLimitError.is(error))) throw this.#timeout(error)
      throw error
    }
  }

  #learn(): void {
    if (this.#endedAt === undefined) return
    this.#session.experience.learn(this.#kind, Math.max(0, this.#endedAt - this.#startedAt))
  }

  #timeout(cause?: KontextError): TimeoutError {
    return timeoutError(this.#session, this.#handle, this.#seen, cause)
  }
}
