/** A generator of numbers in [0, 1) that gives the same series for the same seed (mulberry32). */
export function randomSeries(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One fixed number in [0, 1) for each pair of integers. */
export function lattice(x: number, y: number): number {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296
}

/** Smooth noise in [0, 1) with features of size one. */
export function noise(x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const u = smooth(x - left)
  const v = smooth(y - top)
  const upper = mix(lattice(left, top), lattice(left + 1, top), u)
  const lower = mix(lattice(left, top + 1), lattice(left + 1, top + 1), u)
  return mix(upper, lower, v)
}

/** Noise in [0, 1) with detail at several scales, each half as strong as the one before. */
export function fractal(x: number, y: number, octaves: number): number {
  let sum = 0
  let weight = 0.5
  let total = 0
  for (let octave = 0; octave < octaves; octave++) {
    const scale = 2 ** octave
    // The offset keeps the lattices of two octaves from lining up.
    sum += weight * noise(x * scale + octave * 17.3, y * scale - octave * 9.1)
    total += weight
    weight /= 2
  }
  return sum / total
}

/** `count` points that fill the unit square evenly (Roberts' R2 sequence), in an order shuffled by `random`. */
export function evenPoints(count: number, random: () => number): readonly (readonly [number, number])[] {
  const points = Array.from({ length: count }, (_, index) => {
    return [(index * 0.7548776662466927) % 1, (index * 0.5698402909980532) % 1] as const
  })
  return points
    .map((point) => ({ point, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ point }) => point)
}

/** 0 below `low`, 1 above `high`, an S-curve between. */
export function step(low: number, high: number, value: number): number {
  return smooth(clamp((value - low) / (high - low)))
}

/** The value limited to [0, 1]. */
export function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value
}

/** The point at `share` of the way from `from` to `to`. */
export function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share)
}
