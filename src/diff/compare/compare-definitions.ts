import { entriesOf, type JsonPath } from '../../contracts/index.ts'
import type { Alternative } from '../schema/alternatives.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { resolved } from '../schema/resolved.ts'
import { report, spot, type NodePair, type SchemaComparison } from './comparison.ts'

interface Pair {
  readonly before: Alternative
  readonly after: Alternative
}

/** Reports other schemas in the `$defs` of an object: openapi-typescript 7 makes a property of them. */
export function compareDefinitions(
  comparison: SchemaComparison,
  { trail, ...pair }: NodePair,
  both: Pair,
): void {
  if (both.before.kind !== 'object' && both.before.kind !== 'any') return
  const before = definitionsIn(comparison.before, both.before)
  const after = definitionsIn(comparison.after, both.after)
  if (before.key === after.key) return
  report(comparison, 'definitions-changed', {
    trail,
    from: before.names || 'none',
    to: after.names || 'none',
    before: spot(comparison.before, before.path ?? pair.before.anchor),
    after: spot(comparison.after, after.path ?? pair.after.anchor),
  })
}

interface Definitions {
  readonly names: string
  readonly key: string
  readonly path?: JsonPath
}

function definitionsIn(root: unknown, { parts }: Alternative): Definitions {
  const found = parts.filter(({ schema }) => entriesOf(schema['$defs']).length > 0)
  const [first] = found
  const names = found.flatMap(({ schema }) => entriesOf(schema['$defs']).map(([name]) => name))
  return {
    names: names.join(', '),
    key: found
      .map(({ schema }) => canonicalJson(resolved(root, schema['$defs'])))
      .sort()
      .join(' '),
    ...(first === undefined ? {} : { path: [...first.path, '$defs'] }),
  }
}
