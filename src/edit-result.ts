import type { ResultReading } from './dialects/dialect.ts'
import { ContractError } from './errors.ts'
import type { JobHandle } from './handle.ts'
import { ImageResult } from './image-result.ts'
import type { Session } from './session.ts'
import type { Model } from './vocabulary.ts'

/** What a finished edit brought. */
export interface EditResult {
  /** At least one; fewer than asked for when the provider made fewer. */
  readonly images: readonly [ImageResult, ...ImageResult[]]
  /** The seed that was used. A text only beyond 2^53, where a number is not exact. */
  readonly seed?: number | string
  /** One flag per image; flagged images may be black. */
  readonly nsfw?: readonly boolean[]
  readonly requestId: string
  /** Id of the provider. */
  readonly provider: string
  readonly model: Model
  readonly handle: JobHandle
  /** HTTP requests this took, the submit among them; downloads are not counted. */
  readonly requests: number
}

/**
 * Puts a result into the hands of the caller.
 * @throws ContractError when it has no image, or one whose URL cannot be an image's
 */
export function createEditResult(reading: ResultReading, session: Session, handle: JobHandle): EditResult {
  const refuse = (fact: string): never => {
    const message = `Failed to edit at ${session.provider.id}: ${fact}. Ask the provider, with the request id.`
    throw new ContractError(message, { provider: session.provider.id, handle, billed: 'yes' })
  }
  for (const { url } of reading.images) {
    const protocol = URL.canParse(url) ? new URL(url).protocol : ''
    if (!/^(https?|data):$/.test(protocol)) return refuse('the job ended with an image whose URL is none')
  }
  const [first, ...rest] = reading.images.map((image) => new ImageResult(image, session, handle))
  if (first === undefined) return refuse('the job ended without an image')
  return {
    images: [first, ...rest],
    ...(reading.seed === undefined ? {} : { seed: reading.seed }),
    ...(reading.nsfw === undefined ? {} : { nsfw: reading.nsfw }),
    requestId: handle.requestId,
    provider: handle.provider,
    model: handle.model,
    handle,
    requests: session.requests,
  }
}
