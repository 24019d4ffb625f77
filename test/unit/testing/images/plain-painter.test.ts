import fc from '../../../fast-check.ts'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { drawCells } from '../../../../src/testing/images/cells.ts'
import { encodeJpeg } from '../../../../src/testing/images/encode-jpeg.ts'
import { headerSize } from '../../../../src/testing/images/header-size.ts'
import { createPlainPainter } from '../../../../src/testing/images/plain-painter.ts'
import type { ImageRequest } from 'kontext-sdk/testing'
import { ratioSizes } from '../../../../src/testing/images/sizes.ts'

const asked: ImageRequest = {
  ...{ provider: 'fal', model: 'max', prompt: 'x', seed: '1', index: 0, format: 'jpeg' },
  ...{ width: 1024, height: 1024 },
}

describe('the plain painter', () => {
  const sizes = Object.entries(ratioSizes).flatMap(([aspectRatio, [width, height]]) =>
    (['jpeg', 'png'] as const).map((format) => ({ aspectRatio, width, height, format })),
  )
  test.each(sizes)('paints $aspectRatio as a $format that another decoder reads', async (want) => {
    const { bytes, contentType } = await createPlainPainter().paint({ ...asked, ...want })
    const { format, width, height } = await sharp(bytes).metadata()
    await sharp(bytes, { failOn: 'warning' }).raw().toBuffer()
    expect({ format, width, height }).toEqual({ format: want.format, width: want.width, height: want.height })
    expect(contentType).toBe(`image/${want.format}`)
  })

  test.each(['jpeg', 'png'] as const)('marks a %s with a yellow badge', async (format) => {
    const { bytes } = await createPlainPainter().paint({ ...asked, format })
    const corner = await sharp(bytes).extract({ left: 2, top: 1020, width: 1, height: 1 }).raw().toBuffer()
    for (const [index, value] of [255, 210, 63].entries())
      expect(Math.abs((corner[index] ?? 0) - value)).toBeLessThan(4)
  })

  test('gives the same bytes for the same request', async () => {
    const [first, second] = [createPlainPainter(), createPlainPainter()]
    expect((await first.paint(asked)).bytes).toEqual((await second.paint(asked)).bytes)
  })

  const changes: readonly Partial<ImageRequest>[] = [
    { seed: '2' },
    { prompt: 'y' },
    { index: 1 },
    { model: 'pro' },
    { provider: 'vtrix' },
    { black: true },
  ]
  test.each(changes)('paints another picture for %o', async (change) => {
    const painter = createPlainPainter()
    expect((await painter.paint({ ...asked, ...change })).bytes).not.toEqual(
      (await painter.paint(asked)).bytes,
    )
  })

  test('paints black where moderation makes an image black', async () => {
    const { bytes } = await createPlainPainter().paint({ ...asked, black: true })
    const { channels } = await sharp(bytes).stats()
    expect(channels.map(({ max }) => max)).toEqual([0, 0, 0])
  })
})

test('the JPEG of any squares is read back as it was drawn, within two shades', async () => {
  const colour = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 }))) as fc.Arbitrary<
    [number, number, number]
  >
  await fc.assert(
    fc.asyncProperty(fc.tuple(colour, colour, colour, colour), fc.string(), async (colours, seed) => {
      const cells = { ...drawCells([96, 64], seed), colours }
      const { data } = await sharp(encodeJpeg(cells, [96, 64]))
        .raw()
        .toBuffer({ resolveWithObject: true })
      for (const [at, index] of cells.indices.entries()) {
        const pixel = ((Math.floor(at / 12) * 8 + 4) * 96 + (at % 12) * 8 + 4) * 3
        for (let channel = 0; channel < 3; channel += 1)
          expect(
            Math.abs((data[pixel + channel] ?? 0) - (colours[index]?.[channel] ?? 0)),
          ).toBeLessThanOrEqual(4)
      }
    }),
    { numRuns: 30 },
  )
})

describe('the size in the header of an image', () => {
  const image = () => sharp({ create: { width: 300, height: 200, channels: 3, background: '#888' } })
  const formats = [
    { name: 'PNG', make: () => image().png() },
    { name: 'JPEG', make: () => image().jpeg() },
    { name: 'progressive JPEG', make: () => image().jpeg({ progressive: true }) },
    { name: 'GIF', make: () => image().gif() },
    { name: 'lossy WebP', make: () => image().webp() },
    { name: 'lossless WebP', make: () => image().webp({ lossless: true }) },
    { name: 'WebP with transparency', make: () => image().ensureAlpha(0.5).webp() },
    { name: 'AVIF', make: () => image().avif() },
  ]
  test.each(formats)('is read from a $name', async ({ make }) => {
    expect(headerSize(new Uint8Array(await make().toBuffer()))).toEqual([300, 200])
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is as a viewer turns it with orientation %i', async (orientation) => {
    const bytes = await image().withMetadata({ orientation }).jpeg().toBuffer()
    expect(headerSize(new Uint8Array(bytes))).toEqual(orientation >= 5 ? [200, 300] : [300, 200])
  })

  test('is not there in any other bytes, and nothing is thrown', () => {
    const starts = [
      [],
      [0xff, 0xd8, 0xff],
      [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
      [...Buffer.from('RIFF0000WEBPVP8 ')],
      [...Buffer.from('GIF89a')],
    ]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), (start, rest) => {
        const size = headerSize(Uint8Array.from([...start, ...rest]))
        expect(size === undefined || size.every((side) => side > 0)).toBe(true)
      }),
    )
  })
})
