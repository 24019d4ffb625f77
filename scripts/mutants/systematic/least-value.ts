import { entriesOf, follow, isRecord, valueAt, type JsonPath } from 'kontext-sdk/contracts'

const texts = ['https://images.elsewhere.example/flour.png', '16:9']

/** The least that keeps the schema at a place: what is required, and nothing else. */
export function leastValue(root: unknown, at: JsonPath): unknown {
  const path = follow(root, at)
  const schema = valueAt(root, path)
  if (!isRecord(schema)) return texts[0]
  const { const: only, enum: listed, default: preset, minimum, type, pattern, required } = schema
  const known = only ?? (Array.isArray(listed) ? (listed[0] as unknown) : undefined) ?? preset ?? minimum
  if (known !== undefined) return known
  switch (type) {
    case 'object': {
      const names = Array.isArray(required) ? required.map(String) : []
      const inside = entriesOf(schema['properties']).filter(([name]) => names.includes(name))
      return Object.fromEntries(
        inside.map(([name]) => [name, leastValue(root, [...path, 'properties', name])]),
      )
    }
    case 'array':
      return [leastValue(root, [...path, 'items'])]
    case 'integer':
    case 'number':
      return 7
    case 'boolean':
      return true
    default:
      return texts.find((text) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text))
  }
}
