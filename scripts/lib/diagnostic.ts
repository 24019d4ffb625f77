/** One thing to tell the person who writes `specs/`. Lines and columns count from 1. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info'
  /** Name of the rule that speaks. */
  readonly rule: string
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly message: string
}

/** What a stage returns: its value, and what it has to say about its input. */
export interface Staged<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
}

/** `specs/x.yaml:3:7 error no-path: …`, one line a diagnostic. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, rule, message } = diagnostic
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return `${place} ${severity} ${rule}: ${message}`
}

/** Thrown when a stage cannot go on without guessing. */
export class StageError extends Error {
  override readonly name = 'StageError'
  readonly diagnostics: readonly Diagnostic[]

  constructor(...diagnostics: Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'))
    this.diagnostics = diagnostics
  }
}
