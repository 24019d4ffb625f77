import { stringify } from 'yaml'
import { isObject, type Json, type JsonObject } from './json.ts'

// Keys of OpenAPI objects in the order in which people read them; all others follow by name.
// prettier-ignore
const order = [
  'openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components',
  'operationId', 'summary', 'title', 'url', 'name', 'in', 'type', 'format', 'const', 'enum', 'required', 'description',
  'parameters', 'requestBody', 'get', 'put', 'post', 'patch', 'delete', 'responses', 'headers', 'content', 'schema',
  'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'default', 'properties',
  'additionalProperties', 'items', 'oneOf', 'anyOf', 'example', 'examples', 'schemas', 'securitySchemes',
]

/** Objects whose keys are names, not words of OpenAPI: sorted by name. */
const maps = new Set([
  'paths',
  'properties',
  'schemas',
  'responses',
  'parameters',
  'securitySchemes',
  'examples',
  'headers',
  'content',
  'variables',
])

/** The same object with its keys in the one order that generated files use, all the way down. */
export function stableOrder(value: JsonObject, parent = ''): JsonObject {
  const rank = (key: string): number => {
    const index = maps.has(parent) ? -1 : order.indexOf(key)
    return index === -1 ? order.length : index
  }
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const sorted: JsonObject = {}
  for (const key of keys)
    sorted[key] = ordered(value[key] ?? null, parent === 'example' || parent === 'value' ? parent : key)
  return sorted
}

function ordered(value: Json, parent = ''): Json {
  if (Array.isArray(value)) return value.map((item) => ordered(item))
  return isObject(value) ? stableOrder(value, parent) : value
}

/** YAML that is the same for the same value, whatever the order in which it was put together. */
export function stableYaml(value: JsonObject): string {
  return stringify(stableOrder(value), { lineWidth: 110, aliasDuplicateObjects: false, singleQuote: true })
}
