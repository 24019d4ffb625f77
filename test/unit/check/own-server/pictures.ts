import { createHash } from 'node:crypto'
import sharp from 'sharp'

type Format = 'jpeg' | 'png'

// What the model makes of these ratios. (runware.ai/docs/models/bfl-flux-1-kontext-max)
const sizes = { '16:9': [1392, 752], '9:16': [752, 1392], '1:1': [1024, 1024] } as const
const colours = ['#204060', '#602040', '#406020', '#a08040', '#104080'] as const

// Made once, so that a request takes no time that a clock of a test does not know of.
const painted = new Map<string, Uint8Array<ArrayBuffer>>()
for (const [ratio, [width, height]] of Object.entries(sizes))
  for (const [index, background] of colours.entries()) {
    const image = sharp({ create: { width, height, channels: 3, background } })
    painted.set(`${ratio} png ${index}`, new Uint8Array(await image.clone().png().toBuffer()))
    painted.set(`${ratio} jpeg ${index}`, new Uint8Array(await image.jpeg().toBuffer()))
  }

/** A picture of a ratio. The same words make the same one; `nth` tells those of one edit apart. */
export function picture(
  words: string,
  { ratio, format, nth }: { readonly ratio: unknown; readonly format: Format; readonly nth: number },
) {
  const known = ratio === '16:9' || ratio === '9:16' ? ratio : '1:1'
  const [width, height] = sizes[known]
  const first = createHash('sha256').update(words).digest().readUInt32BE()
  const bytes = painted.get(`${known} ${format} ${(first + nth) % colours.length}`)
  if (bytes === undefined) throw new Error(`no picture of ${known} in ${format}`)
  return { bytes, width, height }
}

/** Whether a text is an image that can be loaded: this server reaches no other one. */
export function isLoadable(source: unknown): boolean {
  const [, base64] = /^data:image\/[a-z]+;base64,(.+)$/s.exec(String(source)) ?? []
  const head = Buffer.from(base64 ?? '', 'base64')
    .subarray(0, 4)
    .toString('latin1')
  return head === '\u0089PNG' || head.startsWith('\u00ff\u00d8\u00ff') || head === 'RIFF'
}
