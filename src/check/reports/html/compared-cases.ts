import type { CaseGroup, Severity } from '../../case.ts'
import type { CaseResult, CheckReport } from '../../report.ts'

/** A case, and what came of it in each report. */
export interface ComparedCase {
  readonly id: string
  readonly group: CaseGroup
  readonly severity: Severity
  readonly title: string
  /** In the order of the reports; undefined where a report does not have the case. */
  readonly results: readonly (CaseResult | undefined)[]
}

/** The cases of all reports, each once, in the order in which they first come. */
export function comparedCases(reports: readonly CheckReport[]): readonly ComparedCase[] {
  const first = new Map<string, CaseResult>()
  for (const { cases } of reports)
    for (const result of cases) if (!first.has(result.id)) first.set(result.id, result)
  return [...first.values()].map(({ id, group, severity, title }) => ({
    id,
    group,
    severity,
    title,
    results: reports.map(({ cases }) => cases.find((result) => result.id === id)),
  }))
}
