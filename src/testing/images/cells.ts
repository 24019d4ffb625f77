import { randomOf } from './random.ts'

/** Pixels on a side of a cell. JPEG encodes squares of eight. */
export const cellPixels = 8

/** Red, green, blue. */
export type Colour = readonly [number, number, number]

/** A picture in cells of one colour each: which of four colours, row by row. */
export interface Cells {
  readonly columns: number
  readonly rows: number
  readonly indices: Uint8Array
  readonly colours: readonly [sky: Colour, land: Colour, ink: Colour, badge: Colour]
}

// Five by seven, a bit a dot, the leftmost highest.
const letters: Readonly<Record<string, readonly number[]>> = {
  M: [17, 27, 21, 21, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  C: [15, 16, 16, 16, 16, 16, 15],
  K: [17, 18, 20, 24, 20, 18, 17],
}
const mark = 'MOCK'
const [letterColumns, letterRows] = [5, 7]

/** A picture of hills under a sky, with the mark MOCK on a yellow badge; the seed chooses hills and colours. */
export function drawCells([width, height]: readonly [number, number], seed: string): Cells {
  const [columns, rows] = [Math.ceil(width / cellPixels), Math.ceil(height / cellPixels)]
  const random = randomOf(seed)
  const indices = new Uint8Array(columns * rows)
  const hue = random()
  const [length, shift, rise] = [4 + random() * 12, random() * 6, 0.06 + random() * 0.08]
  for (let column = 0; column < columns; column += 1) {
    const top = rows * (0.55 + rise * Math.sin((column / columns) * length + shift))
    for (let row = Math.floor(top); row < rows; row += 1) indices[row * columns + column] = 1
  }
  const scale = Math.max(1, Math.floor(columns / 64))
  drawMark(indices, columns, rows, scale)
  return {
    columns,
    rows,
    indices,
    colours: [colour(hue, 0.75), colour(hue + 0.35, 0.4), [20, 22, 26], [255, 210, 63]],
  }
}

function drawMark(indices: Uint8Array, columns: number, rows: number, scale: number): void {
  const tall = (letterRows + 2) * scale
  const wide = (mark.length * (letterColumns + 1) + 1) * scale
  const put = (x: number, y: number, index: number): void => {
    if (x < columns && y < rows) indices[(rows - tall + y) * columns + x] = index
  }
  for (let y = 0; y < tall; y += 1) for (let x = 0; x < wide; x += 1) put(x, y, 3)
  const dot = (x: number, y: number): void => {
    for (let dy = 0; dy < scale; dy += 1)
      for (let dx = 0; dx < scale; dx += 1) put(x * scale + dx, y * scale + dy, 2)
  }
  for (const [nth, letter] of Array.from(mark).entries()) {
    for (const [row, dots] of (letters[letter] ?? []).entries()) {
      for (let column = 0; column < letterColumns; column += 1)
        if (((dots >> (letterColumns - 1 - column)) & 1) === 1)
          dot(1 + nth * (letterColumns + 1) + column, 1 + row)
    }
  }
}

/** A colour of a hue from 0 to 1, as light as asked. */
function colour(hue: number, light: number): Colour {
  const channel = (offset: number): number =>
    Math.round(255 * (light + (1 - light) * 0.6 * Math.sin((hue + offset) * 2 * Math.PI)))
  return [channel(0), channel(1 / 3), channel(2 / 3)].map((value) => Math.min(255, Math.max(0, value))) as [
    number,
    number,
    number,
  ]
}
