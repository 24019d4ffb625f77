import type { ErrorCode } from '../../errors/kontext-error.ts'
import type { DialectId } from '../../provider.ts'
import type { MockReply, MockRequest } from '../exchange.ts'
import type { MockOperation } from '../sessions/journal.ts'

/** What comes of an edit: its images, or an error of this code. */
export type Outcome = ErrorCode | 'completes'

/**
 * Which exchanges of one edit a fault strikes, counted from 1 over those it could strike: the first, each, or a range
 * with both ends in it. The submits of one edit are those with the same body.
 */
export type FaultTiming = 'always' | 'first' | { readonly from: number; readonly to?: number }

/** What a fault needs to know about the exchange it strikes. */
export interface FaultContext {
  readonly dialect: DialectId
  readonly operation: MockOperation
  readonly request: MockRequest
  /** Base URL under which the client reaches the provider. */
  readonly baseUrl: string
  /** Id of the job; empty where none was taken. */
  readonly jobId: string
  /** Origin of a host that is not the provider's and that records who comes, with a key or without. */
  readonly elsewhere: string
  /** Milliseconds since 1970 on the mock's clock. */
  readonly now: number
}

/** Makes the answer that goes out of the one that would have gone. Pure: no clock, no chance, no network. */
export type Change = (reply: MockReply, context: FaultContext) => MockReply

/** What a client does while a fault is played: `edit` and fetch the images, or `cancel` the job after the submit. */
export type FaultPlay = 'cancel' | 'edit'

/** Something that goes wrong, by name: played by the mock, listed in the documents, judged by the fault table. */
export interface Fault {
  /** Says where and what, such as `submit-reset-after-acceptance`. */
  readonly name: string
  /** What happens, in one sentence. */
  readonly about: string
  /** What a correct client does, in one sentence. */
  readonly client: string
  readonly at: readonly MockOperation[]
  readonly when: FaultTiming
  /** Left out: every dialect. */
  readonly dialects?: readonly DialectId[]
  /** The mock does nothing of what was asked, takes no job and cancels none; `change` gets an empty answer. */
  readonly instead?: true
  /** Other answers of these operations are not struck and not counted. */
  readonly only?: (reply: MockReply, context: FaultContext) => boolean
  /** @default 'edit' */
  readonly play?: FaultPlay
  /** How many jobs a real provider bills for one edit of a correct client. */
  readonly billed: 0 | 1
  /** What a correct client shows; one of several where clients may differ. */
  readonly expect: Outcome | readonly Outcome[]
  /** The same, where the provider is on loopback, as a mock over HTTP is. @default `expect` */
  readonly expectOnLoopback?: Outcome | readonly Outcome[]
  readonly change: Change
}

/** What the faults of a table have in common. */
export type FaultBase = Partial<Omit<Fault, 'about' | 'change' | 'name'>>

/** One row of a table of faults. */
export type FaultRow = FaultBase & Pick<Fault, 'about' | 'change'>

type Complete = Pick<Fault, 'at' | 'billed' | 'client' | 'expect' | 'when'>

/** Makes a table of faults: what they share, then each by its name with what it changes about that. */
export function faultTable(
  base: Complete & FaultBase,
  rows: Readonly<Record<string, FaultRow>>,
): readonly Fault[] {
  return Object.entries(rows).map(([name, row]) => ({ ...base, ...row, name }))
}

/** Whether a fault strikes the `nth` exchange it could strike, counted from 1. */
export function isDue(when: FaultTiming, nth: number): boolean {
  if (when === 'always') return true
  if (when === 'first') return nth === 1
  return nth >= when.from && nth <= (when.to ?? Infinity)
}
