import { drawText, fitLines, fitText, textWidth } from './text.ts'

/** What the band says about an image. */
interface BandText {
  readonly provider: string
  readonly model: string
  readonly prompt: string
  readonly seed: string
  readonly index: number
  readonly width: number
  readonly height: number
  readonly format: 'jpeg' | 'png'
}

const MARK = 'MOCK'
/** From one line of text to the next, in sizes of the font. */
const LEADING = 1.4
const YELLOW = '#ffd23f'
const INK = '#14161a'

/** Lines of a prompt that are shown; the rest is cut. */
const LINES = 2

/** Height of the band on an image. */
export function bandHeight(image: BandText): number {
  return layOut(image).tall
}

/** The band along the bottom as SVG: that this is a mock, of what, and what was asked for. */
export function band(image: BandText): string {
  const { width } = image
  const { size, tall, badge, x, lines, room } = layOut(image)
  const style = { x, size, fill: '#ffffff' }
  const first = size * 2.85
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}">
<rect width="${width}" height="${tall}" fill="${INK}" fill-opacity="0.86"/>
<rect width="${badge}" height="${tall}" fill="${YELLOW}"/>
${drawText(MARK, { x: size * 0.8, baseline: tall / 2 + size * 0.55, size: size * 1.5, fill: INK, bold: true })}
${drawText(fitText(factsOf(image), size, room), { ...style, fill: YELLOW, baseline: size * 1.45 })}
${lines.map((line, index) => drawText(line, { ...style, baseline: first + index * size * LEADING })).join('\n')}
</svg>`
}

function factsOf({ provider, model, seed, index, width, height, format }: BandText): string {
  return `${provider} · ${model} · seed ${seed} · image ${index + 1} · ${width}×${height} ${format}`
}

function layOut({ prompt, width, height }: BandText): {
  readonly size: number
  readonly tall: number
  readonly badge: number
  readonly x: number
  readonly room: number
  readonly lines: readonly string[]
} {
  const size = fontSize(width, height)
  const margin = Math.round(size * 0.8)
  const badge = Math.ceil(textWidth(MARK, size * 1.5) + 2 * margin)
  const x = badge + margin
  const room = width - x - margin
  const lines = fitLines(prompt, { size, width: room, lines: LINES })
  const more = Math.max(0, lines.length - 1)
  return { size, tall: Math.round(size * (3.6 + more * LEADING)), badge, x, room, lines }
}

/** A share of the shorter side; more where the other is much longer, so that a narrow picture can be read too. */
function fontSize(width: number, height: number): number {
  return Math.max(8, Math.round(Math.max(Math.min(width, height) / 44, Math.sqrt(width * height) / 50)))
}
