import type { ImageRequest, PaintedImage, Painter } from './painter.ts'
import { drawCells } from './cells.ts'
import { encodeJpeg } from './encode-jpeg.ts'
import { encodePng } from './encode-png.ts'

const kept = 64
const black = [0, 0, 0] as const

/**
 * Paints without native code, in a few milliseconds: hills in large squares with the mark MOCK, of the size and type
 * asked for. The same request gives the same bytes, another seed another picture.
 */
export function createPlainPainter(): Painter {
  // An image is asked for by the result and then by its download.
  const painted = new Map<string, PaintedImage>()
  return {
    paint: (request) => {
      const key = JSON.stringify([request.width, request.height, request.format, seedOf(request)])
      const image = painted.get(key) ?? paint(request)
      painted.set(key, image)
      for (const oldest of painted.keys()) {
        if (painted.size <= kept) break
        painted.delete(oldest)
      }
      return image
    },
  }
}

function paint(request: ImageRequest): PaintedImage {
  const size = [request.width, request.height] as const
  const drawn = drawCells(size, seedOf(request))
  const cells = request.black === true ? { ...drawn, colours: [black, black, black, black] as const } : drawn
  return request.format === 'png'
    ? { bytes: encodePng(cells, size), contentType: 'image/png' }
    : { bytes: encodeJpeg(cells, size), contentType: 'image/jpeg' }
}

function seedOf({ provider, model, prompt, seed, index, black: flagged }: ImageRequest): string {
  return JSON.stringify([provider, model, prompt, seed, index, flagged === true])
}
