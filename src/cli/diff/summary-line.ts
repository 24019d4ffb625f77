import { summaryOf, type Severity } from 'kontext-sdk/diff'
import type { Finding } from 'kontext-sdk/diff'
import { rating, type Audience } from './outcome.ts'

/** `2 major, 1 minor, 4 patch: wire major, types major`. */
export function summaryLine(findings: readonly Finding[], audience: Audience): string {
  const { wire, types } = summaryOf(findings)
  if (wire === undefined || types === undefined) return 'No difference.'
  const counts = (['major', 'minor', 'patch'] as const).map((severity) => {
    const count = findings.filter((finding) => rating(finding, audience) === severity).length
    return `${String(count)} ${severity}`
  })
  const both: Readonly<Record<Audience, string>> = {
    wire: `wire ${wire}`,
    types: `types ${types}`,
    both: `wire ${wire}, types ${types}`,
  }
  return `${counts.join(', ')}: ${both[audience]}`
}

/** What is said of findings that are not shown. */
export function hiddenLine(all: number, shown: number, least: Severity): string | undefined {
  const hidden = all - shown
  if (hidden === 0) return undefined
  const noun = hidden === 1 ? 'finding is' : 'findings are'
  return `${String(hidden)} ${noun} below ${least} and not shown; "--min patch" shows all.`
}
