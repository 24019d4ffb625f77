import { describe, expect, test } from 'vitest'
import { createCachingPainter } from '../../../../src/testing/images/caching-painter.ts'
import type { ImageRequest, PaintedImage } from '../../../../src/testing/images/painter.ts'

const request: ImageRequest = {
  ...{ provider: 'fal', model: 'max', prompt: 'a', seed: '1', index: 0, format: 'png', width: 8, height: 8 },
}

/** A painter of images of 100 bytes that says how often it painted. */
function counting(fail = false) {
  const painted: ImageRequest[] = []
  const paint = (asked: ImageRequest): PaintedImage => {
    painted.push(asked)
    if (fail) throw new Error('no paint')
    return { bytes: new Uint8Array(100), contentType: 'image/png' }
  }
  return { painted, painter: createCachingPainter({ paint }, 250) }
}

describe('a painter that keeps images', () => {
  test('paints the same image once', async () => {
    const { painted, painter } = counting()
    const first = await painter.paint(request)
    expect(await painter.paint({ ...request })).toBe(first)
    expect(painted).toHaveLength(1)
  })

  test('paints once what is asked for twice at the same time', async () => {
    const { painted, painter } = counting()
    const [first, second] = await Promise.all([painter.paint(request), painter.paint(request)])
    expect(first).toBe(second)
    expect(painted).toHaveLength(1)
  })

  const changes: readonly Partial<ImageRequest>[] = [
    { provider: 'vtrix' },
    { model: 'pro' },
    { prompt: 'b' },
    { seed: '2' },
    { index: 1 },
    { format: 'jpeg' },
    { width: 9 },
    { height: 9 },
    { black: true },
    { source: new Uint8Array(1) },
  ]
  test.each(changes)('takes %j for another image', async (change) => {
    const { painted, painter } = counting()
    await painter.paint(request)
    await painter.paint({ ...request, ...change })
    expect(painted).toHaveLength(2)
  })

  test('tells input images apart', async () => {
    const { painted, painter } = counting()
    const [one, other] = [new Uint8Array(3), new Uint8Array(3)]
    for (const source of [one, other, one]) await painter.paint({ ...request, source })
    expect(painted.map(({ source }) => source)).toEqual([one, other])
  })

  test('forgets what was not used for longest where there is too much', async () => {
    const { painted, painter } = counting()
    for (const seed of ['1', '2', '1', '3', '1', '2']) await painter.paint({ ...request, seed })
    expect(painted.map(({ seed }) => seed)).toEqual(['1', '2', '3', '2'])
  })

  test('keeps no failure', async () => {
    const { painted, painter } = counting(true)
    for (const time of [1, 2]) {
      await expect(painter.paint(request)).rejects.toThrow('no paint')
      expect(painted).toHaveLength(time)
    }
  })
})
