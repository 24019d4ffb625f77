import type { Diagnostic } from '../diagnostic.ts'

/** For a program: every diagnostic as it is, and how many there are of each severity. */
export function jsonReport(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const counts = { error: count('error'), warning: count('warning'), info: count('info') }
  return `${JSON.stringify({ counts, diagnostics }, null, 2)}\n`
}
