import type { JsonPath } from '../../contracts/index.ts'
import type { Alternative } from '../schema/alternatives.ts'
import { report, spot, type NodePair, type SchemaComparison } from './comparison.ts'

interface Alternatives {
  readonly before: Alternative
  readonly after: Alternative
}

/** Reports that a text stands for other bytes than before: `contentEncoding`. */
export function compareEncodings(
  comparison: SchemaComparison,
  { trail, ...pair }: NodePair,
  both: Alternatives,
): void {
  const [before, after] = [encodingOf(both.before), encodingOf(both.after)]
  if (before?.name === after?.name) return
  report(comparison, 'text-encoding-changed', {
    trail,
    from: before?.name ?? 'as it is',
    to: after?.name ?? 'as it is',
    before: spot(comparison.before, before?.path ?? pair.before.anchor),
    after: spot(comparison.after, after?.path ?? pair.after.anchor),
  })
}

interface Encoding {
  readonly name: string
  readonly path: JsonPath
}

/** Names of encodings have no case (RFC 2045). */
function encodingOf({ parts }: Alternative): Encoding | undefined {
  for (const { path, schema } of parts) {
    const name = schema['contentEncoding']
    if (typeof name === 'string') return { name: name.toLowerCase(), path: [...path, 'contentEncoding'] }
  }
  return undefined
}
