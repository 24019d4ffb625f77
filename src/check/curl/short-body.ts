import { asRecord } from '../../narrow.ts'
import { safePath } from '../../http/safe-path.ts'
import { beginning } from '../wire/beginning.ts'
import { editPrompt } from '../edits/edit-prompt.ts'
import type { Subject } from '../subject.ts'

const longestValue = 120
const longestBody = 1_200
// Characters that nobody sees, and those that steer a terminal.
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu

/** A body as a command can show it. */
export interface ShortBody {
  readonly text: string
  /** Something is cut out of it. */
  readonly isShort: boolean
}

/** The text of a body: images, long values and what is not to be read cut short, with `…` in their place. */
export function shortBody(body: unknown, { settings: { image } }: Subject): ShortBody {
  if (typeof body === 'string') return capped(body.replace(unseen, '…'), body)
  const given = typeof image === 'string' || image instanceof URL ? String(image) : undefined
  const whole = JSON.stringify(body)
  const text = JSON.stringify(shortened(body, given)).replace(unseen, escaped)
  return capped(text, whole.replace(unseen, escaped))
}

function capped(text: string, whole: string): ShortBody {
  const short = text.length > longestBody ? beginning(text, longestBody) : text
  return { text: short, isShort: short !== whole }
}

function shortened(value: unknown, image: string | undefined): unknown {
  if (typeof value === 'string') return shortText(value, image)
  if (Array.isArray(value)) return value.map((one) => shortened(one, image))
  const record = asRecord(value)
  if (record === undefined) return value
  return Object.fromEntries(Object.entries(record).map(([name, one]) => [name, shortened(one, image)]))
}

function shortText(text: string, image: string | undefined): string {
  if (text === image) return '…your image…'
  if (text === editPrompt) return '…your prompt…'
  const [, head] = /^(data:[\w.+-]+\/[\w.+-]+;base64,)./.exec(text) ?? []
  if (head !== undefined && text.length > longestValue) return `${head}…`
  return text.length > longestValue ? beginning(text, longestValue) : safePath(text)
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
