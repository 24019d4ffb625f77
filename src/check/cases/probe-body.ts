import { dialectOf } from '../../dialects/dialect-of.ts'
import { encode } from '../../input/encode.ts'
import type { Model } from '../../vocabulary.ts'
import { editPrompt } from '../edits/edit-prompt.ts'
import { noImageUrl } from '../edits/no-image.ts'
import type { Subject } from '../subject.ts'

/**
 * The smallest body a submit of the model takes, but for its image, which nobody can load: should a server take a probe
 * after all, the job fails.
 */
export function smallestBody({ descriptor }: Subject, model: Model): Readonly<Record<string, unknown>> {
  const images = [{ ok: true, form: 'url', value: noImageUrl }] as const
  const { fields, wireName } = encode(descriptor, { prompt: editPrompt, model }, images)
  return dialectOf(descriptor.dialect).submitBody(fields, wireName)
}
