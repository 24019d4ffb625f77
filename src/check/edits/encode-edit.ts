import { dialectOf } from '../../dialects/dialect-of.ts'
import { encode, type Encoded } from '../../input/encode.ts'
import { encodeInput } from '../../input/encode-input.ts'
import type { ImageReading } from '../../images/image-source.ts'
import { withWebhook } from '../../webhook-url.ts'
import { editPrompt } from './edit-prompt.ts'
import { noImageUrl } from './no-image.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import type { EditPlan } from './edit-plan.ts'

/** The submit of an edit, before it is sent. */
export interface EncodedEdit {
  /** Path and query below the base URL. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

const noPicture = btoa('This is not a picture.')

/**
 * Puts an edit of the suite into what its provider takes, as the client does.
 * @throws Error when the image cannot be sent
 */
export async function encodeEdit(plan: EditPlan, { subject, signal }: Run): Promise<EncodedEdit> {
  const { descriptor, provider, settings } = subject
  const input = { ...inputOf(plan), image: settings.image }
  const encoded = plan.badImage
    ? encode(descriptor, input, [badImage(subject)])
    : await encodeInput(descriptor, input, signal)
  refuseIssues(encoded, descriptor.id)
  const { webhookUrl } = plan.asked
  return {
    path: webhookUrl === undefined ? encoded.path : withWebhook(encoded.path, webhookUrl, provider),
    body: dialectOf(descriptor.dialect).submitBody(encoded.fields, encoded.wireName),
  }
}

function inputOf({ asked }: EditPlan): object {
  const { model, format, aspectRatio, seed, count, sync } = asked
  return {
    prompt: editPrompt,
    model,
    ...(format === undefined ? {} : { format }),
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    ...(seed === undefined ? {} : { seed }),
    // Some providers have no count: one is what they make.
    ...(count === 1 ? {} : { count }),
    ...(sync ? { native: { sync_mode: true } } : {}),
  }
}

function badImage({ descriptor: { images } }: Subject): ImageReading {
  if (images.accepts.includes('url')) return { ok: true, form: 'url', value: noImageUrl }
  return images.accepts.includes('data-uri')
    ? { ok: true, form: 'data-uri', value: `data:image/png;base64,${noPicture}` }
    : { ok: true, form: 'base64', value: noPicture }
}

function refuseIssues({ issues, cause }: Encoded, provider: string): void {
  if (issues.length === 0) return
  const text = issues.map(({ message }) => message).join(' ')
  throw new Error(`Failed to prepare an edit for ${provider}: ${text}`, { cause })
}
