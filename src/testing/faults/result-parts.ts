import { fields, recordOf } from './changes.ts'
import type { Change, Fault, FaultContext } from './fault.ts'

/** An image of a result, as its dialect writes it. */
export type ImageEntry = Readonly<Record<string, unknown>>

/** Where results are found: a queue has a place of its own for them, a task carries them in its status. */
export const resultOperations = ['result', 'status'] as const

/** The answer that carries the images of a job that ended well. */
export const finished: NonNullable<Fault['only']> = (reply, { dialect, operation }) => {
  if (reply.status !== 200) return false
  return dialect === 'task' ? recordOf(reply)['status'] === 'completed' : operation === 'result'
}

/** The result with other images. */
export function images(edit: (images: readonly ImageEntry[], context: FaultContext) => unknown): Change {
  return fields((result, context) => {
    const list = edit(imagesOf(result, context), context)
    return context.dialect === 'task' ? { output: [{ content: list }] } : { images: list }
  })
}

/** The result whose images are all at another address. */
export function imageUrl(edit: (own: string, context: FaultContext) => unknown): Change {
  return images((list, context) =>
    list.map((image) => ({ ...image, url: edit(String(image['url']), context) })),
  )
}

function imagesOf(result: ImageEntry, { dialect }: FaultContext): readonly ImageEntry[] {
  if (dialect === 'fal-queue') return entries(result['images'])
  return entries(result['output']).flatMap(({ content }) => entries(content))
}

function entries(value: unknown): readonly ImageEntry[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((item) => (typeof item === 'object' && item !== null ? [{ ...item }] : []))
}
