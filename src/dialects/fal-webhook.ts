import { asRecord, asText } from '../narrow.ts'
import type { ResultReading } from './dialect.ts'
import { readErrorBody, type ErrorReading } from './error-body.ts'
import { falQueue } from './fal-queue.ts'

/** The headers of a delivery of fal, by what they carry. (fal.ai/docs/model-apis/webhooks) */
export const webhookHeaders = {
  requestId: 'x-fal-webhook-request-id',
  userId: 'x-fal-webhook-user-id',
  timestamp: 'x-fal-webhook-timestamp',
  signature: 'x-fal-webhook-signature',
} as const

/** Where fal publishes the keys it signs with. */
export const webhookKeysUrl = 'https://rest.fal.ai/.well-known/jwks.json'

/** What the headers of a delivery say, as they came. */
export interface SignedHeaders {
  readonly requestId: string
  readonly userId: string
  /** Seconds since 1970, in digits. */
  readonly timestamp: string
}

/** The bytes fal signs with ED25519: the three headers and the SHA-256 of the raw body, one per line. */
export async function signedBytes(
  { requestId, userId, timestamp }: SignedHeaders,
  body: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return new TextEncoder().encode([requestId, userId, timestamp, toHex(digest)].join('\n'))
}

/** Bytes as lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What a delivery says, in our words. */
export interface DeliveryReading {
  /** The id of the ticket. */
  readonly requestId: string
  /** The id of the last try, where fal ran the job more than once. */
  readonly lastTryId?: string
  /** `withheld`: the job ended well, but fal could not put its result into the delivery. */
  readonly outcome: ResultReading | { readonly failure: ErrorReading } | 'withheld'
}

/** Reads the body of a delivery; undefined when it is none. */
export function readDelivery(body: unknown): DeliveryReading | undefined {
  const record = asRecord(body)
  const requestId = asText(record?.['request_id'])
  if (record === undefined || requestId === undefined) return undefined
  const lastTryId = asText(record['gateway_request_id'])
  const outcome = readOutcome(record)
  if (outcome === undefined) return undefined
  return { requestId, ...(lastTryId === undefined ? {} : { lastTryId }), outcome }
}

function readOutcome(record: Readonly<Record<string, unknown>>): DeliveryReading['outcome'] | undefined {
  const payload: unknown = record['payload']
  switch (record['status']) {
    case 'OK': {
      if (payload === null || payload === undefined) return 'withheld'
      const result = falQueue.readResult(200, payload, {})
      return result === undefined || result === 'pending' ? { images: [] } : result
    }
    case 'ERROR':
      return { failure: readErrorBody(asRecord(payload) ?? { error: record['error'] }, '') }
    default:
      return undefined
  }
}
