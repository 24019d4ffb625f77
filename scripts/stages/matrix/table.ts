import type { Matrix } from '../matrix.ts'
import type { Cell, CellEvidence } from './cell.ts'
import type { LinkList } from './links.ts'
import { joined, placeText, readPlace } from './place.ts'

/** The matrix as a Markdown table: a row a question, a column a provider, a mark behind each statement. */
export function table({ rows, providers }: Matrix, links: LinkList): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(['', ...providers.map(({ id }) => `\`${id}\``)]),
    line(['---', ...providers.map(() => '---')]),
    ...rows.map(({ id, label }) =>
      line([
        label,
        ...providers.map(({ cells }) => {
          const found = cells[id]
          return found === undefined ? '' : marked(found, links)
        }),
      ]),
    ),
  ].join('\n')
}

/** The text of a cell with a link behind each piece that something stands behind. */
function marked({ text, evidence }: Cell, links: LinkList): string {
  let rest = text
  let made = ''
  for (const of of new Set(evidence.map((each) => each.of))) {
    const end = rest.indexOf(of) + of.length
    const marks = marksOf(
      evidence.filter((each) => each.of === of),
      links,
    )
    made += `${plain(rest.slice(0, end))}<sup>${marks.join(' ')}</sup>`
    rest = rest.slice(end)
  }
  return made + plain(rest)
}

/** The best known first; lines that touch are one link. */
function marksOf(evidence: readonly CellEvidence[], links: LinkList): string[] {
  return (['document', 'public', 'inferred'] as const).flatMap((kind) => {
    const places = evidence.filter((each) => each.kind === kind).map(({ at }) => readPlace(at))
    return joined(places).map((lines) => links.link(placeText(lines), kind.slice(0, 1)))
  })
}

/** Text in a table: items of a list on lines of their own. */
function plain(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('; ', '<br>')
}
