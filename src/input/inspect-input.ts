import { encode, type Encoded } from './encode.ts'
import { inspectImage, type ImageReading, type UnreadImage } from '../images/image-source.ts'
import { asRecord } from '../narrow.ts'
import type { ProviderDescriptor } from '../provider.ts'

/** What can be told of an input at once. */
export interface InspectedInput {
  /** Each image as far as it is in memory. */
  readonly images: readonly (ImageReading | UnreadImage)[]
  /** Complete but for the images, which stand in it as empty texts. */
  readonly encoded: Encoded
}

/** Checks an input as far as that needs no reading of streams and files, and no copy of an image. */
export function inspectInput(provider: ProviderDescriptor, input: unknown): InspectedInput {
  const given = asRecord(input)?.['image']
  const sources: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given]
  const images = sources.map((source) => inspectImage(source, provider.images.accepts))
  const outlines = images.map((image): ImageReading =>
    image.ok ? { ok: true, form: image.form, value: '' } : image,
  )
  return { images, encoded: encode(provider, input, outlines) }
}
