import type { Alternative } from '../schema/alternatives.ts'
import {
  found,
  report,
  spot,
  whereOf,
  type Change,
  type NodePair,
  type SchemaComparison,
} from './comparison.ts'
import { kindsText } from './schema-text.ts'

interface Alternatives {
  readonly before: readonly Alternative[]
  readonly after: readonly Alternative[]
}

/** Reports the types that a value no longer may be of, or may be of now, and whether it may be null. */
export function compareKinds(
  comparison: SchemaComparison,
  { trail, ...pair }: NodePair,
  { before, after }: Alternatives,
): void {
  const at = { before: pair.before.anchor, after: pair.after.anchor }
  const say = (change: Change, said: { readonly from?: string; readonly to?: string }): void =>
    report(comparison, change, {
      trail,
      ...said,
      before: spot(comparison.before, at.before),
      after: spot(comparison.after, at.after),
    })
  const kinds = { before: typesIn(before), after: typesIn(after) }
  const removed = typesIn(before).filter((one) => !kinds.after.some(({ kind }) => kind === one.kind))
  const added = typesIn(after).filter((one) => !kinds.before.some(({ kind }) => kind === one.kind))
  // Where nothing but null is left, or was there, that is what there is to say.
  const textOf = (types: readonly Alternative[], all: readonly Alternative[]): string =>
    kindsText(types.length === 0 ? all : types)
  const text = { from: textOf(kinds.before, before), to: textOf(kinds.after, after) }
  const more = (change: 'null-added' | 'type-added'): void => {
    const nested = kinds.before.some(({ kind }) => kind === 'array' || kind === 'object')
    if (comparison.direction === 'answer' || !nested) {
      say(change, change === 'null-added' ? {} : text)
      return
    }
    found(comparison, {
      rule: 'request-object-type-added',
      where: whereOf(comparison, trail),
      from: kindsText(before),
      to: kindsText(after),
      before: spot(comparison.before, at.before),
      after: spot(comparison.after, at.after),
    })
  }
  if (isAny(before) && isAny(after)) return
  if (isAny(before)) say('type-removed', text)
  else if (isAny(after)) more('type-added')
  else {
    if (kinds.before.length > 0 && removed.length === kinds.before.length && added.length > 0)
      say('type-changed', text)
    else {
      if (removed.length > 0) say('type-removed', text)
      if (added.length > 0) more('type-added')
    }
    if (hasNull(before) && !hasNull(after)) say('null-removed', {})
    if (!hasNull(before) && hasNull(after)) more('null-added')
  }
}

function typesIn(alternatives: readonly Alternative[]): readonly Alternative[] {
  return alternatives.filter(({ kind }) => kind !== 'null')
}

function isAny(alternatives: readonly Alternative[]): boolean {
  return alternatives.some(({ kind }) => kind === 'any')
}

function hasNull(alternatives: readonly Alternative[]): boolean {
  return alternatives.some(({ kind }) => kind === 'null')
}
