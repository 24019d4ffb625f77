import { compareFields, reportAdded, reportRemoved } from '../compare/compare-objects.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import {
  found,
  settled,
  spot,
  stepInto,
  whereOf,
  type Comparison,
  type SchemaComparison,
} from '../compare/comparison.ts'
import type { ProviderDescriptor } from '../../provider.ts'
import { requestSubject } from '../operations/compare-bodies.ts'
import type { OperationPair } from '../operations/compare-operation.ts'
import { submitBodyOf, type SubmitBody } from './submit-body.ts'

/** Compares what two providers take as an edit, option by option: each has names and a nesting of its own. */
export function compareSubmits(
  comparison: Comparison,
  [before, after]: OperationPair,
  [one, other]: readonly [ProviderDescriptor, ProviderDescriptor],
): void {
  const bodies = [
    submitBodyOf(comparison.before, before, one),
    submitBodyOf(comparison.after, after, other),
  ] as const
  const inside: SchemaComparison = {
    ...comparison,
    direction: 'request',
    subject: requestSubject,
    seen: new Set(),
  }
  if (bodies[0] === undefined || bodies[1] === undefined) return
  compareLayout(inside, [bodies[0], bodies[1]])
  compareOptions(inside, [bodies[0], bodies[1]])
}

type BodyPair = readonly [before: SubmitBody, after: SubmitBody]

function compareLayout(comparison: SchemaComparison, [before, after]: BodyPair): void {
  if (before.trail === after.trail) return
  const text = ({ trail }: SubmitBody): string => (trail === '' ? 'flat' : `fields in ${trail}`)
  found(comparison, {
    rule: 'request-body-layout-changed',
    where: requestSubject.whole,
    from: text(before),
    to: text(after),
    before: spot(comparison.before, settled(comparison.before, before.node).anchor),
    after: spot(comparison.after, settled(comparison.after, after.node).anchor),
  })
}

function compareOptions(comparison: SchemaComparison, [before, after]: BodyPair): void {
  const pair = {
    trail: before.trail,
    before: settled(comparison.before, before.node),
    after: settled(comparison.after, after.node),
  }
  for (const [purpose, field] of before.byPurpose) {
    const other = after.byPurpose.get(purpose)
    if (other === undefined) {
      reportRemoved(comparison, pair, field)
      continue
    }
    if (field.name !== other.name) {
      found(comparison, {
        rule: 'request-property-renamed',
        where: whereOf(comparison, stepInto(before.trail, field.name)),
        from: field.name,
        to: other.name,
        before: spot(comparison.before, field.places[0] ?? pair.before.anchor),
        after: spot(comparison.after, other.places[0] ?? pair.after.anchor),
      })
    }
    compareFields(comparison, pair, [field, other], compareSchemas)
  }
  const added = { ...pair, trail: after.trail }
  for (const [purpose, field] of after.byPurpose)
    if (!before.byPurpose.has(purpose)) reportAdded(comparison, added, field)
}
