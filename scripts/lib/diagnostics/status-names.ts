import type { Diagnostic } from '../diagnostic.ts'
import type { Traced } from '../evidence.ts'
import { isObject, objectAt, type Json } from '../json.ts'

/** Answers whose `status` can be any text: nobody can tell from them when a job is done. */
export function statusNames({ tree, evidence }: Traced): Diagnostic[] {
  const found: Diagnostic[] = []
  const visit = (schema: Json): void => {
    if (Array.isArray(schema)) schema.forEach(visit)
    if (!isObject(schema)) return
    const properties = objectAt(schema, 'properties')
    const { status } = properties
    const place = evidence.get(properties, 'status')
    if (isObject(status) && status['type'] === 'string' && !namesValues(status) && place !== undefined) {
      const { file, line, column } = place
      const message = 'the status is any text; overlays and the dialect must name the ones there are'
      found.push({ severity: 'warning', rule: 'no-status-names', file, line, column, message })
    }
    for (const property of Object.values(properties)) visit(property)
    for (const key of ['allOf', 'anyOf', 'items', 'oneOf']) visit(schema[key] ?? null)
  }
  for (const item of Object.values(objectAt(tree, 'paths'))) {
    for (const operation of isObject(item) ? Object.values(item) : []) {
      for (const response of Object.values(objectAt(operation, 'responses'))) {
        for (const media of Object.values(objectAt(response, 'content')))
          visit(isObject(media) ? (media['schema'] ?? null) : null)
      }
    }
  }
  // A page without a path has its answer here.
  visit(objectAt(tree, 'components', 'schemas')['Answer'] ?? null)
  return found
}

function namesValues(schema: Json): boolean {
  return isObject(schema) && (schema['enum'] !== undefined || schema['const'] !== undefined)
}
