import type { CheckReport } from '../report.ts'
import { overallVerdict } from './overall-verdict.ts'

/** What `renderJson` writes. */
export interface JsonReport {
  readonly format: 1
  readonly verdict: CheckReport['verdict']
  readonly reports: readonly CheckReport[]
}

/** Reports as JSON. Characters that nobody sees are escaped: a log that shows it shows what is there. */
export function renderJson(reports: readonly CheckReport[]): string {
  const report: JsonReport = { format: 1, verdict: overallVerdict(reports), reports }
  const text = JSON.stringify(report, null, 2)
  return `${text.replace(/[\p{Cf}\u2028\u2029\u007f-\u009f]/gu, escaped)}\n`
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
