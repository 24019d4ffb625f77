import { diffContracts, diffProviders, isAtLeast, severityOf, UnusableContract } from 'kontext-sdk/diff'
import type { Finding, PlacedDifference, Severity } from 'kontext-sdk/diff'
import { CommandError } from '../command-error.ts'
import type { Compared } from './compared.ts'

/** What was compared and what came of it. */
export interface Outcome {
  readonly before: Compared
  readonly after: Compared
  /** Of two providers: what differs for portable calls. */
  readonly portable?: readonly PlacedDifference[]
  readonly findings: readonly Finding[]
}

/** For whom a difference is rated: who talks HTTP by hand, who compiles against the types, or both. */
export type Audience = 'wire' | 'types' | 'both'

/** What is shown, and for whom it is rated. */
export interface View {
  readonly least: Severity
  readonly audience: Audience
  /** Whether people see both places of each difference, and where they come from. */
  readonly evidence: boolean
}

/** Compares two providers, or two contracts. */
export function compare(before: Compared, after: Compared): Outcome {
  try {
    return compareUsable(before, after)
  } catch (error) {
    throw error instanceof UnusableContract ? new CommandError(error.message, 2) : error
  }
}

function compareUsable(before: Compared, after: Compared): Outcome {
  const [one, other] = [before.provider, after.provider]
  if (one === undefined || other === undefined || one.id === other.id)
    return { before, after, findings: diffContracts(before.contract, after.contract) }
  const sides = [
    { contract: before.contract, provider: one },
    { contract: after.contract, provider: other },
  ] as const
  return { before, after, ...diffProviders(...sides) }
}

/** How severe a finding is for somebody. */
export function rating({ wire, types }: Finding, audience: Audience): Severity {
  if (audience === 'both') return severityOf({ wire, types })
  return audience === 'wire' ? wire : types
}

/** The findings of at least a severity, the highest first. */
export function atLeast(
  findings: readonly Finding[],
  least: Severity,
  audience: Audience,
): readonly Finding[] {
  const order: readonly Severity[] = ['major', 'minor', 'patch']
  return order
    .filter((severity) => isAtLeast(severity, least))
    .flatMap((severity) => findings.filter((finding) => rating(finding, audience) === severity))
}
