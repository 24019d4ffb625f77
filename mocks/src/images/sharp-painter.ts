import type { Painter } from 'kontext-sdk/testing'
import { renderImage } from './render-image.ts'
import { createQueue } from './render-queue.ts'

// Each render holds a few pictures of a megapixel as bare pixels: sixty at once take half a gigabyte.
const atATime = 2
const queue = createQueue(atATime)

/** Paints with sharp: an edit looks like an edit of the photograph that came with the request. */
export const sharpPainter: Painter = {
  paint: async (request) => ({
    bytes: await queue(() => renderImage(request)),
    contentType: request.format === 'png' ? 'image/png' : 'image/jpeg',
  }),
}
