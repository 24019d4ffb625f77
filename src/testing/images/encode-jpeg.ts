import type { Cells, Colour } from './cells.ts'

// Codes of the lengths of differences, for brightness and for colour: the examples of ITU-T T.81, K.3.1.
const lightLengths = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
const tintLengths = [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]
const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
/** In steps of two shades: what is left of a square's middle after this is at most one shade off. */
const step = 16

/**
 * A baseline JPEG of squares of one colour each. With nothing but the middle of every square to encode it takes
 * a few hundredths of what an encoder for photographs takes, which matters where every test fetches an image.
 */
export function encodeJpeg(
  { columns, rows, indices, colours }: Cells,
  [width, height]: readonly [number, number],
): Uint8Array {
  const middles = colours.map(toMiddles)
  const bits = new BitWriter(columns * rows)
  const [light, tint] = [codes(lightLengths), codes(tintLengths)]
  const before = [0, 0, 0]
  for (let at = 0; at < columns * rows; at += 1) {
    const middle = middles[indices[at] ?? 0] ?? []
    for (let component = 0; component < 3; component += 1) {
      const value = middle[component] ?? 0
      const difference = value - (before[component] ?? 0)
      before[component] = value
      const size = 32 - Math.clz32(Math.abs(difference))
      const [code = 0, length = 0] = (component === 0 ? light : tint)[size] ?? []
      bits.write(code, length)
      bits.write(difference < 0 ? difference + (1 << size) - 1 : difference, size)
      // The only other code there is: nothing more in this square.
      bits.write(0, 1)
    }
  }
  return Uint8Array.from([...header(width, height), ...bits.end(), 0xff, 0xd9])
}

function header(width: number, height: number): number[] {
  const word = (value: number): number[] => [value >> 8, value & 255]
  const table = (id: number, lengths: readonly number[], values: readonly number[]): number[] => [
    ...[0xff, 0xc4],
    ...word(19 + values.length),
    id,
    ...lengths,
    ...values,
  ]
  const component = (id: number): number[] => [id, 0x11, 0]
  const nothing = [1, ...Array.from({ length: 15 }, () => 0)]
  return [
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
    ...[0xff, 0xdb, 0, 67, 0, step, ...Array.from({ length: 63 }, () => 1)],
    ...[0xff, 0xc0, 0, 17, 8, ...word(height), ...word(width), 3, ...[1, 2, 3].flatMap(component)],
    ...table(0x00, lightLengths, sizes),
    ...table(0x01, tintLengths, sizes),
    ...table(0x10, nothing, [0]),
    ...[0xff, 0xda, 0, 12, 3, 1, 0x00, 2, 0x10, 3, 0x10, 0, 63, 0],
  ]
}

/** Brightness and two tints, moved to zero, as the coefficient of a square of that colour. (JFIF 1.02) */
function toMiddles([red, green, blue]: Colour): readonly number[] {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue - 128,
    -0.168_736 * red - 0.331_264 * green + 0.5 * blue,
    0.5 * red - 0.418_688 * green - 0.081_312 * blue,
  ].map((value) => Math.round((value * 8) / step))
}

/** Canonical codes, by size of the difference. (T.81, C.2) */
function codes(lengths: readonly number[]): readonly (readonly [code: number, length: number])[] {
  const all: [number, number][] = []
  let code = 0
  for (const [index, count] of lengths.entries()) {
    for (let nth = 0; nth < count; nth += 1) all.push([code++, index + 1])
    code <<= 1
  }
  return all
}

class BitWriter {
  #bytes: Uint8Array
  #at = 0
  #word = 0
  #free = 8

  constructor(squares: number) {
    // At most 9 + 11 + 1 bits a component, and a stuffed byte for each.
    this.#bytes = new Uint8Array(squares * 16 + 16)
  }

  write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      this.#word = (this.#word << 1) | ((value >> bit) & 1)
      this.#free -= 1
      if (this.#free > 0) continue
      this.#bytes[this.#at++] = this.#word
      // A byte of ones would begin a marker.
      if (this.#word === 0xff) this.#at += 1
      this.#word = 0
      this.#free = 8
    }
  }

  end(): Uint8Array {
    while (this.#free < 8) this.write(1, 1)
    return this.#bytes.subarray(0, this.#at)
  }
}
