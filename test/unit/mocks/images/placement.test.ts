import { describe, expect, test } from 'vitest'
import { findPlace } from '../../../../mocks/src/images/placement.ts'
import { randomOf } from '../../../../mocks/src/images/random.ts'

const [width, height] = [600, 400]
const floor = 360
const seeds = Array.from({ length: 20 }, (_none, index) => index)

/** A picture that is grey, and checkered where it is said to be. */
function picture(checkered: (x: number) => boolean) {
  const data = new Uint8Array(width * height * 3).fill(128)
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3)
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    if (checkered(x)) data[at] = (Math.floor(x / 9) + Math.floor(y / 9)) % 2 === 0 ? 255 : 0
  }
  return { data, width, height }
}

const placeIn = (pixels: ReturnType<typeof picture>, seed: number) =>
  findPlace(pixels, { floor, flatness: 0.8, random: randomOf('place', seed) })

describe('the place of what an edit adds', () => {
  test.each(seeds)('is calm, whatever the seed (%i)', (seed) => {
    const right = placeIn(
      picture((x) => x < 300),
      seed,
    )
    const left = placeIn(
      picture((x) => x >= 300),
      seed,
    )
    expect(right.left).toBeGreaterThan(290)
    expect(left.left + left.width).toBeLessThan(310)
  })

  test.each(seeds)('is in the lower part of the picture and above the band (%i)', (seed) => {
    const {
      left,
      top,
      width: wide,
    } = placeIn(
      picture(() => false),
      seed,
    )
    const foot = top + Math.round(wide * 0.8)
    expect(foot).toBeGreaterThanOrEqual(Math.floor(floor * 0.72))
    expect(foot).toBeLessThanOrEqual(floor)
    expect([left >= 0, left + wide <= width]).toEqual([true, true])
  })

  test('is another for another seed', () => {
    const places = seeds.map((seed) =>
      JSON.stringify(
        placeIn(
          picture(() => false),
          seed,
        ),
      ),
    )
    expect(new Set(places).size).toBeGreaterThan(10)
  })
})
