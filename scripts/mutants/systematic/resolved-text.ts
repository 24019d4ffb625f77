import { follow, fromFragment, isRecord, valueAt } from 'kontext-sdk/contracts'

/** A schema with its references resolved, as text. What says nothing about values is left out. */
export function resolvedText(root: unknown, schema: unknown): string {
  return JSON.stringify(schema, function replace(key, value: unknown): unknown {
    if (key === 'description' || key === 'title' || key === 'examples' || key.startsWith('x-'))
      return undefined
    if (!isRecord(value) || typeof value['$ref'] !== 'string') return value
    return valueAt(root, follow(root, fromFragment(value['$ref'])))
  })
}
