import { isErrorBody, type ErrorReading } from './error-body.ts'
import { asText } from '../narrow.ts'
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
  /** Its word is unknown, but can only mean that the job has ended. */
  readonly ended?: true
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

/** What a provider says when it is asked to cancel a job; `requested` is a promise to try. */
export type CancelReading = 'canceled' | 'requested' | 'too-late' | 'unsupported'

/** A wire protocol: how to submit, look, fetch and cancel. Pure functions; wire names stop here. */
export interface Dialect {
  submitBody(fields: Readonly<Record<string, unknown>>, wireName: string | undefined): Record<string, unknown>
  /** Undefined when the answer is no ticket at all. */
  readTicket(body: unknown, states: States): TicketReading | undefined
  /** Undefined when the answer is no status at all. */
  readStatus(body: unknown, states: States): StatusReading | undefined
  /** Asked for a result too early, a provider says so: the result itself can be waited for. */
  readonly saysPending: boolean
  /** `pending` when the job has not ended yet; undefined when the answer is no result. */
  readResult(status: number, body: unknown, states: States): ResultReading | 'pending' | undefined
  /** Undefined when the answer says nothing about the cancel. */
  readCancel(status: number, body: unknown): CancelReading | undefined
}

/** Our state for each status word of the wire. */
export type States = Readonly<Record<string, JobState>>

// Words no contract here lists: those of Replicate, BFL, kie.ai, WaveSpeed and of imitators of fal.
const good = /^(succe(ss|eded)|ready|finished|done|completed?)$/
const bad = /^(fail(ed|ure)?|error(ed)?|cancell?ed|rejected|((request|content)_)?moderated)$/

/** What a status word says; undefined when it is none. Case, spaces and dashes do not matter. */
export function readWord(value: unknown, states: States): StatusReading | undefined {
  const raw = typeof value === 'number' ? String(value) : asText(value)
  if (raw === undefined) return undefined
  const word = plain(raw)
  const state = Object.entries(states).find(([known]) => plain(known) === word)?.[1] ?? 'unknown'
  if (state !== 'unknown' || !(good.test(word) || bad.test(word))) return { state, raw }
  const message = `its status says ${JSON.stringify(raw)}`
  const failure = { message, type: word.includes('cancel') ? word : raw, fields: [], final: true }
  return { state, raw, ended: true, ...(bad.test(word) ? { failure } : {}) }
}

/** What an answer without a status says where it is no error either: only that somebody answered. */
export function readNoWord(record: Readonly<Record<string, unknown>> | undefined): StatusReading | undefined {
  return record === undefined || isErrorBody(record) ? undefined : { state: 'unknown', raw: '' }
}

function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}
