import type { CancelOutcome } from './cancel.ts'
import type { EditResult } from './edit-result.ts'
import type { JobEvent, JobStatus } from './events.ts'
import type { JobHandle } from './handle.ts'

/** How to cancel. */
export interface CancelOptions {
  /** Ends the wait for the outcome with its reason; the provider has been asked then. */
  readonly signal?: AbortSignal | undefined
  /**
   * Milliseconds from this call until the job must have ended, more than 0.
   * @default timeoutMs of the job
   */
  readonly timeoutMs?: number | undefined
}

/** What does the work of a {@link Job}. */
export interface Course {
  result(): Promise<EditResult>
  status(): Promise<JobStatus>
  cancel(options: CancelOptions): Promise<CancelOutcome>
  events(): AsyncGenerator<JobEvent, void, undefined>
}

/**
 * A submitted edit. Iterate it for its events:
 * ```ts
 * for await (const event of job) console.log(event.type)
 * ```
 */
export class Job {
  /** The job as plain JSON: save it to resume in another process. */
  readonly handle: JobHandle
  // The code of a course is loaded at the first call of a client; a job that is resumed may be there before.
  readonly #course: () => Promise<Course>
  #result: Promise<EditResult> | undefined

  constructor(handle: JobHandle, course: () => Promise<Course>) {
    this.handle = handle
    this.#course = course
  }

  /**
   * Waits for the images. Called again it gives the same promise; the provider is asked once.
   * @throws TimeoutError with the handle, JobFailedError, ModeratedError, CanceledError, ResultExpiredError,
   * HttpError, NetworkError, ContractError, AuthError, or the reason of the signal on abort
   */
  result(): Promise<EditResult> {
    if (this.#result === undefined) {
      this.#result = this.#course().then((course) => course.result())
      // Whoever awaits it sees the failure; nobody awaiting it must not end the process.
      this.#result.catch(() => undefined)
    }
    return this.#result
  }

  /** Asks the provider once where the job stands. @throws HttpError, NetworkError, ContractError, AuthError */
  async status(): Promise<JobStatus> {
    return (await this.#course()).status()
  }

  /**
   * Asks the provider to cancel and looks at the job until it has ended. `canceled`: {@link Job.result} rejects with a
   * CanceledError. `too-late`: the job has ended by itself and may be billed. `unsupported`: it goes on.
   * @throws TimeoutError when the job does not end, InputError, HttpError, NetworkError, ContractError, AuthError, or
   * the reason of the signal on abort
   */
  async cancel(options: CancelOptions = {}): Promise<CancelOutcome> {
    return (await this.#course()).cancel(options)
  }

  /** All events from the start, then live; ends with the job and throws when it fails. */
  async *[Symbol.asyncIterator](): AsyncGenerator<JobEvent, void, undefined> {
    yield* (await this.#course()).events()
  }
}
