import type { CancelReading, ResultReading, StatusReading, TicketReading } from '../../dialects/dialect.ts'
import type { ErrorReading } from '../../dialects/error-body.ts'
import type { ImageType } from '../../images/image-type.ts'
import type { JobPaths } from '../../ticket-url.ts'
import type { Model } from '../../vocabulary.ts'
import type { WebhookDelivery } from '../../webhook/delivery.ts'
import type { WebhookReason } from '../../webhook/webhook-error.ts'
import type { EditName } from '../case.ts'
import type { CheckExchange } from '../wire/exchange.ts'

/** What was seen of one paid edit, from its submit to its end. Nothing is judged here. */
export interface Course {
  readonly name: EditName
  readonly asked: AskedEdit
  readonly submit: CheckExchange
  /** Missing where the answer to the submit was none, or no ticket. */
  readonly ticket?: TicketReading
  /** The id of the job, where it can be one; without it nothing was looked at. */
  readonly requestId?: string
  /** Where it was looked at instead of at the paths of the contract. */
  readonly paths: JobPaths
  /** Until its end, in order of sending. */
  readonly looks: readonly Look[]
  /** The status once more, after the result. */
  readonly afterEnd?: Look
  /** The result as it was asked for when a look had said that the job has not ended. */
  readonly early?: ResultLook
  /** The result once the job had ended; where the status brings it along, the last look. */
  readonly result?: ResultLook
  /** The result asked for again, later. */
  readonly later?: ResultLook
  /** The images of `result`, in its order. */
  readonly images: readonly SeenImage[]
  /** The first image, fetched again together with `later`. */
  readonly laterImage?: SeenImage
  /** In order of sending. */
  readonly cancels: readonly CancelLook[]
  readonly stream?: SeenStream
  readonly webhook?: SeenDelivery
  readonly end: CourseEnd
}

/** What an edit asked for, in our words: what the provider cannot do is left out. */
export interface AskedEdit {
  readonly model: Model
  readonly count: number
  readonly format?: 'jpeg' | 'png'
  readonly aspectRatio?: string
  readonly seed?: number
  /** The images are to come inside the result. */
  readonly sync: boolean
  /** The log lines of the run were asked for. */
  readonly logs: boolean
  /** The address to be told at. */
  readonly webhookUrl?: string
}

/**
 * How it came out. `lost`: the submit was not answered, and may have been paid for. `refused`: its answer is an error.
 * `unread`: its answer has no id of a job. `deadline`: the job had not ended when the waiting did. `silent`: looks failed
 * one after the other.
 */
export type CourseEnd =
  'completed' | 'failed' | 'canceled' | 'deadline' | 'silent' | 'lost' | 'refused' | 'unread'

/** One look at the status of a job. */
export interface Look {
  readonly exchange: CheckExchange
  /** Missing where the answer says nothing about the job. */
  readonly reading?: StatusReading
}

/** One look at the result of a job. */
export interface ResultLook {
  readonly exchange: CheckExchange
  /** `pending`: not yet. Missing where the answer is no result. */
  readonly reading?: ResultReading | 'pending'
  /** What an error answer says, or a task that failed. */
  readonly failure?: ErrorReading
}

/** One try to cancel a job. */
export interface CancelLook {
  readonly exchange: CheckExchange
  /** Where the job stood at the look before: `queued` right after the submit. */
  readonly when: 'queued' | 'running' | 'ended'
  readonly reading?: CancelReading
}

/** An image of a result, as it is named there and as its bytes are. */
export interface SeenImage {
  /** From 0, the place in the result. */
  readonly index: number
  readonly url: string
  /** What the result says of it. */
  readonly declared: { readonly contentType?: string; readonly width?: number; readonly height?: number }
  /** The download; missing for a data URI and for a URL that may not be fetched. */
  readonly exchange?: CheckExchange
  /** Why it was not fetched. */
  readonly unfetched?: string
  /** The rest is missing where there are no bytes, or none of an image that is known. */
  readonly type?: ImageType
  /** Pixels. */
  readonly width?: number
  /** Pixels. */
  readonly height?: number
  readonly byteLength?: number
  /** It goes on to its end marker. */
  readonly whole?: boolean
  /** SHA-256 of what makes the picture, in hexadecimal: two files of the same picture may differ in what they say of it. */
  readonly hash?: string
}

/** The stream of statuses, as far as it was listened to. */
export interface SeenStream {
  /** The last one that was opened; those before it were answered that the job is too young. */
  readonly exchange: CheckExchange
  readonly events: readonly SeenEvent[]
}

/** One event of a stream. */
export interface SeenEvent {
  readonly data: unknown
  readonly reading?: StatusReading
}

/** What came to the address that was to be told. */
export interface SeenDelivery {
  /** Why deliveries could not be received or checked. */
  readonly failure?: string
  /** Of a delivery about the job that is not genuine: why, as `WebhookError` says. */
  readonly refused?: WebhookReason
  /** Jobs that genuine deliveries named, none of which is this one. */
  readonly others: readonly string[]
  /** What the first genuine delivery about the job says; missing where none came in time. */
  readonly genuine?: WebhookDelivery
}
