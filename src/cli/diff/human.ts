import type { Finding, Side } from 'kontext-sdk/diff'
import type { Page } from '../explain/page.ts'
import { groupsOf, type Group } from './finding-groups.ts'
import { atLeast, type Audience, type Outcome, type View } from './outcome.ts'
import { portableGroups, portableLine } from './portable-order.ts'
import { hiddenLine, summaryLine } from './summary-line.ts'

/** The comparison for people: the sums, what differs for portable calls, then each operation, what breaks first. */
export function renderHuman(outcome: Outcome, view: View, page: Page): void {
  const { before, after, portable, findings } = outcome
  const shown = atLeast(findings, view.least, view.audience)
  page.heading(printable(`${before.contract.id} → ${after.contract.id}`))
  if (portable !== undefined) page.text(`Portable calls: ${portableLine(portable)}`)
  page.text(summaryLine(findings, view.audience))
  if (portable !== undefined) renderPortable(outcome, view, page)
  if (shown.length > 0) {
    page.blank()
    page.item(heads[view.audience], 'what differs [rule]')
  }
  for (const group of groupsOf(shown)) renderGroup(group, view, page)
  renderEnd(outcome, { view, shown: shown.length }, page)
}

const heads: Readonly<Record<Audience, string>> = { both: 'wire  types', wire: 'wire ', types: 'types' }

function renderPortable({ portable = [] }: Outcome, { evidence }: View, page: Page): void {
  for (const { title, differences } of portableGroups(portable)) {
    page.blank()
    page.heading(`${title} (${String(differences.length)})`)
    for (const { message, rule, a, b } of differences) {
      page.item('', `${printable(message)} [${rule}]`)
      if (evidence) renderSides([a.at, b.at], page)
      else page.aside('', placesOf([a.at, b.at]))
    }
  }
}

function renderGroup({ title, lines }: Group, view: View, page: Page): void {
  page.blank()
  page.heading(printable(`${title} (${String(lines.length)})`))
  for (const { finding, text } of lines) {
    const severities = label(finding, view.audience)
    page.item(severities, `${printable(text)} [${finding.rule}]`)
    const sides = [finding.before, finding.after] as const
    if (view.evidence) renderSides(sides, page)
    else page.aside(severities, placesOf(sides))
  }
}

function label({ wire, types }: Finding, audience: Audience): string {
  if (audience === 'both') return `${wire.padEnd(5)} ${types.padEnd(5)}`
  return (audience === 'wire' ? wire : types).padEnd(5)
}

function renderSides(sides: readonly [Side, Side], page: Page): void {
  for (const [index, name] of namesOf(sides).entries()) page.entry(name, sideText(sides[index] ?? sides[0]))
}

/** Both places in short: `fal:563 public facts.openapi.yaml:132, vtrix:236 not there`. */
function placesOf([before, after]: readonly [Side, Side]): string {
  const [one, other] = namesOf([before, after])
  return `${shortPlace(one, before)}, ${shortPlace(other, after)}`
}

function shortPlace(name: string, side: Side): string {
  const at = `${name}:${String(side.place.line)}`
  if (side.value === undefined) return `${at} not there`
  if (side.evidence === undefined) return at
  const [file = ''] = side.evidence.at.split('/').slice(-1)
  // Without the column: a line has few.
  return `${at} ${side.evidence.kind} ${printable(file.replace(/(:\d+):\d+$/, '$1'))}`
}

const longestLabel = 10

/** The ids of two providers, where both are short; else which of two versions it is. */
function namesOf([before, after]: readonly [Side, Side]): readonly [string, string] {
  const isShort = ({ contract }: Side): boolean =>
    /^[a-z][a-z0-9-]*$/.test(contract) && contract.length <= longestLabel
  return isShort(before) && isShort(after) ? [before.contract, after.contract] : ['before', 'after']
}

function sideText({ place, value, evidence }: Side): string {
  const at = printable(`${place.file}:${String(place.line)}`)
  if (value === undefined) return `not there: ${at}`
  return evidence === undefined ? at : `${at}, ${evidence.kind}: ${printable(evidence.at)}`
}

/** More differences than that, and the first lines have left a terminal of 24 lines. */
const aScreen = 16

interface Shown {
  readonly view: View
  readonly shown: number
}

/** The sums again, where the first screen is far up, and what else could be shown. */
function renderEnd({ portable, findings }: Outcome, { view, shown }: Shown, page: Page): void {
  const hidden = hiddenLine(findings.length, shown, view.least)
  const some = shown + (portable?.length ?? 0)
  const folded = !view.evidence && some > 0
  if (hidden === undefined && !folded) return
  page.blank()
  if (hidden !== undefined) page.text(hidden)
  if (folded)
    page.text('Below each: the lines of both contracts, and their evidence. "--evidence" shows whole paths.')
  if (some > aScreen) page.text(summaryLine(findings, view.audience))
}

/** What a contract says, without what a terminal would take for a command. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}')
}
