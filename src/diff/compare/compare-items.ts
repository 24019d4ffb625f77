import type { JsonPath } from '../../contracts/index.ts'
import type { Alternative } from '../schema/alternatives.ts'
import { report, spot, type Node, type NodePair, type SchemaComparison } from './comparison.ts'

type CompareNode = (comparison: SchemaComparison, pair: NodePair) => void

interface Pair {
  readonly before: Alternative
  readonly after: Alternative
}

/** Compares the items of a list: those that have a schema of their own by their position, then all others. */
export function compareItems(
  comparison: SchemaComparison,
  pair: NodePair,
  { before, after }: Pair,
  compareNode: CompareNode,
): void {
  const lengths = [listedIn(before), listedIn(after)] as const
  const compareAt = (step: string, placesOf: (alternative: Alternative) => readonly JsonPath[]): void => {
    const node = (alternative: Alternative, { anchor }: Node): Node => ({
      places: placesOf(alternative),
      anchor,
    })
    compareNode(comparison, {
      trail: `${pair.trail}${step}`,
      before: node(before, pair.before),
      after: node(after, pair.after),
    })
  }
  for (let index = 0; index < Math.max(...lengths); index += 1)
    compareAt(`[${String(index)}]`, (alternative) => placesAt(alternative, index))
  if (lengths[0] !== lengths[1]) {
    report(comparison, lengths[1] === 0 ? 'tuple-removed' : 'tuple-changed', {
      trail: pair.trail,
      from: String(lengths[0]),
      to: String(lengths[1]),
      before: spot(comparison.before, pair.before.anchor),
      after: spot(comparison.after, pair.after.anchor),
    })
  }
  compareAt('[]', ({ parts }) => parts.flatMap(({ path, schema }) => itemsPlace(path, schema['items'])))
}

function listedIn({ parts }: Alternative): number {
  return Math.max(
    0,
    ...parts.map(({ schema }) => (Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0)),
  )
}

function placesAt({ parts }: Alternative, index: number): readonly JsonPath[] {
  return parts.flatMap(({ path, schema }) => {
    const listed = schema['prefixItems']
    if (Array.isArray(listed) && index < listed.length) return [[...path, 'prefixItems', index]]
    return itemsPlace(path, schema['items'])
  })
}

// That no item may follow is said of the count.
function itemsPlace(path: JsonPath, items: unknown): readonly JsonPath[] {
  return items === undefined || items === false ? [] : [[...path, 'items']]
}
