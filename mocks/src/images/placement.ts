import { between, type Random } from './random.ts'

/** A picture in memory: three bytes a pixel. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** Where a thing stands in a picture. */
export interface Place {
  readonly left: number
  readonly top: number
  /** How wide it is there: what stands nearer is larger. */
  readonly width: number
}

const tries = 48
/** Things stand on what is in the lower part of a photograph; above it are walls and sky. */
const highest = 0.72
/** Share of the shorter side, far and near. */
const sizes = { far: 0.24, near: 0.36 } as const
/** How much calmer a place must be to be taken farther up: standard deviations of brightness, from top to bottom. */
const pull = 14
/** Samples across a footprint. */
const grid = 14

/**
 * Finds a place for a thing, `flatness` times as high as wide, in the lower part of a picture above `floor`: of many
 * places the calmest, which is rather the free part of a table than the rim of a bowl.
 */
export function findPlace(
  pixels: Pixels,
  { floor, flatness, random }: { readonly floor: number; readonly flatness: number; readonly random: Random },
): Place {
  const shorter = Math.min(pixels.width, pixels.height)
  let best: { readonly place: Place; readonly unrest: number } | undefined
  for (let attempt = 0; attempt < tries; attempt++) {
    const depth = between(random, highest, 1)
    const near = (depth - highest) / (1 - highest)
    const width = Math.round(shorter * (sizes.far + (sizes.near - sizes.far) * near))
    const height = Math.round(width * flatness)
    const left = Math.round(between(random, 0.03, 0.97) * (pixels.width - width))
    const place = { left, top: Math.max(0, Math.round(depth * floor) - height), width }
    const unrest = unrestAt(pixels, place, height) + (1 - near) * pull
    if (best === undefined || unrest < best.unrest) best = { place, unrest }
  }
  return best?.place ?? { left: 0, top: 0, width: Math.round(shorter * sizes.far) }
}

/** How uneven a part of a picture is: the standard deviation of its brightness. */
function unrestAt({ data, width }: Pixels, place: Place, tall: number): number {
  let sum = 0
  let squares = 0
  for (let row = 0; row < grid; row++) {
    for (let column = 0; column < grid; column++) {
      const x = place.left + Math.floor(((column + 0.5) / grid) * place.width)
      const y = place.top + Math.floor(((row + 0.5) / grid) * tall)
      const at = (y * width + x) * 3
      const value = 0.3 * (data[at] ?? 0) + 0.6 * (data[at + 1] ?? 0) + 0.1 * (data[at + 2] ?? 0)
      sum += value
      squares += value * value
    }
  }
  const count = grid * grid
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}
