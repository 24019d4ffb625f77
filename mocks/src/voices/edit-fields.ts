import { createHash } from 'node:crypto'
import type { EditRequest } from '../job.ts'

/** The fields both dialects have in common, as their wire bodies name them. */
export interface EditFields {
  readonly fields: Readonly<Record<string, unknown>>
  readonly imageField: string
  readonly model: string
}

/** Reads an edit out of a body that the contract has found valid. */
export function readEditFields({ fields, imageField, model }: EditFields): EditRequest {
  const text = (name: string): string | undefined =>
    typeof fields[name] === 'string' ? fields[name] : undefined
  const source = imageBytes(text(imageField))
  const aspectRatio = text('aspect_ratio')
  const { seed, num_images: count } = fields
  return {
    model,
    prompt: text('prompt') ?? '',
    seed: typeof seed === 'number' ? String(seed) : inventSeed(fields, model),
    count: typeof count === 'number' ? count : 1,
    format: text('output_format') === 'png' ? 'png' : 'jpeg',
    inline: fields['sync_mode'] === true,
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    ...(source === undefined ? {} : { source }),
  }
}

/** The same request gets the same seed, so that a second run makes the same image. */
function inventSeed(fields: object, model: string): string {
  return String(
    createHash('sha256')
      .update(JSON.stringify([model, fields]))
      .digest()
      .readUInt32BE(0),
  )
}

function imageBytes(image: string | undefined): Uint8Array | undefined {
  if (image === undefined || /^https?:/i.test(image)) return undefined
  return Buffer.from(image.replace(/^data:[^,]*;base64,/, ''), 'base64')
}
