import { createHash } from 'node:crypto'

/** Gives the next number in [0, 1). */
export type Random = () => number

/** A generator that gives the same series for the same parts, whatever their lengths (sfc32, seeded by SHA-256). */
export function randomOf(...parts: readonly (string | number)[]): Random {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest()
  const state = new Uint32Array([0, 4, 8, 12].map((offset) => hash.readUInt32LE(offset)))
  return () => {
    const [a = 0, b = 0, c = 0, counter = 0] = state
    const sum = a + b + counter
    state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, counter + 1])
    return (sum >>> 0) / 4294967296
  }
}

/** A number from `low` up to but not including `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random()
}

/** A colour in the notation of SVG: hue in degrees, saturation and lightness in percent. */
export function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${(((hue % 360) + 360) % 360).toFixed(1)},${saturation.toFixed(1)}%,${lightness.toFixed(1)}%)`
}
