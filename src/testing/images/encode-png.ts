import { encode } from 'fast-png'
import { cellPixels, type Cells } from './cells.ts'

/** A PNG of cells, two bits a pixel. */
export function encodePng(
  { columns, indices, colours }: Cells,
  [width, height]: readonly [number, number],
): Uint8Array {
  const rowBytes = Math.ceil(width / 4)
  const data = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y += 1) {
    if (y % cellPixels > 0) {
      data.copyWithin(y * rowBytes, (y - 1) * rowBytes, y * rowBytes)
      continue
    }
    for (let byte = 0; byte < rowBytes; byte += 1) {
      // Eight pixels of one colour are two bytes of four times the same two bits.
      const index = indices[(y / cellPixels) * columns + (byte >> 1)] ?? 0
      data[y * rowBytes + byte] = index * 0b01010101
    }
  }
  const palette = colours.map((colour) => [...colour])
  return encode({ width, height, data, depth: 2, channels: 1, palette }, { zlib: { level: 1 } })
}
