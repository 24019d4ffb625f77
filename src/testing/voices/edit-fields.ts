import { fromBase64 } from '../../images/base64.ts'
import { exactSeed } from '../answering/exact-json.ts'
import type { EditRequest } from '../jobs/job.ts'
import type { SubmitContext } from './voice.ts'

/** The fields both dialects have in common, as their wire bodies name them. */
export interface EditFields extends SubmitContext {
  readonly fields: Readonly<Record<string, unknown>>
  readonly imageField: string
}

// (RFC 6761, 6.4)
const nowhere = /^https?:\/\/[^/?#]+\.invalid(?=[:/?#]|$)/i

/** Reads an edit out of a body that the contract has found valid. */
export function readEditFields({
  fields,
  imageField,
  model,
  text: body,
  bodyHash,
  echo,
}: EditFields): EditRequest {
  const text = (name: string): string | undefined =>
    typeof fields[name] === 'string' ? fields[name] : undefined
  const source = imageBytes(text(imageField))
  const aspectRatio = text('aspect_ratio')
  const { seed, num_images: count } = fields
  return {
    model,
    prompt: text('prompt') ?? '',
    seed: typeof seed === 'number' ? (exactSeed(body) ?? String(seed)) : inventSeed(bodyHash),
    count: typeof count === 'number' ? count : 1,
    format: text('output_format') === 'png' ? 'png' : 'jpeg',
    inline: fields['sync_mode'] === true,
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    ...(source === undefined ? {} : { source }),
    ...(nowhere.test(text(imageField) ?? '') ? { unloadable: true } : {}),
    ...(echo ? { echo: fields } : {}),
  }
}

/** The same request gets the same seed, so that a second run makes the same image. */
function inventSeed(bodyHash: string): string {
  return String(parseInt(bodyHash.slice(0, 8), 16))
}

/** Undefined where there are none, or where the text is no base64: the mock then has no input image. */
function imageBytes(image: string | undefined): Uint8Array | undefined {
  if (image === undefined || /^https?:/i.test(image)) return undefined
  const base64 = image.replace(/^data:[^,]*;base64,/, '')
  // Ten times as fast where it is there.
  if (typeof Buffer === 'function') return Buffer.from(base64, 'base64')
  try {
    return fromBase64(base64)
  } catch {
    return undefined
  }
}
