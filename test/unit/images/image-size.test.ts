import fc from '../../fast-check.ts'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isWholeImage, readImageSize } from '../../../src/images/image-size.ts'
import { sniffImageType, type ImageType } from '../../../src/images/image-type.ts'

const size = { width: 37, height: 21 }
const made = () => sharp({ create: { ...size, channels: 3, background: '#c84' } })
const encoders: { name: string; type: ImageType; make: () => Promise<Buffer> }[] = [
  { name: 'a JPEG', type: 'image/jpeg', make: () => made().jpeg().toBuffer() },
  {
    name: 'a progressive JPEG',
    type: 'image/jpeg',
    make: () => made().jpeg({ progressive: true }).toBuffer(),
  },
  { name: 'a JPEG with metadata', type: 'image/jpeg', make: () => made().withMetadata().jpeg().toBuffer() },
  { name: 'a PNG', type: 'image/png', make: () => made().png().toBuffer() },
  { name: 'a WebP', type: 'image/webp', make: () => made().webp().toBuffer() },
  { name: 'a lossless WebP', type: 'image/webp', make: () => made().webp({ lossless: true }).toBuffer() },
  { name: 'a WebP with alpha', type: 'image/webp', make: () => made().ensureAlpha(0.5).webp().toBuffer() },
  { name: 'a GIF', type: 'image/gif', make: () => made().gif().toBuffer() },
  { name: 'an AVIF', type: 'image/avif', make: () => made().avif().toBuffer() },
]

test.each(encoders)('$name says its size, and whether it is whole', async ({ type, make }) => {
  const bytes = new Uint8Array(await make())
  expect(sniffImageType(bytes)).toBe(type)
  expect(readImageSize(bytes, type)).toEqual(size)
  expect(isWholeImage(bytes, type)).toBe(true)
  if (type === 'image/jpeg' || type === 'image/png')
    expect(isWholeImage(bytes.subarray(0, -8), type)).toBe(false)
})

test('bytes of any kind give a size or none, and never an error', () => {
  const types = fc.constantFrom<ImageType>('image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif')
  const starts = fc.constantFrom([], [0xff, 0xd8, 0xff, 0xff], [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff])
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 80 }), types, (start, rest, type) => {
      const found = readImageSize(Uint8Array.from([...start, ...rest]), type)
      if (found !== undefined) expect(Math.min(found.width, found.height)).toBeGreaterThan(0)
    }),
  )
})
