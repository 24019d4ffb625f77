import type { EditResult } from './edit-result.ts'
import type { ErrorCode } from './errors/kontext-error.ts'
import type { JobHandle } from './handle.ts'
import type { JobState } from './vocabulary.ts'

/** Where a job stands. */
export interface JobStatus {
  readonly state: JobState
  /** Jobs ahead in the queue, where the provider says. */
  readonly position?: number
  /** The provider's own word. */
  readonly raw: string
}

/**
 * What happens to a job. `submitted` once, not for resumed jobs; `status` whenever state or position change;
 * `completed` at the end. A job that fails has no event: its promise rejects. Before `submitted` may come `waiting`,
 * once, when the `limits` of its key hold it back, and `failover` for each provider that did not take the edit.
 */
export type JobEvent =
  | {
      readonly type: 'waiting'
      /** A free slot under `concurrent`, the next turn under `perSecond`, or the end of a pause the provider asked for. */
      readonly for: 'slot' | 'turn' | 'pause'
      /** Edits with the same key that go first. */
      readonly ahead: number
    }
  | {
      readonly type: 'failover'
      /** Id of the provider that did not take the edit. */
      readonly from: string
      readonly to: string
      /** Code of its error. */
      readonly code: ErrorCode
      /** Message of its error. */
      readonly reason: string
    }
  | { readonly type: 'submitted'; readonly handle: JobHandle }
  | { readonly type: 'status'; readonly status: JobStatus }
  | { readonly type: 'completed'; readonly result: EditResult }

/** Keeps the events of one job, so that a late listener misses none. */
export class EventLog {
  readonly #events: JobEvent[] = []
  readonly #onEvent: ((event: JobEvent) => void) | undefined
  /** There while somebody waits for the next event. */
  #changed: PromiseWithWake | undefined
  #closed = false
  #readers = 0

  constructor(onEvent: ((event: JobEvent) => void) | undefined) {
    this.#onEvent = onEvent
  }

  add(event: JobEvent): void {
    this.#events.push(event)
    this.#wake()
    // A listener that fails, at once or later, must not fail the job it listens to.
    Promise.resolve(event)
      .then((heard) => this.#onEvent?.(heard))
      .catch(() => undefined)
  }

  /** Whether anybody hears of events while they happen. */
  get listening(): boolean {
    return this.#onEvent !== undefined || this.#readers > 0
  }

  /** No more events come. */
  close(): void {
    this.#closed = true
    this.#wake()
  }

  /** The events so far, then those to come, until the log is closed. */
  async *read(): AsyncGenerator<JobEvent, void, undefined> {
    this.#readers++
    try {
      for (let at = 0; ; at++) {
        while (at >= this.#events.length && !this.#closed) await (this.#changed ??= createWake()).promise
        const event = this.#events[at]
        if (event === undefined) return
        yield event
      }
    } finally {
      this.#readers--
    }
  }

  #wake(): void {
    this.#changed?.wake()
    this.#changed = undefined
  }
}

interface PromiseWithWake {
  readonly promise: Promise<void>
  readonly wake: () => void
}

function createWake(): PromiseWithWake {
  let wake: () => void = () => undefined
  const promise = new Promise<void>((resolve) => {
    wake = resolve
  })
  return { promise, wake }
}
