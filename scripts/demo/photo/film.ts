import { clamp, lattice } from './noise.ts'

/** A picture in linear light: three numbers per pixel, row by row. */
interface Exposure {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
}

const EXPOSURE = 1

/** Turns light into the bytes of a photograph: soft highlights, a glow around them, dark corners, grain. */
export function develop({ width, height, light }: Exposure): Uint8Array {
  const glow = blurred({ width, height, light }, Math.round(width / 45))
  const bytes = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const x = pixel % width
    const y = Math.floor(pixel / width)
    const corner = Math.hypot(x / width - 0.5, y / height - 0.5)
    const fall = 1 - 0.62 * corner ** 2.2
    const noise = grain(x, y)
    for (let channel = 0; channel < 3; channel++) {
      const at = pixel * 3 + channel
      const bloomed = (light[at] ?? 0) * 0.95 + (glow[at] ?? 0) * 0.05
      const toned = curve(bloomed * EXPOSURE * fall)
      bytes[at] = Math.round(255 * clamp(toned + noise * (0.02 - 0.012 * toned)))
    }
  }
  return bytes
}

/** The response of film (Narkowicz's fit of the ACES curve), then the sRGB gamma. */
function curve(light: number): number {
  const linear = clamp((light * (2.51 * light + 0.03)) / (light * (2.43 * light + 0.59) + 0.14))
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055
}

/** Grain a little larger than a pixel, between -1 and 1. */
function grain(x: number, y: number): number {
  const fine = lattice(x + 77, y) + lattice(x, y + 991) - 1
  const coarse = lattice((x >> 1) + 5000, y >> 1) - 0.5
  return fine * 0.6 + coarse * 0.8
}

/** The light blurred by a box of the given radius, first along rows, then along columns, twice. */
function blurred({ width, height, light }: Exposure, radius: number): Float32Array {
  let from = light
  for (let pass = 0; pass < 2; pass++) {
    from = smear(from, height, width, width * 3, 3, radius)
    from = smear(from, width, height, 3, width * 3, radius)
  }
  return from
}

function smear(
  from: Float32Array,
  lines: number,
  length: number,
  line: number,
  next: number,
  radius: number,
): Float32Array {
  const to = new Float32Array(from.length)
  const at = (start: number, index: number): number =>
    from[start + Math.min(length - 1, Math.max(0, index)) * next] ?? 0
  for (let start = 0; start < lines * 3; start++) {
    const offset = Math.floor(start / 3) * line + (start % 3)
    let sum = 0
    for (let index = -radius; index <= radius; index++) sum += at(offset, index)
    for (let index = 0; index < length; index++) {
      to[offset + index * next] = sum / (2 * radius + 1)
      sum += at(offset, index + radius + 1) - at(offset, index - radius)
    }
  }
  return to
}
