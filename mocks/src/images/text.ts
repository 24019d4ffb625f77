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
  const { unitsPerEm, advance, contours } = loadedFont()
  const scale = size / unitsPerEm
  const curves: string[] = []
  let pen = x
  for (const character of drawable(text)) {
    for (const contour of contours(character)) curves.push(curve(contour, scale, pen, baseline))
    pen += advance(character) * scale
  }
  const stroke = bold ? ` stroke="${fill}" stroke-width="${(size / 16).toFixed(2)}"` : ''
  return `<path d="${curves.join('')}" fill="${fill}"${stroke}/>`
}

/** How wide a line of text is. */
export function textWidth(text: string, size: number): number {
  const { unitsPerEm, advance } = loadedFont()
  return drawable(text).reduce((sum, character) => sum + (advance(character) * size) / unitsPerEm, 0)
}

/** The text if it fits, else as much of it as fits before an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  const characters = drawable(text)
  if (textWidth(text, size) <= width) return characters.join('')
  let room = width - textWidth('…', size)
  const kept = characters.findIndex((character) => (room -= textWidth(character, size)) < 0)
  return `${characters.slice(0, kept).join('').trimEnd()}…`
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
