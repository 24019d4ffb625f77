import { onAbort } from './http/abort.ts'
import { cancelJob, cancelQuietly, type CancelOutcome } from './cancel.ts'
import { checkOptions, type OptionsOf } from './option-table.ts'
import type { StatusReading } from './dialects/dialect.ts'
import { createEditResult, type EditResult } from './edit-result.ts'
import { CanceledError, JobFailedError } from './errors/errors.ts'
import type { EventLog } from './events.ts'
import { type JobEvent, type JobStatus } from './events.ts'
import type { JobHandle } from './handle.ts'
import { readStatus } from './waiting/follow-up.ts'
import { waitForResult } from './waiting/poll.ts'
import { redactMessage } from './errors/redact.ts'
import type { CancelOptions, Course } from './job.ts'
import { findJob } from './waiting/resume.ts'
import { secretsOf, type Session } from './session.ts'
import { warn } from './warning.ts'
import { canceledError } from './waiting/wait-error.ts'

const cancelOptions: OptionsOf<CancelOptions> = {
  timeoutMs: 'a number above 0',
  signal: 'an AbortSignal',
}

/** What happens to one job, from its ticket to its images. */
export class JobCourse implements Course {
  readonly handle: JobHandle
  readonly #session: Session
  readonly #log: EventLog
  readonly #first: StatusReading | 'resumed' | undefined
  /** Ends the wait: the caller's abort, or a cancel that was done. */
  readonly #ending = new AbortController()
  readonly #stopListening: () => void
  #last: JobStatus | undefined
  #result: Promise<EditResult> | undefined
  #end: 'canceled' | 'too-late' | undefined

  constructor(session: Session, handle: JobHandle, log: EventLog, first?: StatusReading | 'resumed') {
    this.handle = handle
    this.#session = session
    this.#log = log
    this.#first = first
    if (typeof first === 'object' && (first.result?.images.length ?? 0) > 0) this.#end = 'too-late'
    const { signal, clock, deadline } = session
    const over = () => clock.now() > deadline
    this.#stopListening = onAbort(signal, () => this.#abort(signal?.reason), over)
  }

  result(): Promise<EditResult> {
    if (this.#result === undefined) {
      this.#result = this.#settle()
      // Whoever awaits it sees the failure; nobody awaiting it must not end the process.
      this.#result.catch(() => undefined)
    }
    return this.#result
  }

  async status(): Promise<JobStatus> {
    return this.#toStatus(await readStatus(this.#session, this.handle))
  }

  async cancel(options: CancelOptions = {}): Promise<CancelOutcome> {
    const { provider, clock } = this.#session
    checkOptions(options, { of: 'cancel', takes: cancelOptions, provider: provider.id })
    const { signal, timeoutMs = this.#session.timeoutMs } = options
    signal?.throwIfAborted()
    if (this.#end !== undefined) return this.#end
    const deadline = clock.now() + timeoutMs
    const outcome = await cancelJob({ ...this.#session, signal, timeoutMs, deadline }, this.handle)
    if (outcome !== 'unsupported') this.#end ??= outcome
    if (outcome === 'canceled') this.#ending.abort(canceledError(this.handle))
    return outcome
  }

  async *events(): AsyncGenerator<JobEvent, void, undefined> {
    const result = this.result()
    yield* this.#log.read()
    await result
  }

  async #settle(): Promise<EditResult> {
    try {
      const { signal } = this.#ending
      const result = await this.#run({ ...this.#session, signal })
      this.#end = 'too-late'
      this.#log.add({ type: 'completed', result })
      return result
    } catch (error) {
      if (CanceledError.is(error)) this.#end = 'canceled'
      if (JobFailedError.is(error)) this.#end = 'too-late'
      throw error
    } finally {
      this.#session.slot?.free()
      this.#stopListening()
      this.#log.close()
    }
  }

  async #run(session: Session): Promise<EditResult> {
    session.signal?.throwIfAborted()
    const first = this.#first === 'resumed' ? await findJob(session, this.handle) : this.#first
    // Without a word of the provider's it is our guess.
    if (first !== undefined && (first.raw !== '' || this.#first !== 'resumed')) this.#see(first)
    const reading = await waitForResult(session, this.handle, {
      first,
      listening: () => this.#log.listening,
      onStatus: (status) => this.#see(status),
    })
    return createEditResult(reading, session, this.handle)
  }

  #see(reading: StatusReading): void {
    const status = this.#toStatus(reading)
    if (status.state === 'unknown')
      warn(this.#session, 'unknown-status', `Its contract names no status ${JSON.stringify(status.raw)}.`)
    const { state, position } = this.#last ?? {}
    if (status.state === state && status.position === position) return
    this.#last = status
    this.#log.add({ type: 'status', status })
  }

  // The raw word is the provider's to choose: it may say anything.
  #toStatus({ state, position, raw }: StatusReading): JobStatus {
    const word = redactMessage(raw, secretsOf(this.#session)).slice(0, 40)
    return { state, ...(position === undefined ? {} : { position }), raw: word }
  }

  #abort(reason: unknown): void {
    this.#ending.abort(reason)
    if (this.#end === undefined && this.#session.cancelOnAbort) cancelQuietly(this.#session, this.handle)
  }
}
