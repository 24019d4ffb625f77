/** The outlines of a TrueType font, in the font's own units with y up. */
export interface Font {
  /** Units per font size: an outline is scaled by size / unitsPerEm. */
  readonly unitsPerEm: number
  /** Whether the font has a character. */
  readonly has: (character: string) => boolean
  /** How far the pen moves for a character. */
  readonly advance: (character: string) => number
  /** The closed curves of a character; a character the font lacks gets the font's box. */
  readonly contours: (character: string) => readonly Contour[]
}

/** A closed curve: points on it, and between them control points of quadratic curves. */
export type Contour = readonly OutlinePoint[]

/** A point of an outline; `on` tells points on the curve from control points. */
interface OutlinePoint {
  readonly x: number
  readonly y: number
  readonly on: boolean
}

/** The parts of the file that are needed, each as a view that starts at zero. */
interface Tables {
  readonly glyf: DataView
  readonly hmtx: DataView
  readonly offsets: readonly number[]
  readonly metrics: number
}

// Flags of points and of parts of composed characters, from the OpenType specification of the glyf table.
const ON_CURVE = 0x01
const SHORT = { x: 0x02, y: 0x04 } as const
const REPEATED = 0x08
const SAME = { x: 0x10, y: 0x20 } as const
const PART = {
  words: 0x01,
  offsets: 0x02,
  scaled: 0x08,
  more: 0x20,
  scaledTwice: 0x40,
  matrix: 0x80,
} as const
/** Parts may be composed of parts; a font that nests deeper than this is broken. */
const DEEPEST = 5

/** Reads a font file with a `glyf` table and a format 12 character map. */
export function readFont(bytes: Uint8Array): Font {
  const table = directory(bytes)
  const head = table('head')
  const wide = head.getInt16(50) === 1
  const loca = table('loca')
  const offsets = Array.from({ length: table('maxp').getUint16(4) + 1 }, (_, glyph) =>
    wide ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2,
  )
  const tables = { glyf: table('glyf'), hmtx: table('hmtx'), offsets, metrics: table('hhea').getUint16(34) }
  const glyphs = characterMap(table('cmap'))
  const glyphOf = (character: string): number => glyphs(character.codePointAt(0) ?? 0)
  return {
    unitsPerEm: head.getUint16(18),
    has: (character) => glyphOf(character) !== 0,
    advance: (character) => tables.hmtx.getUint16(Math.min(glyphOf(character), tables.metrics - 1) * 4),
    contours: (character) => outline(tables, glyphOf(character), 0),
  }
}

function directory(bytes: Uint8Array): (tag: string) => DataView {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = new Map<string, DataView>()
  for (let entry = 12; entry < 12 + file.getUint16(4) * 16; entry += 16) {
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4))
    const start = bytes.byteOffset + file.getUint32(entry + 8)
    found.set(tag, new DataView(bytes.buffer, start, file.getUint32(entry + 12)))
  }
  return (tag) => {
    const view = found.get(tag)
    if (!view) throw new Error(`Failed to read the font: it has no ${tag} table. Use a TrueType font.`)
    return view
  }
}

/** Maps code points to glyph numbers; 0 is the box for what the font lacks. */
function characterMap(cmap: DataView): (codePoint: number) => number {
  const starts = Array.from({ length: cmap.getUint16(2) }, (_, index) => cmap.getUint32(4 + index * 8 + 4))
  const start = starts.find((offset) => cmap.getUint16(offset) === 12)
  if (start === undefined) {
    throw new Error('Failed to read the font: it has no format 12 character map. Use a font that has one.')
  }
  const groups = Array.from({ length: cmap.getUint32(start + 12) }, (_, index) => start + 16 + index * 12)
  return (codePoint) => {
    const group = groups.find((at) => codePoint <= cmap.getUint32(at + 4))
    if (group === undefined || codePoint < cmap.getUint32(group)) return 0
    return cmap.getUint32(group + 8) + codePoint - cmap.getUint32(group)
  }
}

function outline(tables: Tables, glyph: number, depth: number): readonly Contour[] {
  const start = tables.offsets[glyph] ?? 0
  const end = tables.offsets[glyph + 1] ?? 0
  if (start === end || depth > DEEPEST) return []
  const data = new DataView(tables.glyf.buffer, tables.glyf.byteOffset + start, end - start)
  const count = data.getInt16(0)
  return count < 0 ? composed(tables, data, depth) : simple(data, count)
}

function simple(data: DataView, count: number): readonly Contour[] {
  const ends = Array.from({ length: count }, (_, contour) => data.getUint16(10 + contour * 2))
  const total = (ends.at(-1) ?? -1) + 1
  let at = 10 + count * 2
  at += 2 + data.getUint16(at)
  const flags: number[] = []
  while (flags.length < total) {
    const flag = data.getUint8(at++)
    const times = flag & REPEATED ? data.getUint8(at++) + 1 : 1
    for (let time = 0; time < times; time++) flags.push(flag)
  }
  const coordinates = (axis: 'x' | 'y'): number[] => {
    let value = 0
    return flags.map((flag) => {
      if (flag & SHORT[axis]) value += data.getUint8(at++) * (flag & SAME[axis] ? 1 : -1)
      else if (!(flag & SAME[axis])) value += data.getInt16((at += 2) - 2)
      return value
    })
  }
  const xs = coordinates('x')
  const ys = coordinates('y')
  const points = flags.map((flag, index) => ({
    x: xs[index] ?? 0,
    y: ys[index] ?? 0,
    on: (flag & ON_CURVE) > 0,
  }))
  return ends.map((end, contour) => points.slice((ends[contour - 1] ?? -1) + 1, end + 1))
}

/** A character made of others, such as a letter and its accent. */
function composed(tables: Tables, data: DataView, depth: number): readonly Contour[] {
  const contours: Contour[] = []
  let at = 10
  let flags: number
  do {
    flags = data.getUint16(at)
    const part = outline(tables, data.getUint16(at + 2), depth + 1)
    const words = flags & PART.words
    const moved = (flags & PART.offsets) > 0
    const dx = !moved ? 0 : words ? data.getInt16(at + 4) : data.getInt8(at + 4)
    const dy = !moved ? 0 : words ? data.getInt16(at + 6) : data.getInt8(at + 5)
    at += words ? 8 : 6
    const fraction = (): number => data.getInt16((at += 2) - 2) / 16384
    let [xx, xy, yx, yy] = [1, 0, 0, 1]
    if (flags & PART.scaled) xx = yy = fraction()
    else if (flags & PART.scaledTwice) [xx, yy] = [fraction(), fraction()]
    else if (flags & PART.matrix) [xx, xy, yx, yy] = [fraction(), fraction(), fraction(), fraction()]
    for (const contour of part) {
      contours.push(contour.map(({ x, y, on }) => ({ x: x * xx + y * yx + dx, y: x * xy + y * yy + dy, on })))
    }
  } while (flags & PART.more)
  return contours
}
