import { asNumber, asRecord, asText } from '../narrow.ts'
import type { ImageReference, ResultReading } from './dialect.ts'

/**
 * Images by shape: a list or a single one, objects with a `url` or plain URLs. What cannot be an image's URL is left
 * out. Undefined when there is nothing that could hold images. `flags` say for each whether it is not safe for work.
 */
export function readImageList(
  given: unknown,
  flags?: unknown,
): Pick<ResultReading, 'images' | 'nsfw'> | undefined {
  if (typeof given !== 'object' && typeof given !== 'string') return undefined
  if (given === null) return undefined
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  const flagged = list.map(flagReader(flags, list.length))
  const found = list.flatMap((item, index) => {
    const image = readImage(item)
    return image === undefined ? [] : [{ image, nsfw: flagged[index] ?? false }]
  })
  return {
    images: found.map(({ image }) => image),
    ...(flags === undefined || flags === null ? {} : { nsfw: found.map(({ nsfw }) => nsfw) }),
  }
}

// Flags of another number than the images may belong to any of them.
function flagReader(flags: unknown, count: number): (item: unknown, index: number) => boolean {
  const list: readonly unknown[] = Array.isArray(flags) ? flags : [flags]
  const flagged = list.includes(true)
  return (_item, index) => (list.length === count ? list[index] === true : flagged)
}

function readImage(item: unknown): ImageReference | undefined {
  const record = asRecord(item)
  const url = asText(item) ?? asText(record?.['url']) ?? ''
  if (!URL.canParse(url) || !/^(https?|data):$/.test(new URL(url).protocol)) return undefined
  const contentType = asText(record?.['content_type'])
  const width = asPixels(record?.['width'])
  const height = asPixels(record?.['height'])
  return {
    url,
    ...(contentType === undefined ? {} : { contentType }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  }
}

function asPixels(value: unknown): number | undefined {
  const pixels = asNumber(value)
  return pixels !== undefined && Number.isInteger(pixels) && pixels > 0 ? pixels : undefined
}

/** A seed that is a number or digits: those beyond 2^53 come as a text. */
export function readSeed(value: unknown): { seed?: number | string } {
  if (typeof value === 'number') return Number.isFinite(value) ? { seed: value } : {}
  if (typeof value !== 'string' || !/^-?\d{1,40}$/.test(value)) return {}
  return { seed: Number.isSafeInteger(Number(value)) ? Number(value) : value }
}
