import type { Violation } from 'kontext-sdk/contracts'

/** Violations for a terminal, a line each. */
export function violationLines(what: string, violations: readonly Violation[]): readonly string[] {
  return violations.map(({ location, message, contract }) => {
    const line = contract === undefined ? '' : ` (${contract.file}:${contract.line}:${contract.column})`
    return `    ${what}: ${location.join('.')} ${message}${line}`
  })
}
