import { isObject, objectAt, type Json, type JsonObject } from './json.ts'

/** Keywords that describe without constraining; validators do not need them. */
const annotations = new Set([
  'default',
  'description',
  'discriminator',
  'example',
  'examples',
  'summary',
  'title',
])
const prefix = '#/components/schemas/'

/**
 * A schema of a contract as one JSON Schema that stands alone: the components it refers to become `$defs`,
 * annotations and `x-` keywords are left out. With `closed`, objects refuse properties they do not list.
 */
export function bundleSchema(
  contract: JsonObject,
  schema: JsonObject,
  options: { closed: boolean },
): JsonObject {
  const definitions: JsonObject = {}
  const convert = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(convert)
    if (!isObject(value)) return value
    const made: JsonObject = {}
    for (const [key, item] of Object.entries(value)) {
      if (key === '$ref' && typeof item === 'string') made['$ref'] = refer(item)
      else if (key === 'properties')
        made[key] = Object.fromEntries(
          Object.entries(objectAt(value, key)).map(([name, property]) => [name, convert(property)]),
        )
      else if (key === 'const' || key === 'enum' || key === 'required') made[key] = item
      else if (!annotations.has(key) && !key.startsWith('x-')) made[key] = convert(item)
    }
    if (options.closed && isObject(value['properties']) && value['additionalProperties'] === undefined)
      made['additionalProperties'] = false
    return made
  }
  const refer = (pointer: string): string => {
    const name = pointer.slice(prefix.length)
    if (definitions[name] === undefined) {
      definitions[name] = true
      definitions[name] = convert(objectAt(contract, 'components', 'schemas', name))
    }
    return `#/$defs/${name}`
  }
  const root = convert(schema)
  return {
    ...(isObject(root) ? root : {}),
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
  }
}
