import { flagOf } from '../flag-of.ts'
import { folded } from '../folded.ts'
import type { Cell, Matrix, MatrixProvider } from './matrix-file.ts'

const labelWidth = 20
const markWidth = 3
const indent = 2

/** What each provider can do, for a terminal of `width` columns; a letter says how it is known. */
export function overview({ rows, providers }: Matrix, { width }: { width: number }): string {
  const blocks = providers.map((provider) => {
    const lines = rows.flatMap(({ id, label }) => row({ id, label }, provider, width))
    return [`${provider.id} (${provider.title})`, ...lines].join('\n')
  })
  return `${[...blocks, legend].join('\n\n')}\n`
}

const legend = `How it is known, by the weakest part of a line:
d  the provider's own document says so    p  another page or source file does
i  nobody does: we conclude it; behind a "no", nobody documents one
"kontext explain <provider> <name>" quotes the lines; --json has all evidence.`

function row({ id, label }: Matrix['rows'][number], { cells }: MatrixProvider, width: number): string[] {
  const cell = cells[id]
  if (cell === undefined || id === 'title') return []
  const option = /^options\.(.*)$/.exec(id)?.[1]
  const start = `${' '.repeat(indent)}${(option === undefined ? label : flagOf(option)).padEnd(labelWidth)}${cell.kind.slice(0, 1).padEnd(markWidth)}`
  const lines = textOf(cell)
    .split('; ')
    .flatMap((item) => folded(item, width - start.length))
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line)
}

/** Who gives flags need not know what they are called on the wire. */
function textOf({ text }: Cell): string {
  return text.replace(/ \(\w+: \w+\)$/, '')
}
