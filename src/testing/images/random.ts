import { fingerprint } from './fingerprint.ts'

/** Gives the next number in [0, 1). */
export type Random = () => number

/** A generator that gives the same series for the same parts. (sfc32) */
export function randomOf(...parts: readonly (number | string)[]): Random {
  const text = JSON.stringify(parts)
  const digits = fingerprint(text) + fingerprint(`${text}\n`)
  const state = new Uint32Array([0, 8, 16, 24].map((at) => parseInt(digits.slice(at, at + 8), 16)))
  return () => {
    const [a = 0, b = 0, c = 0, counter = 0] = state
    const sum = a + b + counter
    state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, counter + 1])
    return (sum >>> 0) / 4294967296
  }
}
