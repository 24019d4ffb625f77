import type { Deviation } from './report.ts'
import type { Run } from './run/run.ts'

/**
 * What a deviation costs whoever relies on the contract: `critical`, money, a key or a paid job; `major`, an edit fails or
 * comes out other than asked; `minor`, something is told other than documented and can be lived with.
 */
export type Severity = 'critical' | 'major' | 'minor'

/** What a case is about, in the order of the run and of the reports. */
export const caseGroups = [
  'auth',
  'validation',
  'unknown-job',
  'content-types',
  'paths',
  'lifecycle',
  'result',
  'cancel',
  'stream',
  'webhook',
  'answers',
] as const

export type CaseGroup = (typeof caseGroups)[number]

/** The paid edits of the suite, in the order in which a budget is spent. */
export const editNames = [
  'usual',
  'again',
  'cancel-queued',
  'cancel-running',
  'sync-mode',
  'webhook',
  'other-shape',
  'bad-image',
] as const

/** A paid edit of the suite, by what it is for. */
export type EditName = (typeof editNames)[number]

/** One thing the suite looks at, as it is listed. */
export interface CaseFacts {
  /** Stable across releases, such as `auth.no-key` or `result.format`. */
  readonly id: string
  readonly group: CaseGroup
  readonly severity: Severity
  /** What a server does that keeps its contract, as a sentence in the present tense. */
  readonly title: string
  /** JSON pointers of what it tests in the contract. */
  readonly pointers: readonly string[]
  /** The paid edits it looks at; none: it is free. */
  readonly edits: readonly EditName[]
  /** Why it does not apply to this provider; it is not run then. */
  readonly inapplicable?: string
}

/** One thing the suite looks at, and how. */
export interface Case extends CaseFacts {
  /** It judges a submit that was sent and not answered, too; other cases of its edit are skipped then. */
  readonly judgesLoss?: true
  /** When it deviates, nothing more can be told: the rest of the run is skipped for this reason. */
  readonly stops?: string
  /** Looks; returns what it found, nothing when the server keeps the contract. */
  run(run: Run): Promise<readonly Deviation[]>
}
