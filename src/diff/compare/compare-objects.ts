import type { RuleId } from '../rules.ts'
import { alternativesAt, type Alternative } from '../schema/alternatives.ts'
import { fieldsOf, otherFieldsOf, patternFieldsOf, type Field, type OtherFields } from '../schema/fields.ts'
import {
  found,
  report,
  spot,
  stepInto,
  whereOf,
  type Node,
  type NodePair,
  type SchemaComparison,
} from './comparison.ts'

interface Pair {
  readonly before: Alternative
  readonly after: Alternative
}

type CompareNode = (comparison: SchemaComparison, pair: NodePair) => void

/** Reports the fields that are gone, new, needed or optional now, and compares those that both have. */
export function compareObjects(
  comparison: SchemaComparison,
  pair: NodePair,
  both: Pair,
  compareNode: CompareNode,
): void {
  const before = fieldsOf(both.before)
  const after = fieldsOf(both.after)
  for (const [name, field] of before) {
    const other = after.get(name)
    if (other === undefined) reportRemoved(comparison, pair, field)
    else compareFields(comparison, pair, [field, other], compareNode)
  }
  for (const [name, field] of after) if (!before.has(name)) reportAdded(comparison, pair, field)
  comparePatternFields(comparison, pair, both, compareNode)
  compareOthers(comparison, pair, both, compareNode)
}

/** Reports a field that is gone. */
export function reportRemoved(comparison: SchemaComparison, pair: NodePair, field: Field): void {
  report(comparison, 'property-removed', {
    trail: stepInto(pair.trail, field.name),
    before: spot(comparison.before, nodeOf(field, pair.before).anchor),
    after: { path: pair.after.anchor },
  })
}

/** Reports a field that is new. */
export function reportAdded(comparison: SchemaComparison, pair: NodePair, field: Field): void {
  const trail = stepInto(pair.trail, field.name)
  const before = { path: pair.before.anchor }
  const after = spot(comparison.after, nodeOf(field, pair.after).anchor)
  if (comparison.direction === 'answer' || field.required === undefined) {
    report(comparison, 'property-added', { trail, before, after })
    return
  }
  found(comparison, {
    rule: 'request-property-added-required',
    where: whereOf(comparison, trail),
    before,
    after,
  })
}

/** Reports whether a field is needed, and compares its schema. */
export function compareFields(
  comparison: SchemaComparison,
  pair: NodePair,
  [before, after]: readonly [Field, Field],
  compareNode: CompareNode,
): void {
  const trail = stepInto(pair.trail, before.name)
  const inside = { trail, before: nodeOf(before, pair.before), after: nodeOf(after, pair.after) }
  if ((before.required === undefined) !== (after.required === undefined)) {
    found(comparison, {
      rule:
        after.required === undefined
          ? optionalRule(comparison, before)
          : `${comparison.direction}-property-became-required`,
      where: whereOf(comparison, trail),
      before: spot(comparison.before, before.required ?? inside.before.anchor),
      after: spot(comparison.after, after.required ?? inside.after.anchor),
    })
  }
  compareNode(comparison, inside)
}

function optionalRule({ direction, before }: SchemaComparison, { places }: Field): RuleId {
  const nested = alternativesAt(before, places).some(({ kind }) => kind === 'array' || kind === 'object')
  return direction === 'request' && nested
    ? 'request-object-became-optional'
    : `${direction}-property-became-optional`
}

function nodeOf({ places, required }: Field, container: Node): Node {
  return { places, anchor: places[0] ?? required ?? container.anchor }
}

/** Fields whose names match a pattern. Of an open object a pattern takes something away, of a closed one it adds. */
function comparePatternFields(
  comparison: SchemaComparison,
  pair: NodePair,
  both: Pair,
  compareNode: CompareNode,
): void {
  const [before, after] = [patternFieldsOf(both.before), patternFieldsOf(both.after)]
  for (const pattern of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(pattern), after.get(pattern)]
    const trail = stepInto(pair.trail, `/${pattern}/`)
    const anchors = { before: one?.[0] ?? pair.before.anchor, after: other?.[0] ?? pair.after.anchor }
    if (one !== undefined && other !== undefined) {
      compareNode(comparison, {
        trail,
        before: { places: one, anchor: anchors.before },
        after: { places: other, anchor: anchors.after },
      })
      continue
    }
    const lacking = one === undefined ? both.before : both.after
    const opens = otherFieldsOf(lacking).allows === 'none'
    report(comparison, (one === undefined) === opens ? 'pattern-fields-widened' : 'pattern-fields-narrowed', {
      trail,
      before: spot(comparison.before, anchors.before),
      after: spot(comparison.after, anchors.after),
    })
  }
}

function compareOthers(
  comparison: SchemaComparison,
  pair: NodePair,
  both: Pair,
  compareNode: CompareNode,
): void {
  const before = otherFieldsOf(both.before)
  const after = otherFieldsOf(both.after)
  const { trail } = pair
  const anchors = { before: before.path ?? pair.before.anchor, after: after.path ?? pair.after.anchor }
  const at = { before: spot(comparison.before, anchors.before), after: spot(comparison.after, anchors.after) }
  if (before.allows === 'some' && after.allows === 'some') {
    compareNode(comparison, {
      trail: stepInto(trail, '*'),
      before: { places: before.places, anchor: anchors.before },
      after: { places: after.places, anchor: anchors.after },
    })
  } else if (before.allows === 'some' || after.allows === 'some') {
    report(comparison, 'other-fields-changed', {
      trail,
      from: othersText(before),
      to: othersText(after),
      ...at,
    })
  } else if (before.allows !== after.allows) {
    report(comparison, after.allows === 'none' ? 'other-fields-forbidden' : 'other-fields-allowed', {
      trail,
      ...at,
    })
  }
  // Of an object without fields openapi-typescript makes `Record<string, never>`, with `additionalProperties: true`
  // an index signature. Fields that have names are read and written by them either way.
  const bare = fieldsOf(both.before).size === 0 && fieldsOf(both.after).size === 0
  const signed = [before, after].map(({ allows, signature }) => allows === 'all' && signature !== undefined)
  if (!bare || before.allows === 'some' || after.allows === 'some' || signed[0] === signed[1]) return
  report(comparison, signed[0] === true ? 'index-signature-removed' : 'index-signature-added', {
    trail,
    ...at,
  })
}

function othersText({ allows }: OtherFields): string {
  return { all: 'any', none: 'none', some: 'those of a schema' }[allows]
}
