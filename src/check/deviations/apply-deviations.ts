import { isCutShort } from '../run/cut-short.ts'
import type { CaseResult, CheckReport, Deviation, Remark } from '../report.ts'
import type { KnownDeviation } from './known-deviation.ts'

/**
 * A report in which what is known no longer counts: a case is `known` when every deviation of it is. What has expired
 * counts, and what is known without need is named in a remark.
 */
export function applyDeviations(report: CheckReport, known: readonly KnownDeviation[]): CheckReport {
  const mine = known.filter(({ provider }) => provider === report.provider.id)
  if (mine.length === 0 || report.verdict === 'unreachable') return report
  const today = report.startedAt.slice(0, 10)
  const cases = report.cases.map((result) => {
    const entries = mine.filter((entry) => entry.case === result.id && entry.until >= today)
    return entries.length === 0 ? result : withKnown(result, entries)
  })
  const remarks = mine.flatMap((entry) => {
    const result = report.cases.find(({ id }) => id === entry.case)
    return result === undefined ? [] : remarksOn(entry, { result, today })
  })
  return {
    ...report,
    verdict: verdictOf(cases, report),
    cases,
    remarks: [...report.remarks, ...remarks],
  }
}

function verdictOf(cases: readonly CaseResult[], report: CheckReport): CheckReport['verdict'] {
  if (cases.some(({ status }) => status === 'deviates')) return 'deviates'
  return isCutShort(report) ? 'incomplete' : 'conforms'
}

function withKnown(result: CaseResult, entries: readonly KnownDeviation[]): CaseResult {
  if (result.status !== 'deviates') return result
  const deviations = result.deviations.map((deviation): Deviation => {
    const entry = entries.find((candidate) => covers(candidate, deviation))
    return entry === undefined
      ? deviation
      : { ...deviation, known: { reason: entry.reason, until: entry.until } }
  })
  const known = deviations.flatMap((deviation) => deviation.known ?? [])
  if (known.length < deviations.length) return { ...result, deviations }
  return {
    ...result,
    status: 'known',
    reason: [...new Set(known.map(({ reason }) => reason))].join(' '),
    until: known.map(({ until }) => until).reduce((first, next) => (next < first ? next : first)),
    deviations,
  }
}

function covers({ match }: KnownDeviation, { message }: Deviation): boolean {
  return match === undefined || message.includes(match)
}

function remarksOn(
  entry: KnownDeviation,
  { result, today }: { readonly result: CaseResult; readonly today: string },
): Remark[] {
  // What was not looked at may deviate as before.
  if (result.status === 'skipped') return []
  const where = entry.at ?? 'the known deviations'
  if (!result.deviations.some((deviation) => covers(entry, deviation))) {
    const part = entry.match === undefined ? '' : ` with ${JSON.stringify(entry.match)}`
    const message = `${entry.case} no longer deviates${part}: remove it from ${where}.`
    return [{ rule: 'deviation-gone', case: entry.case, message }]
  }
  if (entry.until >= today) return []
  const message = `${entry.case} was known until ${entry.until} and counts again. Have it corrected, or give ${where} a later day and say why.`
  return [{ rule: 'deviation-expired', case: entry.case, message }]
}
