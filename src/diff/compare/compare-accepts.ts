import type { JsonPath } from '../../contracts/index.ts'
import { found, spot, whereOf, type NodePair, type SchemaComparison } from './comparison.ts'
import type { Part } from '../schema/parts.ts'
import { listText } from './schema-text.ts'

/** Reports the forms of an image that are taken no more, or now, where both contracts say which. */
export function compareAccepts(
  comparison: SchemaComparison,
  { trail }: NodePair,
  [before, after]: readonly [readonly Part[], readonly Part[]],
): void {
  const [one, other] = [acceptsIn(before), acceptsIn(after)]
  if (one === undefined || other === undefined) return
  const at = { before: spot(comparison.before, one.path), after: spot(comparison.after, other.path) }
  const where = whereOf(comparison, trail)
  const removed = one.forms.filter((form) => !other.forms.includes(form))
  const added = other.forms.filter((form) => !one.forms.includes(form))
  if (removed.length > 0)
    found(comparison, { rule: 'request-image-form-removed', where, from: listText(removed), ...at })
  if (added.length > 0)
    found(comparison, { rule: 'request-image-form-added', where, to: listText(added), ...at })
}

function acceptsIn(parts: readonly Part[]): { forms: readonly unknown[]; path: JsonPath } | undefined {
  for (const { path, schema } of parts) {
    const forms = schema['x-accepts']
    if (Array.isArray(forms)) return { forms, path: [...path, 'x-accepts'] }
  }
  return undefined
}
