import { drawText, fitText, textWidth } from './text.ts'

/** What the band says about an image. */
interface BandText {
  readonly provider: string
  readonly model: string
  readonly prompt: string
  readonly seed: string
  readonly index: number
  readonly width: number
  readonly height: number
}

const MARK = 'MOCK'
const YELLOW = '#ffd23f'
const INK = '#14161a'

/** Height of the band for an image of this size. */
export function bandHeight(width: number, height: number): number {
  return Math.round(fontSize(width, height) * 3.6)
}

/** The band along the bottom as SVG: that this is a mock, of what, and what was asked for. */
export function band({ provider, model, prompt, seed, index, width, height }: BandText): string {
  const size = fontSize(width, height)
  const tall = bandHeight(width, height)
  const margin = Math.round(size * 0.8)
  const badge = Math.ceil(textWidth(MARK, size * 1.5) + 2 * margin)
  const x = badge + margin
  const room = width - x - margin
  const facts = `${provider} · ${model} · seed ${seed} · image ${index + 1}`
  const style = { x, size, fill: '#ffffff' }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}">
<rect width="${width}" height="${tall}" fill="${INK}" fill-opacity="0.86"/>
<rect width="${badge}" height="${tall}" fill="${YELLOW}"/>
${drawText(MARK, { x: margin, baseline: tall / 2 + size * 0.55, size: size * 1.5, fill: INK, bold: true })}
${drawText(fitText(facts, size, room), { ...style, fill: YELLOW, baseline: size * 1.45 })}
${drawText(fitText(prompt, size, room), { ...style, baseline: size * 2.85 })}
</svg>`
}

function fontSize(width: number, height: number): number {
  return Math.max(8, Math.round(Math.min(width, height) / 44))
}
