import type { Operation } from '../../contracts/index.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import type { Spot } from '../finding-list.ts'
import type { RuleId } from '../rules.ts'
import { compareContents } from './compare-contents.ts'
import type { OperationPair } from './compare-operation.ts'

/** How messages name what a client sends. */
export const requestSubject = { whole: 'request body', field: 'request field' } as const

/** Reports the differences of what two operations take as a body. */
export function compareBodies(comparison: Comparison, [before, after]: OperationPair): void {
  const holders = [holderOf(comparison.before, before), holderOf(comparison.after, after)] as const
  const add = (rule: RuleId): void =>
    found(comparison, {
      rule,
      where: requestSubject.whole,
      before: holders[0],
      after: holders[1],
    })
  if (before.body === undefined || after.body === undefined) {
    if (before.body !== undefined) add('request-body-removed')
    if (after.body !== undefined)
      add(after.body.required ? 'request-body-added-required' : 'request-body-added')
    return
  }
  if (before.body.required !== after.body.required)
    add(after.body.required ? 'request-body-became-required' : 'request-body-became-optional')
  compareText(comparison, requestSubject.whole, 'description', [before.body.path, after.body.path])
  compareContents(comparison, {
    direction: 'request',
    subject: requestSubject,
    holders,
    before: before.body.contents,
    after: after.body.contents,
  })
}

function holderOf(root: unknown, { body, path }: Operation): Spot {
  return body === undefined ? { path } : spot(root, body.path)
}
