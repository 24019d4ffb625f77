import { alternativesAt, impossibleAt, type Alternative } from '../schema/alternatives.ts'
import { compareConstraints } from './compare-constraints.ts'
import { compareDefinitions } from './compare-definitions.ts'
import { compareEncodings } from './compare-encodings.ts'
import { compareItems } from './compare-items.ts'
import { compareKinds } from './compare-kinds.ts'
import { compareLimits } from './compare-limits.ts'
import { compareNotes } from './compare-notes.ts'
import { compareObjects } from './compare-objects.ts'
import { compareValues } from './compare-values.ts'
import {
  isNew,
  report,
  settled,
  spot,
  type Node,
  type NodePair,
  type SchemaComparison,
} from './comparison.ts'
import { matchAlternatives } from './match-alternatives.ts'
import { alternativeText } from './schema-text.ts'

/** Reports every difference of two schemas, and of all inside them. */
export function compareSchemas(comparison: SchemaComparison, { trail, ...nodes }: NodePair): void {
  const pair = {
    trail,
    before: settled(comparison.before, nodes.before),
    after: settled(comparison.after, nodes.after),
  }
  if (!isNew(comparison, pair)) return
  const before = alternativesAt(comparison.before, pair.before.places)
  const after = alternativesAt(comparison.after, pair.after.places)
  compareNotes(comparison, pair, { before, after })
  compareKinds(comparison, pair, { before, after })
  const impossible = [
    impossibleAt(comparison.before, pair.before.places),
    impossibleAt(comparison.after, pair.after.places),
  ]
  if (impossible[0] !== impossible[1]) {
    const at = {
      before: spot(comparison.before, pair.before.anchor),
      after: spot(comparison.after, pair.after.anchor),
    }
    report(comparison, 'impossible-variant-changed', { trail, ...at })
  }
  const kinds = new Set(before.map(({ kind }) => kind))
  for (const kind of kinds) {
    if (kind === 'null') continue
    const ofKind = (all: readonly Alternative[]): Alternative[] => all.filter((one) => one.kind === kind)
    compareOfKind(comparison, pair, { before: ofKind(before), after: ofKind(after) })
  }
}

interface Alternatives {
  readonly before: readonly Alternative[]
  readonly after: readonly Alternative[]
}

function compareOfKind(comparison: SchemaComparison, pair: NodePair, { before, after }: Alternatives): void {
  // That a kind is new or gone is said of the kind.
  if (before.length === 0 || after.length === 0) return
  const { pairs, removed, added } = matchAlternatives(comparison, before, after)
  const { trail } = pair
  const place = (root: unknown, node: Node, { member }: Alternative): Node =>
    member === undefined ? node : settled(root, { places: [member, ...node.places], anchor: member })
  for (const alternative of removed) {
    const at = place(comparison.before, pair.before, alternative)
    const from = alternativeText(comparison.before, alternative)
    const rest = { before: spot(comparison.before, at.anchor), after: { path: pair.after.anchor } }
    report(comparison, 'variant-removed', { trail, from, ...rest })
  }
  for (const alternative of added) {
    const at = place(comparison.after, pair.after, alternative)
    const to = alternativeText(comparison.after, alternative)
    const rest = { before: { path: pair.before.anchor }, after: spot(comparison.after, at.anchor) }
    report(comparison, 'variant-added', { trail, to, ...rest })
  }
  for (const [one, other] of pairs) {
    const matched = {
      trail,
      before: place(comparison.before, pair.before, one),
      after: place(comparison.after, pair.after, other),
    }
    compareMatched(comparison, matched, one, other)
  }
}

function compareMatched(
  comparison: SchemaComparison,
  pair: NodePair,
  before: Alternative,
  after: Alternative,
): void {
  compareConstraints(comparison, pair, { before, after })
  compareEncodings(comparison, pair, { before, after })
  compareDefinitions(comparison, pair, { before, after })
  // What is listed is allowed, whatever else is said of it.
  if (before.values !== undefined || after.values !== undefined) {
    compareValues(comparison, pair, { before, after })
    return
  }
  compareLimits(comparison, pair, { before, after })
  // Of any kind, what is said of objects and lists holds where it is one.
  const { kind } = before
  if (kind === 'object' || kind === 'any') compareObjects(comparison, pair, { before, after }, compareSchemas)
  if (kind === 'array' || kind === 'any') compareItems(comparison, pair, { before, after }, compareSchemas)
}
