import type { ErrorReading } from './error-body.ts'
import type { JobState } from '../vocabulary.ts'

/** An image as a provider names it, in our words. */
export interface ImageReference {
  readonly url: string
  readonly contentType?: string
  /** Pixels. */
  readonly width?: number
  /** Pixels. */
  readonly height?: number
}

/** The result of a job, in our words. `images` may be empty: whoever reads it decides. */
export interface ResultReading {
  readonly images: readonly ImageReference[]
  /** A text when it is beyond 2^53. */
  readonly seed?: number | string
  /** One flag per image. */
  readonly nsfw?: readonly boolean[]
}

/** Where a job stands, in our words. */
export interface StatusReading {
  readonly state: JobState
  /** The provider's own word. */
  readonly raw: string
  /** Jobs ahead in the queue. */
  readonly position?: number
  /** The images, where the status brings them along. */
  readonly result?: ResultReading
  /** Why the job failed, where the status says so. */
  readonly failure?: ErrorReading
}

/** What a submit was answered with, in our words. */
export interface TicketReading {
  readonly requestId?: string
  readonly status?: StatusReading
  /** URLs as they came: not to be trusted, see `ticket-url.ts`. */
  readonly urls: TicketUrls
  readonly failure?: ErrorReading
}

/** Where a ticket says the job can be looked at. */
export interface TicketUrls {
  readonly status?: string
  readonly result?: string
  readonly cancel?: string
}

/** What came of asking for a job to be canceled; see `Job.cancel`. */
export type CancelOutcome = 'canceled' | 'requested' | 'too-late' | 'unsupported'

/** A wire protocol: how to submit, look, fetch and cancel. Pure functions; wire names stop here. */
export interface Dialect {
  /** JSON pointer to the object of the submit body that holds the fields. */
  readonly fieldsPath: string
  submitBody(fields: Readonly<Record<string, unknown>>, wireName: string | undefined): Record<string, unknown>
  /** Undefined when the answer is no ticket at all. */
  readTicket(body: unknown, states: States): TicketReading | undefined
  /** Undefined when the answer is no status at all. */
  readStatus(body: unknown, states: States): StatusReading | undefined
  /** `pending` when the job has not ended yet; undefined when the answer is no result. */
  readResult(status: number, body: unknown, states: States): ResultReading | 'pending' | undefined
  /** Undefined when the answer says nothing about the cancel. */
  readCancel(status: number, body: unknown): CancelOutcome | undefined
}

/** Our state for each status word of the wire. */
export type States = Readonly<Record<string, JobState>>

/** Our state for a status word; the case of its letters does not matter. */
export function stateOf(word: string, states: States): JobState {
  if (Object.hasOwn(states, word)) return states[word] ?? 'unknown'
  const lower = word.toLowerCase()
  return Object.entries(states).find(([known]) => known.toLowerCase() === lower)?.[1] ?? 'unknown'
}
