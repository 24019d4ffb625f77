import { higher, severityOf, type Finding, type Severity } from './finding.ts'

/** How many findings there are of each severity, and how severe all are together. */
export interface Summary {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** The highest on the wire; absent where nothing differs. */
  readonly wire?: Severity
  /** The highest for types; absent where nothing differs. */
  readonly types?: Severity
}

/** Counts findings by the higher of their two severities. */
export function summaryOf(findings: readonly Finding[]): Summary {
  const counts = { major: 0, minor: 0, patch: 0 }
  for (const finding of findings) counts[severityOf(finding)] += 1
  if (findings.length === 0) return counts
  const highest = (all: readonly Severity[]): Severity => all.reduce(higher)
  return {
    ...counts,
    wire: highest(findings.map(({ wire }) => wire)),
    types: highest(findings.map(({ types }) => types)),
  }
}
