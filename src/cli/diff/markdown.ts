import type { Finding, PlacedDifference, Side } from 'kontext-sdk/diff'
import type { Compared } from './compared.ts'
import { atLeast, rating, type Outcome, type View } from './outcome.ts'
import { portableInOrder, portableLine } from './portable-order.ts'
import { hiddenLine, summaryLine } from './summary-line.ts'

/** The comparison as Markdown: a table per severity, places as links from the root of the repository. */
export function renderMarkdown(outcome: Outcome, { least, audience }: View): string {
  const { before, after, portable, findings } = outcome
  const link = (side: Side): string => placeLink(side, outcome)
  const shown = atLeast(findings, least, audience)
  const sides =
    portable === undefined ? ['before', 'after'] : [before, after].map(({ contract }) => escape(contract.id))
  const groups = (['major', 'minor', 'patch'] as const).flatMap((severity) => {
    const group = shown.filter((finding) => rating(finding, audience) === severity)
    if (group.length === 0) return []
    return [
      `### ${titles[severity]} (${String(group.length)})`,
      table(
        ['difference', 'wire', 'types', 'rule', ...sides],
        group.map((finding) => findingRow(finding, link)),
      ),
    ]
  })
  const hidden = hiddenLine(findings.length, shown.length, least)
  const parts = [
    `## ${escape(before.contract.id)} → ${escape(after.contract.id)}`,
    summaryLine(findings, audience),
    ...(portable === undefined ? [] : portableParts(portable, outcome, link)),
    ...groups,
    ...(hidden === undefined ? [] : [hidden]),
  ]
  return `${parts.join('\n\n')}\n`
}

const titles = { major: 'Major', minor: 'Minor', patch: 'Patch' } as const

function findingRow(
  { message, wire, types, rule, before, after }: Finding,
  link: (side: Side) => string,
): string[] {
  return [escape(message), wire, types, `\`${rule}\``, link(before), link(after)]
}

function portableParts(
  portable: readonly PlacedDifference[],
  { before, after }: Outcome,
  link: (side: Side) => string,
): readonly string[] {
  if (portable.length === 0) return ['### Portable calls', portableLine(portable)]
  const head = ['difference', 'rule', escape(before.contract.id), escape(after.contract.id)]
  const rows = portableInOrder(portable).map(({ message, rule, a, b }) => [
    escape(message),
    `\`${rule}\``,
    link(a.at),
    link(b.at),
  ])
  return [
    `### Portable calls (${String(portable.length)})`,
    escape(portableLine(portable)),
    table(head, rows),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function placeLink({ contract, place, value, evidence }: Side, { before, after }: Outcome): string {
  const text = escape(`${place.file}:${String(place.line)}`)
  const owner: Compared | undefined = [before, after].find((side) => side.contract.id === contract)
  const at = owner?.linked === true ? `[${text}](${target(place.file)}#L${String(place.line)})` : text
  if (value === undefined) return `not there: ${at}`
  return evidence === undefined ? at : `${at}<br>${evidence.kind}: ${evidenceLink(evidence.at)}`
}

function evidenceLink(at: string): string {
  const [, file, line] = /^(.*?):(\d+)/.exec(at) ?? []
  return file === undefined || line === undefined
    ? escape(at)
    : `[${escape(`${file}:${line}`)}](${target(file)}#L${line})`
}

function target(file: string): string {
  return encodeURI(file).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))
}

/** Text that no renderer takes for Markdown, HTML or, as GitHub does between two dollars, a formula; on one line. */
function escape(text: string): string {
  return text
    .replace(/[\p{Cc}]+/gu, ' ')
    .replace(/[\\`*_[\]<>|~#$]/g, (character) => entities.get(character) ?? `\\${character}`)
}

const entities: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['$', '&#36;'],
])
