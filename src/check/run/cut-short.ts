import type { CheckReport, Remark } from '../report.ts'

const cutting: ReadonlySet<Remark['rule']> = new Set(['run-stopped', 'server-away', 'suite-failed'])

/**
 * Whether a run did not look at all it should have: it was stopped, the server did not let itself be asked, or the suite
 * itself failed in a case.
 */
export function isCutShort({ remarks }: Pick<CheckReport, 'remarks'>): boolean {
  return remarks.some(({ rule }) => cutting.has(rule))
}
