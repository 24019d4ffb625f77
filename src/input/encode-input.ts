import { encode, type Encoded } from './encode.ts'
import { inspectImage, type ImageReading } from '../images/image-source.ts'
import { asRecord } from '../narrow.ts'
import type { ProviderDescriptor } from '../provider.ts'

/**
 * Checks an input and puts it into wire fields. Streams and files are read when nothing else is wrong.
 * @throws the reason of the signal
 */
export async function encodeInput(
  provider: ProviderDescriptor,
  input: unknown,
  signal: AbortSignal | undefined,
): Promise<Encoded> {
  const given = asRecord(input)?.['image']
  const sources: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given]
  const images = sources.map((source) => inspectImage(source, provider.images.accepts))
  const encoded = encode(provider, input, images)
  if (encoded.issues.length > 0 || !images.some((image) => 'read' in image)) return encoded
  const read: ImageReading[] = []
  for (const image of images) read.push('read' in image ? await image.read(signal) : image)
  return encode(provider, input, read)
}
