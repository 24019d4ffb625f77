import type { ProviderDescriptor } from 'kontext-sdk'
import type { Account, Fault, Finding, JournalEntry, Outcome, StrayRequest } from 'kontext-sdk/testing'
import type { ClientRun } from './client-run.ts'
import type { TrappedRequest } from './trap-proxy.ts'

/** What is known about one run of a client, on both sides of the wire. */
export interface Evidence {
  /** Missing where nothing was to go wrong. */
  readonly fault?: Pick<Fault, 'expect' | 'expectOnLoopback' | 'name'>
  /** The fault struck, or there was none to strike. */
  readonly met: boolean
  readonly run: ClientRun
  readonly provider: Pick<ProviderDescriptor, 'dialect'>
  readonly journal: readonly JournalEntry[]
  /** What verifying the journal found. */
  readonly findings: readonly Finding[]
  readonly account: Account
  /** Requests at the other host of the mock. */
  readonly strays: readonly StrayRequest[]
  /** Requests that were kept from leaving. */
  readonly trapped: readonly TrappedRequest[]
  readonly onLoopback: boolean
}

/** What a correct client may show for a fault. */
export function expectedOutcomes(fault: Evidence['fault'], onLoopback: boolean): readonly Outcome[] {
  if (fault === undefined) return ['completes']
  const chosen: Outcome | readonly Outcome[] =
    (onLoopback ? fault.expectOnLoopback : undefined) ?? fault.expect
  return typeof chosen === 'string' ? [chosen] : chosen
}
