import sharp from 'sharp'

/** A width and a height in pixels. */
type Size = readonly [width: number, height: number]

/** The pixel sizes that FLUX.1 Kontext returns for its aspect ratios. */
export const RATIO_SIZES: Readonly<Record<string, Size>> = {
  '21:9': [1568, 672],
  '16:9': [1392, 752],
  '4:3': [1184, 880],
  '3:2': [1248, 832],
  '1:1': [1024, 1024],
  '2:3': [832, 1248],
  '3:4': [880, 1184],
  '9:16': [752, 1392],
  '9:21': [672, 1568],
}

/** The most pixels of an input image that are decoded; larger ones count as broken. */
export const MOST_PIXELS = 50_000_000

const SQUARE: Size = [1024, 1024]
const WIDEST = 21 / 9
const PIXELS = 1024 * 1024
/** The model works on tiles of this many pixels. */
const TILE = 16

/** The size of a result: by the ratio asked for, else by the one nearest to the input image, else square. */
export async function sizeOf(aspectRatio: string | undefined, source?: Uint8Array): Promise<Size> {
  const listed = Object.entries(RATIO_SIZES).find(([name]) => name === aspectRatio)
  if (listed) return listed[1]
  const asked = aspectRatio === undefined ? undefined : quotient(aspectRatio)
  if (asked !== undefined) return sizeFor(asked)
  const given = source && (await ratioOf(source))
  return given === undefined ? SQUARE : nearest(given)
}

function quotient(aspectRatio: string): number | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(aspectRatio) ?? []
  const ratio = Number(width) / Number(height)
  return ratio > 0 && Number.isFinite(ratio) ? ratio : undefined
}

function sizeFor(ratio: number): Size {
  const limited = Math.min(WIDEST, Math.max(1 / WIDEST, ratio))
  const tiles = (length: number): number => Math.round(length / TILE) * TILE
  return [tiles(Math.sqrt(PIXELS * limited)), tiles(Math.sqrt(PIXELS / limited))]
}

function nearest(ratio: number): Size {
  const distance = ([width, height]: Size): number => Math.abs(Math.log(width / height / ratio))
  return Object.values(RATIO_SIZES).reduce((best, size) => (distance(size) < distance(best) ? size : best))
}

/** Width by height as a viewer sees the image, so after the turn that a phone notes in the header. */
async function ratioOf(source: Uint8Array): Promise<number | undefined> {
  try {
    const { autoOrient } = await sharp(source, { limitInputPixels: MOST_PIXELS }).metadata()
    return autoOrient.width / autoOrient.height
  } catch {
    return undefined
  }
}
