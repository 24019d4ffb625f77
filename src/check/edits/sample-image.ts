import { drawCells } from '../../testing/images/cells.ts'
import { encodeJpeg } from '../../testing/images/encode-jpeg.ts'

// As large as models take without complaint, and a few kilobytes.
const side = 512

let made: Uint8Array | undefined

/** A small picture to edit: a JPEG of 512x512 pixels, made of large squares. */
export function sampleImage(): Uint8Array {
  made ??= encodeJpeg(drawCells([side, side], 'kontext check'), [side, side])
  return made
}
