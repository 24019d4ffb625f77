import { readError } from './answer-error.ts'
import type { CancelOutcome, StatusReading } from './dialects/dialect.ts'
import { createEditResult, type EditResult } from './edit-result.ts'
import type { EventLog } from './events.ts'
import { type JobEvent, type JobStatus } from './events.ts'
import { exchange } from './exchange.ts'
import type { JobHandle } from './handle.ts'
import { operationOf } from './operation-of.ts'
import { readStatus, waitForResult } from './poll.ts'
import { redactMessage } from './redact.ts'
import { secretsOf, type Session } from './session.ts'

/**
 * A submitted edit. Iterate it for its events:
 * ```ts
 * for await (const event of job) console.log(event.type)
 * ```
 */
export class Job {
  /** The job as plain JSON: save it to resume in another process. */
  readonly handle: JobHandle
  readonly #session: Session
  readonly #log: EventLog
  readonly #first: StatusReading | undefined
  #last: JobStatus | undefined
  #result: Promise<EditResult> | undefined

  constructor(session: Session, handle: JobHandle, log: EventLog, first?: StatusReading) {
    this.handle = handle
    this.#session = session
    this.#log = log
    this.#first = first
    const { signal } = session
    if (signal?.aborted) this.#cancelOnAbort()
    else signal?.addEventListener('abort', this.#cancelOnAbort, { once: true })
  }

  /**
   * Waits for the images. Called again it gives the same promise; the provider is asked once.
   * @throws TimeoutError with the handle, JobFailedError, ModeratedError, CanceledError, ResultExpiredError,
   * HttpError, NetworkError, ContractError, AuthError, or the reason of the signal on abort
   */
  result(): Promise<EditResult> {
    if (this.#result === undefined) {
      this.#result = this.#run()
      // Whoever awaits it sees the failure; nobody awaiting it must not end the process.
      this.#result.catch(() => undefined)
    }
    return this.#result
  }

  /** Asks the provider once where the job stands. @throws HttpError, NetworkError, ContractError, AuthError */
  async status(): Promise<JobStatus> {
    return this.#toStatus(await readStatus(this.#session, this.handle))
  }

  /**
   * Asks the provider to cancel: `canceled` is done, `requested` will be tried (the job may still end well and be
   * billed), `too-late` has ended already, `unsupported` there is no way to cancel here.
   * @throws HttpError, NetworkError, ContractError, AuthError
   */
  async cancel(): Promise<CancelOutcome> {
    return askToCancel(this.#session, this.handle)
  }

  /** All events from the start, then live; ends with the job and throws when it fails. */
  async *[Symbol.asyncIterator](): AsyncGenerator<JobEvent, void, undefined> {
    const result = this.result()
    yield* this.#log.read()
    await result
  }

  async #run(): Promise<EditResult> {
    try {
      if (this.#first !== undefined) this.#see(this.#first)
      const reading = await waitForResult(this.#session, this.handle, this.#first, (status) =>
        this.#see(status),
      )
      const result = createEditResult(reading, this.#session, this.handle)
      this.#log.add({ type: 'completed', result })
      return result
    } finally {
      this.#session.signal?.removeEventListener('abort', this.#cancelOnAbort)
      this.#log.close()
    }
  }

  #see(reading: StatusReading): void {
    const status = this.#toStatus(reading)
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

  // Once and without waiting: the caller has moved on, and the provider may not know how.
  readonly #cancelOnAbort = (): void => {
    const session = { ...this.#session, signal: undefined, retries: 0, deadline: Infinity }
    askToCancel(session, this.handle).catch(() => undefined)
  }
}

async function askToCancel(session: Session, handle: JobHandle): Promise<CancelOutcome> {
  const operation = operationOf('cancel', handle, session.provider)
  if (operation === undefined) return 'unsupported'
  const verb = `cancel a job at ${handle.provider}`
  const answer = await exchange(session, { ...operation, purpose: 'read', verb, handle })
  const outcome = session.dialect.readCancel(answer.status, answer.body)
  if (outcome !== undefined) return outcome
  throw readError('cancel', answer, handle, { provider: session.provider, secrets: secretsOf(session) })
}
