import { readFileSync } from 'node:fs'
import { readFont, type Contour, type Font } from './font.ts'

/** How a line of text is drawn. */
interface TextStyle {
  readonly x: number
  /** The line that letters stand on. */
  readonly baseline: number
  readonly size: number
  readonly fill: string
  /** Draws the outline too, which makes the letters heavier. */
  readonly bold?: true
}

/** Longer texts are cut before they are measured: no band is wide enough for more. */
const LONGEST = 600

let font: Font | undefined

/**
 * A line of text as an SVG path. Paths look the same on every machine; text elements need fonts and a
 * fontconfig set-up, which slim containers lack.
 */
export function drawText(text: string, { x, baseline, size, fill, bold }: TextStyle): string {
  const { unitsPerEm, has, advance, contours } = loadedFont()
  const scale = size / unitsPerEm
  const curves: string[] = []
  let pen = x
  for (const character of drawable(text)) {
    if (has(character)) {
      for (const contour of contours(character)) curves.push(curve(contour, scale, pen, baseline))
      pen += advance(character) * scale
    } else {
      curves.push(codeBox(character, { pen, baseline, size }))
      pen += boxWidth(character, size)
    }
  }
  const stroke = bold ? ` stroke="${fill}" stroke-width="${(size / 16).toFixed(2)}"` : ''
  return `<path d="${curves.join('')}" fill="${fill}"${stroke}/>`
}

/** How wide a line of text is. */
export function textWidth(text: string, size: number): number {
  return drawable(text).reduce((sum, character) => sum + widthOf(character, size), 0)
}

/** The text if it fits, else as much of it as fits before an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  const characters = drawable(text)
  if (textWidth(text, size) <= width) return characters.join('')
  let room = width - textWidth('…', size)
  const kept = characters.findIndex((character) => (room -= widthOf(character, size)) < 0)
  return `${characters.slice(0, kept).join('').trimEnd()}…`
}

/** A text in lines, broken at spaces where there are any, the last one cut where it is too long. */
export function fitLines(
  text: string,
  { size, width, lines }: { readonly size: number; readonly width: number; readonly lines: number },
): readonly string[] {
  const rest = drawable(text).join('').trim()
  if (rest === '') return []
  if (lines <= 1 || textWidth(rest, size) <= width) return [fitText(rest, size, width)]
  const fits = Array.from(rest.slice(0, LONGEST))
  let room = width
  const count = fits.findIndex((character) => (room -= widthOf(character, size)) < 0)
  const part = fits.slice(0, Math.max(1, count)).join('')
  const space = rest[part.length] === ' ' ? part.length : part.lastIndexOf(' ')
  const line = space > part.length / 2 ? part.slice(0, space) : part
  return [line, ...fitLines(rest.slice(line.length), { size, width, lines: lines - 1 })]
}

function widthOf(character: string, size: number): number {
  const { unitsPerEm, has, advance } = loadedFont()
  return has(character) ? (advance(character) * size) / unitsPerEm : boxWidth(character, size)
}

// Two rows of digits have to fit between the lowest and the highest of letters.
const DIGIT = 0.62
const BOX = { rise: 0.98, fall: 0.26, rim: 0.06, gap: 0.09 } as const

/** The number of a character in hexadecimal, in two rows. */
function codeRows(character: string): readonly [string, string] {
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
  const half = digits.length > 4 ? 3 : 2
  const padded = digits.padStart(half * 2, '0')
  return [padded.slice(0, half), padded.slice(half)]
}

function boxWidth(character: string, size: number): number {
  const [row] = codeRows(character)
  const { advance, unitsPerEm } = loadedFont()
  const digits = (row.length * advance('0') * size * DIGIT) / unitsPerEm
  return digits + size * (2 * BOX.gap + 2 * BOX.rim + BOX.gap)
}

/**
 * What stands for a character the font lacks: a box with its number, as browsers show it, so that two prompts never
 * look the same.
 */
function codeBox(
  character: string,
  { pen, baseline, size }: { readonly pen: number; readonly baseline: number; readonly size: number },
): string {
  const { unitsPerEm, advance, contours } = loadedFont()
  const [left, right] = [pen + size * BOX.gap * 0.5, pen + boxWidth(character, size) - size * BOX.gap * 0.5]
  const [top, bottom] = [baseline - size * BOX.rise, baseline + size * BOX.fall]
  const rim = size * BOX.rim
  const curves = [
    frame(left, top, right, bottom),
    // The other way round: a hole.
    frame(right - rim, top + rim, left + rim, bottom - rim),
  ]
  const small = size * DIGIT
  const scale = small / unitsPerEm
  for (const [index, row] of codeRows(character).entries()) {
    const line = top + (bottom - top) * (index === 0 ? 0.47 : 0.89)
    let x = left + rim + (size * BOX.gap) / 2
    for (const digit of row) {
      for (const contour of contours(digit)) curves.push(curve(contour, scale, x, line))
      x += advance(digit) * scale
    }
  }
  return curves.join('')
}

function frame(x1: number, y1: number, x2: number, y2: number): string {
  const [left, top, right, bottom] = [x1, y1, x2, y2].map((value) => value.toFixed(2))
  return `M${left} ${top}L${right} ${top}L${right} ${bottom}L${left} ${bottom}Z`
}

/** The characters of a text that leave a mark: line breaks become spaces, invisible characters go. */
function drawable(text: string): readonly string[] {
  const line = text
    .slice(0, LONGEST)
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
  return Array.from(line.replace(/[\p{Cf}\p{Variation_Selector}]/gu, ''))
}

function loadedFont(): Font {
  font ??= readFont(readFileSync(new URL('../../fonts/DejaVuSansCondensed.ttf', import.meta.url)))
  return font
}

function curve(contour: Contour, scale: number, pen: number, baseline: number): string {
  const at = (x: number, y: number): string =>
    `${(pen + x * scale).toFixed(2)} ${(baseline - y * scale).toFixed(2)}`
  // Between two control points in a row, TrueType implies a point of the curve halfway.
  const points = contour.flatMap((point, index) => {
    const before = contour.at(index - 1)
    if (!before || before.on || point.on) return [point]
    return [{ x: (before.x + point.x) / 2, y: (before.y + point.y) / 2, on: true }, point]
  })
  const first = points.findIndex(({ on }) => on)
  const [start, ...rest] = [...points.slice(first), ...points.slice(0, first)]
  if (!start) return ''
  const drawn = rest.map(({ x, y, on }, index) => {
    if (on) return rest[index - 1]?.on === false ? at(x, y) : `L${at(x, y)}`
    return `Q${at(x, y)} `
  })
  return `M${at(start.x, start.y)}${drawn.join('')}${rest.at(-1)?.on === false ? at(start.x, start.y) : ''}Z`
}
