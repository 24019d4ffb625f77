import { operationsOf } from '../contracts/index.ts'
import { compareCapabilities } from '../portability/index.ts'
import { nameOf, reportMissing } from './diff-contracts.ts'
import type { Finding } from './finding.ts'
import { FindingList } from './finding-list.ts'
import { compareAccess } from './operations/compare-access.ts'
import { compareBodies } from './operations/compare-bodies.ts'
import { compareAround, type OperationPair } from './operations/compare-operation.ts'
import { compareSubmits } from './providers/compare-submits.ts'
import { described, type ProviderContract } from './providers/described.ts'
import { placeDifferences, type PlacedDifference } from './providers/place-differences.ts'
import { isSubmit, rolesOf } from './providers/roles.ts'
import { treeOf } from './tree-of.ts'

/** What differs between two providers. */
export interface ProviderDiff {
  /** For calls with portable options: what one of the two refuses or treats differently, with an edit that shows it. */
  readonly portable: readonly PlacedDifference[]
  /** For who talks HTTP by hand or compiles against generated types, what breaks first. */
  readonly findings: readonly Finding[]
}

/**
 * What differs between two providers. Operations are compared by what they are for, and what is submitted option by
 * option, because paths and names on the wire are every provider's own.
 * ```ts
 * diffProviders(
 *   { provider: fal(), contract: readContract('fal') },
 *   { provider: vtrix(), contract: readContract('vtrix') },
 * ).portable.map(({ message }) => message)
 * // [ 'guidance 11 is valid at fal (1 to 20), refused by vtrix (1 to 10)', … ]
 * ```
 * @throws InputError when one of them is something else
 * @throws UnusableContract when one of them is no YAML, no OpenAPI, or refers to what is not in it
 */
export function diffProviders(one: ProviderContract, other: ProviderContract): ProviderDiff {
  const [a, b] = [described(one, 'a'), described(other, 'b')]
  const findings = new FindingList(a.contract, b.contract, 'providers')
  const comparison = { before: treeOf(a.contract), after: treeOf(b.contract), findings }
  const before = rolesOf(operationsOf(comparison.before), a.provider)
  const after = rolesOf(operationsOf(comparison.after), b.provider)
  const removed = [...before].flatMap(([role, operation]) => (after.has(role) ? [] : [operation]))
  const added = [...after].flatMap(([role, operation]) => (before.has(role) ? [] : [operation]))
  reportMissing(comparison, { removed, added })
  const pairs = [...before].flatMap(([role, operation]) => {
    const other = after.get(role)
    return other === undefined ? [] : [{ role, pair: [operation, other] satisfies OperationPair }]
  })
  compareAccess(
    comparison,
    pairs.map(({ pair }) => pair),
  )
  for (const { role, pair } of pairs) {
    const named = { ...comparison, operation: nameOf(pair[0]) }
    compareAround(named, pair)
    if (isSubmit(role)) compareSubmits(named, pair, [a.provider, b.provider])
    else compareBodies(named, pair)
  }
  const portable = placeDifferences(compareCapabilities(a.provider, b.provider), a, b)
  return { portable, findings: findings.toFindings() }
}
