import type { Violation } from '../../contracts/exchange.ts'

/** What the client could learn from a complete answer about the job it asked for. */
export type Told = 'ended' | 'result' | 'waiting'

/** What somebody asked the mock for. */
export type MockOperation = 'cancel' | 'image' | 'jwks' | 'result' | 'status' | 'stream' | 'submit' | 'sync'

/** One request the mock answered. Bodies and keys are not kept. */
export interface JournalEntry {
  /** Which request of its session this is, from 1. */
  readonly number: number
  /** When it arrived, in milliseconds since 1970 on the mock's clock. */
  readonly at: number
  /** Id of the session. */
  readonly session: string
  /** Id of the provider, where the path or the host names one. */
  readonly provider?: string
  /** Missing where the contract has no such path. */
  readonly operation?: MockOperation
  readonly method: string
  /** Host and port the client named. */
  readonly host: string
  /** Path and query as the client sent them; values that may be credentials are cut out. */
  readonly path: string
  /** Status of the answer; 0 where no complete answer was written. */
  readonly status: number
  /** A credential came along. */
  readonly keySent: boolean
  /** It came with the scheme of the contract, and the mock took it. */
  readonly keyOk: boolean
  /** The job that was asked for; on a submit, the job that was taken. */
  readonly jobId?: string
  readonly told?: Told
  readonly bodyBytes: number
  /** Fingerprint of the body; the same bytes have the same. Empty where there was no body. */
  readonly bodyHash: string
  /** Scenarios and faults that were played. */
  readonly scenarios: readonly string[]
  readonly violations: readonly Violation[]
  /** The answer asked the client to wait as long. */
  readonly retryAfterMs?: number
}

/** An entry before its session has given it a number. */
export type NewEntry = Omit<JournalEntry, 'number' | 'session'>

/** The requests of one session, oldest first. */
export interface SessionJournal {
  readonly entries: readonly JournalEntry[]
  /** How many of the first requests are no longer kept. */
  readonly lost: number
}
