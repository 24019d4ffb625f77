import type { ImageRequest, PaintedImage, Painter } from './painter.ts'

/**
 * The same painter, which paints an image once while it is kept: a result is asked for, then downloaded, then
 * downloaded again in part. Those not used for longest go where there are more bytes than `keptBytes`.
 *
 * What is kept goes by everything an image is made of, and never by whose it is: two sessions that ask for the same
 * get the same, and no other two.
 */
export function createCachingPainter(painter: Painter, keptBytes: number): Painter {
  const kept = new Map<string, PaintedImage>()
  // Who asks while it is being painted waits for it.
  const painting = new Map<string, Promise<PaintedImage>>()
  const sourceIds = new WeakMap<Uint8Array, number>()
  let sources = 0
  let bytes = 0
  // A job keeps its input image as one array; comparing megabytes would cost more than painting.
  const idOf = (source: Uint8Array): number => {
    const id = sourceIds.get(source) ?? ++sources
    sourceIds.set(source, id)
    return id
  }
  const keep = (key: string, image: PaintedImage): PaintedImage => {
    if (image.bytes.length > keptBytes) return image
    kept.set(key, image)
    bytes += image.bytes.length
    for (const [oldest, { bytes: gone }] of kept) {
      if (bytes <= keptBytes) break
      kept.delete(oldest)
      bytes -= gone.length
    }
    return image
  }
  const paint = (key: string, request: ImageRequest): Promise<PaintedImage> => {
    const running = Promise.resolve(request)
      .then((asked) => painter.paint(asked))
      .then((image) => keep(key, image))
      .finally(() => painting.delete(key))
    painting.set(key, running)
    return running
  }
  return {
    paint: (request) => {
      const key = keyOf(request, request.source === undefined ? 0 : idOf(request.source))
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      return painting.get(key) ?? paint(key, request)
    },
  }
}

function keyOf(request: ImageRequest, source: number): string {
  const { provider, model, prompt, seed, index, format, width, height, black } = request
  return JSON.stringify([provider, model, prompt, seed, index, format, width, height, black === true, source])
}
