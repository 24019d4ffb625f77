import type { Json } from '../../lib/json.ts'
import type { Matrix, MatrixProvider } from '../matrix.ts'
import type { Difference } from './disagreements.ts'
import { inlineLink, LinkList } from './links.ts'
import { table } from './table.ts'

/** `generated/PROVIDERS.md`: the matrix for people, where documents disagree, what we correct, and why. */
export function page(matrix: Matrix): string {
  const links = new LinkList()
  return `<!-- Generated from the contracts. Do not edit: change specs/ and run "npm run generate". -->

# Providers

What each provider can do, as its contract says. Behind each statement stands how it is known, as a link to the line:

- **d**, document: the provider's own document says it.
- **p**, public: another page or source file says it; the line names which.
- **i**, inferred: nobody says it, and we conclude it. Behind a "no": nobody documents one.

The same as data is [matrix.json](matrix.json), or \`kontext providers --json\`. \`kontext explain <provider> <name>\` quotes
the lines behind one name.

${table(matrix, links)}

${between(matrix.disagreements)}
${matrix.providers.map((provider) => section(provider, matrix.rows)).join('\n')}
${links.toString()}
`
}

function between(disagreements: readonly Difference[]): string {
  const lines = disagreements.map(({ field, says }) => {
    const told = says.map(({ value, by }) => {
      const who = by.map(({ provider, model, at }) => `${provider} ${model} (${inlineLink(at)})`)
      return `${valueText(value)} at ${who.join(', ')}`
    })
    return `- \`${field}\`: ${told.join('; ')}`
  })
  return `## Where providers' documents disagree

What the schemas in the documents say of the input of each model: before any correction of ours, and without what stands
in prose only. They are different providers, so each can be right of itself; the contracts keep them apart.

${lines.join('\n')}
`
}

function section(provider: MatrixProvider, rows: Matrix['rows']): string {
  const { id, title, documents, disagreements, corrections, leftOut } = provider
  const parts = [`## ${title} (\`${id}\`)\n`]
  for (const { path, repairs } of documents) {
    parts.push(`- [${path}](../${path})${repairs.length === 0 ? '' : `, ${repairs.length} repairs:`}`)
    for (const { at, rule, before } of repairs)
      parts.push(`  - ${inlineLink(at, at.split(':').slice(1).join(':'))} ${rule}: \`${before}\``)
  }
  const lists = [
    { head: 'Where its documents disagree, and what settles it', items: disagreements.map(settledLine) },
    { head: 'What we correct, and why', items: corrections.map(correctionLine) },
    {
      head: 'What we leave out',
      items: leftOut.map(({ rule, at }) => `${rule}: ${at.map((place) => inlineLink(place)).join(', ')}`),
    },
    { head: 'What it does not have, or does not say', items: absences(provider, rows) },
  ]
  for (const { head, items } of lists)
    if (items.length > 0) parts.push(`\n### ${head}\n`, ...items.map((item) => `- ${item}`))
  return `${parts.join('\n')}\n`
}

function settledLine({ field, says, settledBy, reason }: MatrixProvider['disagreements'][number]): string {
  const told = says.map(({ value, at }) => `${valueText(value)} (${inlineLink(at)})`).join(', ')
  return `\`${field}\`: ${told}. ${inlineLink(settledBy, 'Settled')}: ${reason}`
}

function correctionLine(correction: MatrixProvider['corrections'][number]): string {
  const { at, does, target, reason, kind, source } = correction
  return `${does} \`${target}\` (${inlineLink(at, at)}): ${reason} *(${kind}: ${source})*`
}

/** Cells that say no, with the ground they stand on. */
function absences({ cells }: MatrixProvider, rows: Matrix['rows']): string[] {
  return rows.flatMap(({ id, label }) => {
    const cell = cells[id]
    const [ground] = cell?.evidence ?? []
    if (cell?.value !== null || ground?.source === undefined || cell.text !== ground.of) return []
    return id === 'server' ? [] : [`${label}: ${ground.source} (${ground.kind}, ${inlineLink(ground.at)})`]
  })
}

/** A text that looks like a number keeps its quotes: "2" and 2 are different values. */
function valueText(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = (item: Json): string =>
    typeof item === 'string' && !/^-?\d+(?:\.\d+)?$/.test(item) ? item : JSON.stringify(item)
  return `\`${Array.isArray(value) ? value.map(text).join(' ') : text(value)}\``
}
