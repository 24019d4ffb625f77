import type { Severity } from '../finding.ts'

/** What one kind of difference means. */
export interface Rule {
  readonly wire: Severity
  readonly types: Severity
  /** What happened, to be read after the place: `takes a narrower range`. */
  readonly says: string
  /** Why it is rated so. */
  readonly because: string
}
