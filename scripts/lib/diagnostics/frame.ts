/** A place in a text; both count from 1, columns in UTF-16 units. */
interface Place {
  readonly line?: number
  readonly column?: number
}

const tabWidth = 2
const cropAt = 120
// East Asian wide and fullwidth characters and emoji take two columns of a terminal, marks none. (Unicode UAX #11)
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u
const noWidth = /[\p{Mark}\u200B-\u200D\uFEFF]/u

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (character === '\t') width += tabWidth
    else if (!noWidth.test(character)) width += wide.test(character) ? 2 : 1
  }
  return width
}

/**
 * The line of a place with one line before and one after, and a caret under the column:
 *
 *       32 |   type: number
 *     > 33 |   description: Range value: 1-20
 *          |                ^
 */
export function codeFrame(source: string, { line, column }: Place): string[] {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (line === undefined || line < 1 || line > lines.length) return []
  // The end of a file is a place, but no line to show.
  const last = lines.at(-1) === '' ? Math.max(line, lines.length - 1) : lines.length
  const numbers = [line - 1, line, line + 1].filter((number) => number >= 1 && number <= last)
  const gutter = Math.max(...numbers.map((number) => String(number).length))
  // A long line is shown around its column, its neighbours from the same column on.
  const from = (column ?? 1) > cropAt ? (column ?? 1) - cropAt / 2 : 0
  return numbers.flatMap((number) => {
    const text = lines[number - 1] ?? ''
    const mark = number === line ? '>' : ' '
    const shown = `${mark} ${String(number).padStart(gutter)} | ${crop(text, from)}`.trimEnd()
    if (number !== line || column === undefined) return [shown]
    const before = ' '.repeat(displayWidth(`${from > 0 ? '…' : ''}${text.slice(from, column - 1)}`))
    return [shown, `  ${' '.repeat(gutter)} | ${before}^`]
  })
}

function crop(text: string, from: number): string {
  const part = text.slice(from, from + cropAt).replaceAll('\t', ' '.repeat(tabWidth))
  return `${from > 0 && part !== '' ? '…' : ''}${part}${text.length > from + cropAt ? '…' : ''}`
}
