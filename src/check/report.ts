import type { Evidence } from '../contracts/evidence.ts'
import type { JobHandle } from '../handle.ts'
import type { CaseGroup, EditName, Severity } from './case.ts'

/** One way in which a server does other than its contract says. */
export interface Deviation {
  /** One sentence: what was asked, what the contract says, what came. */
  readonly message: string
  readonly want: string
  readonly got: string
  /** JSON pointer of what was broken, where it is more exact than those of the case. */
  readonly pointer?: string
  /** Number of the exchange in the run, for the log. */
  readonly exchange?: number
  /**
   * A command of curl, on one or several lines, that asks the same again: with the key as the environment variable of
   * the provider, images cut short, and a comment first where it costs an edit.
   */
  readonly curl?: string
  /** What the file of known deviations says of it; `until` is the last day, `2027-01-31`. */
  readonly known?: { readonly reason: string; readonly until: string }
}

/**
 * What came of a case. `known`: it deviates as the file of known deviations says. `inapplicable`: the contract has no such
 * thing. `skipped`: it was not looked at; `reason` says why, such as the budget.
 */
export type CaseStatus = 'passed' | 'deviates' | 'known' | 'inapplicable' | 'skipped'

/** A case and what came of it. */
export interface CaseResult {
  readonly id: string
  readonly group: CaseGroup
  readonly severity: Severity
  readonly title: string
  readonly status: CaseStatus
  /** Why it was skipped or does not apply; of a known deviation, the reason its file gives. */
  readonly reason?: string
  /** Of a known deviation: the last day it is known, `2027-01-31`. */
  readonly until?: string
  readonly deviations: readonly Deviation[]
  /** What it tests: places in the contract and what stands behind them. */
  readonly evidence: readonly Evidence[]
  readonly edits: readonly EditName[]
  /** How long it took, in milliseconds; the first case that looks at a paid edit waits for it. */
  readonly ms: number
}

/** A job that was paid for. JSON as it is. */
export interface PaidJob {
  /** The edit it is; `probe`: a submit that must be refused was taken. */
  readonly edit: EditName | 'probe'
  /** The id the server gave it. */
  readonly requestId: string
  /** To resume it, with `kontext resume` or in code; missing where the server put something into it that may be a secret. */
  readonly handle?: JobHandle
}

/** A job that was not seen to end in the run. */
export interface LeftJob extends PaidJob {
  /**
   * What asking to cancel it came to. `canceled`: the server says so. `requested`: it will try. `too-late`: it says that
   * the job had ended. `refused`: it answered something else. `unsupported`: there is no cancel. No handle with `canceled`.
   */
  readonly cancel: 'canceled' | 'refused' | 'requested' | 'too-late' | 'unanswered' | 'unsupported'
}

/** A remark about the run itself, such as a known deviation that is gone or has expired. */
export interface Remark {
  readonly rule:
    | 'deviation-expired'
    | 'deviation-gone'
    | 'edit-lost'
    | 'job-left'
    | 'probe-taken'
    | 'refused-late'
    | 'run-stopped'
    | 'server-away'
    | 'suite-failed'
  readonly message: string
  readonly case?: string
  /** Of `job-left`: the job. */
  readonly job?: LeftJob
}

/** One request of the run and its answer, redacted and capped, for reports. */
export interface LoggedExchange {
  readonly number: number
  /** What it was for, in a few words. */
  readonly about: string
  readonly method: string
  /** Path and query; ids stay, values that may be credentials are cut out. */
  readonly path: string
  /** 0 where no complete answer came. */
  readonly status: number
  readonly ms: number
  readonly edit?: EditName
}

/** What a run of the suite against one server found. JSON as it is. */
export interface CheckReport {
  readonly format: 1
  /**
   * `incomplete`: nothing deviated, and not all was looked at: the run was stopped before its end, the server did not let
   * itself be asked (it limited how often, or took no connection), or the suite failed in a case. `unreachable`: no
   * request was answered, or no case could be looked at; nothing is known.
   */
  readonly verdict: 'conforms' | 'deviates' | 'incomplete' | 'unreachable'
  readonly provider: { readonly id: string; readonly title: string }
  readonly baseUrl: string
  readonly model: string
  /** SHA-256 of the contract that was held against the server. */
  readonly contractHash: string
  readonly sdkVersion: string
  /** When the run began, ISO 8601. */
  readonly startedAt: string
  readonly durationMs: number
  readonly budget: {
    /** Edits that were allowed. */
    readonly edits: number
    /** Edits that may have been paid. */
    readonly spent: number
    readonly images: number
    /** US dollars they may have cost, where prices are documented. */
    readonly usd?: number
  }
  /** As `listCases` lists them. */
  readonly cases: readonly CaseResult[]
  readonly remarks: readonly Remark[]
  readonly exchanges: readonly LoggedExchange[]
  /** Why nothing was reached. */
  readonly failure?: string
}
