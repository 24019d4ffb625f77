import fc from '../../../fast-check.ts'
import { createPlainPainter } from '../../../../src/testing/images/plain-painter.ts'
import { describe, expect, test } from 'vitest'
import { pictureHash } from '../../../../src/check/edits/picture-hash.ts'

const paint = async (format: 'jpeg' | 'png', seed: string): Promise<Uint8Array> => {
  const facts = { provider: 'fal', model: 'max', prompt: 'x', index: 0, width: 64, height: 48 }
  return (await createPlainPainter().paint({ ...facts, format, seed })).bytes
}

/** A PNG with a chunk about the file, such as a time. */
function withTextChunk(png: Uint8Array, text: string): Uint8Array {
  const body = new TextEncoder().encode(`tEXt${text}`)
  const chunk = new Uint8Array(body.length + 8)
  new DataView(chunk.buffer).setUint32(0, body.length - 4)
  chunk.set(body, 4)
  return joined(png.subarray(0, 33), chunk, png.subarray(33))
}

/** A JPEG with a comment. */
function withComment(jpeg: Uint8Array, text: string): Uint8Array {
  const body = new TextEncoder().encode(text)
  const segment = new Uint8Array([0xff, 0xfe, 0, body.length + 2, ...body])
  return joined(jpeg.subarray(0, 2), segment, jpeg.subarray(2))
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

describe('pictureHash', () => {
  test.each([
    { format: 'png', type: 'image/png', told: withTextChunk },
    { format: 'jpeg', type: 'image/jpeg', told: withComment },
  ] as const)(
    'what a $format says of itself makes no difference, its picture does',
    async ({ format, type, told }) => {
      const [one, other] = [await paint(format, '1'), await paint(format, '2')]
      expect(pictureHash(told(one, 'made at noon'), type)).toBe(pictureHash(one, type))
      expect(pictureHash(told(one, 'made at noon'), undefined)).not.toBe(pictureHash(one, undefined))
      expect(pictureHash(other, type)).not.toBe(pictureHash(one, type))
    },
  )

  test('takes any bytes for any type', () => {
    const types = fc.constantFrom('image/png', 'image/jpeg', 'image/webp', undefined)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), types, (bytes, type) => {
        expect(pictureHash(bytes, type)).toMatch(/^[\da-f]{64}$/)
      }),
    )
  })

  test('takes images that break off anywhere', async () => {
    for (const [format, type] of [
      ['png', 'image/png'],
      ['jpeg', 'image/jpeg'],
    ] as const) {
      const bytes = await paint(format, '1')
      for (let end = 0; end < bytes.length; end += 7)
        expect(pictureHash(bytes.subarray(0, end), type)).toMatch(/^[\da-f]{64}$/)
    }
  })
})
