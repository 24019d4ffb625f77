import { encode, type Encoded } from './encode.ts'
import { inspectInput } from './inspect-input.ts'
import type { ImageReading } from '../images/image-source.ts'
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
  const { images, encoded } = inspectInput(provider, input)
  if (encoded.issues.length > 0) return encoded
  const read: ImageReading[] = []
  for (const image of images) read.push('read' in image ? await image.read(signal) : image)
  return encode(provider, input, read)
}
