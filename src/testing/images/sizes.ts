import { headerSize } from './header-size.ts'

/** A width and a height in pixels. */
export type Size = readonly [width: number, height: number]

/** The pixel sizes that FLUX.1 Kontext returns for its aspect ratios. (runware.ai/docs/models/bfl-flux-1-kontext-max; black-forest-labs/flux#445) */
export const ratioSizes: Readonly<Record<string, Size>> = {
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

const square: Size = [1024, 1024]
const widest = 21 / 9
const pixels = 1024 * 1024
/** The model works on tiles of this many pixels. */
const tile = 16

/** The size of a result: by the ratio asked for, else by the one nearest to the input image, else square. */
export function sizeOf(aspectRatio: string | undefined, source?: Uint8Array): Size {
  const listed = aspectRatio === undefined ? undefined : ratioSizes[aspectRatio]
  if (listed !== undefined) return listed
  const asked = aspectRatio === undefined ? undefined : quotient(aspectRatio)
  if (asked !== undefined) return sizeFor(asked)
  const given = source === undefined ? undefined : headerSize(source)
  return given === undefined ? square : nearest(given[0] / given[1])
}

function quotient(aspectRatio: string): number | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(aspectRatio) ?? []
  const ratio = Number(width) / Number(height)
  return ratio > 0 && Number.isFinite(ratio) ? ratio : undefined
}

function sizeFor(ratio: number): Size {
  const limited = Math.min(widest, Math.max(1 / widest, ratio))
  const tiles = (length: number): number => Math.round(length / tile) * tile
  return [tiles(Math.sqrt(pixels * limited)), tiles(Math.sqrt(pixels / limited))]
}

function nearest(ratio: number): Size {
  const distance = ([width, height]: Size): number => Math.abs(Math.log(width / height / ratio))
  return Object.values(ratioSizes).reduce((best, size) => (distance(size) < distance(best) ? size : best))
}
