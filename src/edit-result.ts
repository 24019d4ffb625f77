import type { ResultReading } from './dialects/dialect.ts'
import { ContractError } from './errors/errors.ts'
import type { JobHandle } from './handle.ts'
import { ImageResult } from './images/image-result.ts'
import type { Session } from './session.ts'
import type { Model } from './vocabulary.ts'
import { warn, type Warning } from './warning.ts'

/** What a finished edit brought. */
export interface EditResult {
  /** At least one; fewer than asked for when the provider made fewer. */
  readonly images: readonly [ImageResult, ...ImageResult[]]
  /** The seed that was used. A text only beyond 2^53, where a number is not exact. */
  readonly seed?: number | string
  /** One flag per image; flagged images may be black. */
  readonly nsfw?: readonly boolean[]
  /** What is no error and may still matter; reading an image may add that it is of another type. */
  readonly warnings: readonly Warning[]
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
 * @throws ContractError when it has no image
 */
export function createEditResult(reading: ResultReading, session: Session, handle: JobHandle): EditResult {
  const [first, ...rest] = reading.images.map((image) => new ImageResult(image, session, handle))
  if (first === undefined) {
    const message = `Failed to edit at ${session.provider.id}: the job ended without an image. Ask the provider, with the request id.`
    throw new ContractError(message, { provider: session.provider.id, handle, billed: 'yes' })
  }
  warnAbout(reading, session)
  return {
    images: [first, ...rest],
    ...(reading.seed === undefined ? {} : { seed: reading.seed }),
    ...(reading.nsfw === undefined ? {} : { nsfw: reading.nsfw }),
    warnings: session.warnings,
    requestId: handle.requestId,
    provider: handle.provider,
    model: handle.model,
    handle,
    requests: session.requests,
  }
}

function warnAbout({ images, seed, nsfw }: ResultReading, session: Session): void {
  const { count } = session.asked
  const got = `${images.length} of ${count} images came.`
  if (count !== undefined && images.length < count) warn(session, 'fewer-images', got)
  if (count !== undefined && images.length > count) warn(session, 'more-images', got)
  if (nsfw?.includes(true))
    warn(session, 'nsfw', 'The provider flags an image as not safe for work; it may be black.')
  if (typeof seed === 'string')
    warn(session, 'big-seed', 'The seed is beyond 2^53 and cannot be passed as a number.')
}
