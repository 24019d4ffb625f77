import { failureError } from '../errors/answer-error.ts'
import type { ImageReference, ResultReading } from '../dialects/dialect.ts'
import type { DeliveryReading } from '../dialects/fal-webhook.ts'
import { ContractError, type KontextError } from '../errors/errors.ts'

/** The images of a delivery. To download them with retries and checks, `resume` the job by its handle. */
export interface WebhookResult {
  readonly images: readonly [ImageReference, ...ImageReference[]]
  /** A text only beyond 2^53, where a number is not exact. */
  readonly seed?: number | string
  /** One flag per image; flagged images may be black. */
  readonly nsfw?: readonly boolean[]
}

/** A delivery that is fal's, new and yours: how a job ended. */
export type WebhookDelivery = {
  /** The request id of the job's handle. */
  readonly requestId: string
  /** Whom fal signed it for. */
  readonly userId: string
  /** When fal signed it, ISO 8601. Deliveries of several jobs may come in any order. */
  readonly sentAt: string
} & (
  | {
      readonly state: 'completed'
      /** Missing when fal could not put it into the delivery: `resume` the job by its handle. */
      readonly result?: WebhookResult
    }
  | {
      readonly state: 'failed'
      /** JobFailedError, ModeratedError, CanceledError, or ContractError when the images are none. */
      readonly error: KontextError
    }
)

/** Puts a checked delivery into our words. */
export function createDelivery(
  { requestId, outcome }: DeliveryReading,
  { userId, sentAt }: { readonly userId: string; readonly sentAt: string },
): WebhookDelivery {
  const base = { requestId, userId, sentAt }
  if (outcome === 'withheld') return { ...base, state: 'completed' }
  if ('failure' in outcome) {
    const context = { provider: { id: 'fal' }, secrets: [] }
    return { ...base, state: 'failed', error: failureError(outcome.failure, undefined, context) }
  }
  const result = resultOf(outcome)
  if (result !== undefined) return { ...base, state: 'completed', result }
  const message = 'Failed to edit at fal: the delivery has no image. Ask the provider, with the request id.'
  const error = new ContractError(message, { provider: 'fal', requestId, billed: 'yes' })
  return { ...base, state: 'failed', error }
}

function resultOf({ images, seed, nsfw }: ResultReading): WebhookResult | undefined {
  const [first, ...rest] = images
  const plain = images.every(({ url }) => URL.canParse(url) && /^(https?|data):$/.test(new URL(url).protocol))
  if (first === undefined || !plain) return undefined
  return {
    images: [first, ...rest],
    ...(seed === undefined ? {} : { seed }),
    ...(nsfw === undefined ? {} : { nsfw }),
  }
}
