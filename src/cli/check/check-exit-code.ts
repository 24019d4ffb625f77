import { isCutShort, type CheckReport, type Severity } from 'kontext-sdk/check'
import type { ExitCode } from '../exit-code.ts'

const lightestFirst: readonly Severity[] = ['minor', 'major', 'critical']

/**
 * The exit status for what was found: 0 conforms, 1 deviates by `failOn` or more, 3 a server was not reached, or not looked
 * at to the end.
 */
export function checkExitCode(reports: readonly CheckReport[], failOn: Severity): ExitCode {
  const counting = lightestFirst.slice(lightestFirst.indexOf(failOn))
  // What a server does that never answers in full is not told apart from what the network does.
  const deviates = reports.some(
    ({ cases, verdict }) =>
      verdict !== 'unreachable' &&
      cases.some(({ status, severity }) => status === 'deviates' && counting.includes(severity)),
  )
  if (deviates) return 1
  const isUnknown = (report: CheckReport): boolean => report.verdict === 'unreachable' || isCutShort(report)
  return reports.some(isUnknown) ? 3 : 0
}
