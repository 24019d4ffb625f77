import { operationsOf, type Contract } from '../contracts/index.ts'
import { compareText } from './compare/compare-text.ts'
import { found, type Comparison } from './compare/comparison.ts'
import type { Finding } from './finding.ts'
import { FindingList } from './finding-list.ts'
import { compareAccess } from './operations/compare-access.ts'
import { compareOperation } from './operations/compare-operation.ts'
import { compareWebhooks } from './operations/compare-webhooks.ts'
import { matchOperations } from './operations/match-operations.ts'
import { treeOf } from './tree-of.ts'

/**
 * What changed from one contract to another, what breaks first.
 * Both are resolved and made canonical before: how schemas are named, shared, wrapped or ordered is no difference.
 * ```ts
 * const findings = diffContracts(before, readContract('fal'))
 * findings.filter((finding) => isAtLeast(severityOf(finding), 'major')).map(({ message }) => message)
 * // [ 'submitMax: request field guidance_scale takes a narrower range: 1 to 20 → 1 to 10' ]
 * ```
 * @throws UnusableContract when one of them is no YAML, no OpenAPI, or refers to what is not in it
 */
export function diffContracts(before: Contract, after: Contract): readonly Finding[] {
  const findings = new FindingList(before, after, 'history')
  const comparison = { before: treeOf(before), after: treeOf(after), findings }
  const { pairs, removed, added } = matchOperations(
    operationsOf(comparison.before),
    operationsOf(comparison.after),
  )
  reportMissing(comparison, { removed, added })
  compareAccess(comparison, pairs)
  for (const pair of pairs) compareOperation({ ...comparison, operation: nameOf(pair[0]) }, pair)
  compareWebhooks(comparison)
  for (const word of ['title', 'description', 'version'])
    compareText(comparison, 'the contract', word, [['info'], ['info']])
  return findings.toFindings()
}

/** How messages name an operation. */
export function nameOf({ id, method, template }: ReturnType<typeof operationsOf>[number]): string {
  return id === '' ? `${method.toUpperCase()} ${template}` : id
}

type Missing = Pick<ReturnType<typeof matchOperations>, 'removed' | 'added'>

/** Operations that only one of the two has. */
export function reportMissing(comparison: Comparison, { removed, added }: Missing): void {
  const where = 'the operation'
  const paths = { path: ['paths'] }
  for (const one of removed) {
    const before = { path: one.path, value: `${one.method.toUpperCase()} ${one.template}` }
    found(
      { ...comparison, operation: nameOf(one) },
      { rule: 'operation-removed', where, before, after: paths },
    )
  }
  for (const one of added) {
    const after = { path: one.path, value: `${one.method.toUpperCase()} ${one.template}` }
    found({ ...comparison, operation: nameOf(one) }, { rule: 'operation-added', where, before: paths, after })
  }
}
