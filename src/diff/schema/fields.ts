import { entriesOf, type JsonPath } from '../../contracts/index.ts'
import type { Alternative } from './alternatives.ts'

/** One property of an object. */
export interface Field {
  readonly name: string
  /** Every place that says something of it; none where it is only required. */
  readonly places: readonly JsonPath[]
  /** The entry of `required` that names it. */
  readonly required?: JsonPath
}

/** The properties of an object, in the order of the contract. */
export function fieldsOf({ parts }: Alternative): ReadonlyMap<string, Field> {
  const required = new Map<string, JsonPath>()
  const places = new Map<string, JsonPath[]>()
  for (const { path, schema } of parts) {
    for (const [name] of entriesOf(schema['properties'])) {
      places.set(name, [...(places.get(name) ?? []), [...path, 'properties', name]])
    }
    const names: unknown = schema['required']
    if (!Array.isArray(names)) continue
    names.forEach((name: unknown, index) => {
      if (typeof name === 'string' && !required.has(name)) required.set(name, [...path, 'required', index])
    })
  }
  return new Map(
    [...new Set([...places.keys(), ...required.keys()])].map((name) => {
      const entry = required.get(name)
      return [
        name,
        { name, places: places.get(name) ?? [], ...(entry === undefined ? {} : { required: entry }) },
      ]
    }),
  )
}

/** What an object allows beside its properties. */
export interface OtherFields {
  readonly allows: 'all' | 'none' | 'some'
  /** The schemas of further fields, where there are any. */
  readonly places: readonly JsonPath[]
  /** Where `additionalProperties` says that further fields come: what makes an index signature. */
  readonly signature?: JsonPath
  /** The keyword that decides. */
  readonly path?: JsonPath
}

/** What the parts of an object allow beside its properties, taken together. */
export function otherFieldsOf({ parts }: Alternative): OtherFields {
  const said = parts.flatMap(({ path, schema }) => {
    const value = schema['additionalProperties']
    return value === undefined ? [] : [{ value, path: [...path, 'additionalProperties'] }]
  })
  const none = said.find(({ value }) => value === false)
  if (none !== undefined) return { allows: 'none', places: [], path: none.path }
  const [first] = said
  // Every part of the object is known here, so what no part names is what is not evaluated.
  const closed = parts.find(({ schema }) => schema['unevaluatedProperties'] === false)
  if (first === undefined && closed !== undefined)
    return { allows: 'none', places: [], path: [...closed.path, 'unevaluatedProperties'] }
  const some = said.filter(({ value }) => entriesOf(value).length > 0)
  return {
    allows: some.length === 0 ? 'all' : 'some',
    places: some.map(({ path }) => path),
    ...(first === undefined ? {} : { signature: first.path, path: first.path }),
  }
}

/** The schemas of the fields whose names match a pattern, by the pattern. */
export function patternFieldsOf({ parts }: Alternative): ReadonlyMap<string, readonly JsonPath[]> {
  const found = new Map<string, readonly JsonPath[]>()
  for (const { path, schema } of parts)
    for (const [pattern] of entriesOf(schema['patternProperties']))
      found.set(pattern, [...(found.get(pattern) ?? []), [...path, 'patternProperties', pattern]])
  return found
}
