import type { CheckReport } from '../report.ts'

/** One verdict for several runs: a deviation that was seen weighs more than a server that was not reached. */
export function overallVerdict(reports: readonly CheckReport[]): CheckReport['verdict'] {
  const order = ['deviates', 'unreachable', 'incomplete'] as const
  return order.find((verdict) => reports.some((report) => report.verdict === verdict)) ?? 'conforms'
}
