import { found, type Comparison } from '../compare/comparison.ts'
import type { Spot } from '../finding-list.ts'
import type { RuleId } from '../rules.ts'
import { noKey, securityOf, serversOf, type Access } from './access.ts'
import type { OperationPair } from './compare-operation.ts'

/** Reports which servers and keys are no longer right, or right now: once, where all operations agree. */
export function compareAccess(comparison: Comparison, pairs: readonly OperationPair[]): void {
  for (const compare of [compareServers, compareSecurity]) {
    const all = pairs.map((pair) => ({ pair, changes: compare(comparison, pair) }))
    const agree = new Set(
      all.map(({ changes }) => JSON.stringify(changes.map(({ rule, where }) => [rule, where]))),
    )
    for (const { pair, changes } of all) {
      const scope = agree.size === 1 ? comparison : { ...comparison, operation: pair[0].id }
      for (const change of changes) found(scope, change)
    }
  }
}

interface Change {
  readonly rule: RuleId
  readonly where: string
  readonly before: Spot
  readonly after: Spot
}

function compareServers({ before, after }: Comparison, [one, other]: OperationPair): readonly Change[] {
  const sides = [serversOf(before, one), serversOf(after, other)] as const
  const removed = sides[1].size === 0 ? 'last-server-removed' : 'server-removed'
  return changesOf(sides, { removed, added: 'server-added' }, ['servers'])
}

function compareSecurity({ before, after }: Comparison, [one, other]: OperationPair): readonly Change[] {
  const sides = [securityOf(before, one), securityOf(after, other)] as const
  const open = sides.map((side) => side.has(noKey))
  const rules = {
    removed: open[1] === true ? 'security-dropped' : 'security-removed',
    added: open[0] === true && open[1] !== true ? 'security-required' : 'security-added',
  } as const
  const changes = changesOf(sides, rules, ['security']).filter(({ where }) => where !== noKey)
  // Only whether a key may be left out differs: the key itself is taken by both.
  const [key] = (open[0] === true ? sides[1] : sides[0]).keys()
  if (open[0] === open[1] || key === undefined || changes.length > 0) return changes
  return [
    { rule: rules[open[0] === true ? 'added' : 'removed'], where: key, ...spotsOf(sides, key, ['security']) },
  ]
}

function changesOf(
  sides: readonly [Access, Access],
  rules: { readonly removed: RuleId; readonly added: RuleId },
  holder: readonly string[],
): readonly Change[] {
  const [before, after] = sides
  return [
    ...[...before.keys()]
      .filter((name) => !after.has(name))
      .map((where) => ({ rule: rules.removed, where, ...spotsOf(sides, where, holder) })),
    ...[...after.keys()]
      .filter((name) => !before.has(name))
      .map((where) => ({ rule: rules.added, where, ...spotsOf(sides, where, holder) })),
  ]
}

function spotsOf(
  [before, after]: readonly [Access, Access],
  name: string,
  holder: readonly string[],
): { readonly before: Spot; readonly after: Spot } {
  return { before: before.get(name) ?? { path: holder }, after: after.get(name) ?? { path: holder } }
}
