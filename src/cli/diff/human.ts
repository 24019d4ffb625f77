import type { Finding, PlacedDifference, Severity, Side } from 'kontext-sdk/diff'
import type { Page } from '../explain/page.ts'
import { atLeast, rating, type Audience, type Outcome } from './outcome.ts'
import { portableInOrder, portableLine } from './portable-order.ts'
import { hiddenLine, summaryLine } from './summary-line.ts'

/** What is shown, and for whom it is rated. */
export interface View {
  readonly least: Severity
  readonly audience: Audience
}

/** The comparison for people: what matters first, each with both places, and the sum at the end. */
export function renderHuman(outcome: Outcome, { least, audience }: View, page: Page): void {
  const { before, after, portable, findings } = outcome
  page.heading(printable(`${before.contract.id} → ${after.contract.id}`))
  if (portable !== undefined) renderPortable(portable, page)
  const shown = atLeast(findings, least, audience)
  for (const severity of ['major', 'minor', 'patch'] as const) {
    const group = shown.filter((finding) => rating(finding, audience) === severity)
    if (group.length === 0) continue
    page.blank()
    page.heading(`${titles[severity]} (${String(group.length)})`)
    for (const finding of group) renderFinding(finding, page)
  }
  page.blank()
  // Those at the top have left the screen.
  if (portable !== undefined && portable.length > 0) page.text(`Portable calls: ${portableLine(portable)}`)
  const hidden = hiddenLine(findings.length, shown.length, least)
  if (hidden !== undefined) page.text(hidden)
  page.text(summaryLine(findings, audience))
}

const titles: Readonly<Record<Severity, string>> = { major: 'Major', minor: 'Minor', patch: 'Patch' }

const effects: Readonly<Record<PlacedDifference['effect'], string>> = {
  refused: 'one of them refuses it',
  result: 'the images may differ',
  request: 'it travels differently and means the same',
  job: 'another thing can be done while it runs',
}

function renderPortable(portable: readonly PlacedDifference[], page: Page): void {
  page.blank()
  page.heading(`Portable calls (${String(portable.length)})`)
  page.text(portableLine(portable))
  for (const { message, rule, effect, a, b } of portableInOrder(portable)) {
    page.blank()
    page.text(printable(message))
    page.entry('rule', `${rule}: ${effects[effect]}`)
    page.entry(labelOf(a.at, 'before'), sideText(a.at))
    page.entry(labelOf(b.at, 'after'), sideText(b.at))
  }
}

function renderFinding({ message, rule, wire, types, before, after }: Finding, page: Page): void {
  page.blank()
  page.text(printable(message))
  page.entry('rule', `${rule}: wire ${wire}, types ${types}`)
  page.entry(labelOf(before, 'before'), sideText(before))
  page.entry(labelOf(after, 'after'), sideText(after))
}

const longestLabel = 10

function labelOf({ contract }: Side, otherwise: string): string {
  return /^[a-z][a-z0-9-]*$/.test(contract) && contract.length <= longestLabel ? contract : otherwise
}

function sideText({ place, value, evidence }: Side): string {
  const at = printable(`${place.file}:${String(place.line)}`)
  if (value === undefined) return `not there: ${at}`
  return evidence === undefined ? at : `${at}, ${evidence.kind}: ${printable(evidence.at)}`
}

/** What a contract says, without what a terminal would take for a command. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}')
}
