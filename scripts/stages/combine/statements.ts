import type { EvidenceTable, Traced } from '../../lib/evidence.ts'
import { at, isObject, sameJson, type Json, type JsonObject } from '../../lib/json.ts'
import { formatPointer, parsePointer, type JsonPath } from '../../lib/json-pointer.ts'

/** What one document says of one thing; without a value it says nothing, and the line is that of the field. */
export interface Said {
  /** Where the statement lies, or would lie. */
  readonly pointer: string
  readonly file: string
  readonly line: number
  readonly value?: Json
}

/** Documents that say different things of one field, or models of one provider that do. */
export interface Disagreement {
  readonly between: 'documents' | 'models'
  readonly says: readonly Said[]
}

/** What the constraints of one schema say, by their place in the schema. */
export interface Side {
  /** Every field, and the schema itself under the empty name, with the lines they begin on. */
  readonly fields: ReadonlyMap<string, Said>
  readonly statements: ReadonlyMap<string, Said>
}

/** Words of a schema that bind a value, or choose one: not to say them is to say something else. */
const constraints = new Set([
  'const',
  'default',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems',
  'x-range',
])

/** Lists whose order says nothing. */
const sets = new Set(['enum', 'required', 'type'])

/** The words of the object at a path that bind a value: none where it is no schema. */
export function constraintsOf(object: JsonObject, path: JsonPath): string[] {
  const [parent, last] = [path.at(-2), path.at(-1)]
  const named = parent === 'properties' || (path.at(-3) === 'components' && parent === 'schemas')
  const schema = named || last === 'schema' || last === 'items' || last === 'additionalProperties'
  return schema ? Object.keys(object).filter((word) => constraints.has(word)) : []
}

/** Whether two documents say the same with a word of OpenAPI. */
export function sameStatement(word: string, a: Json | undefined, b: Json | undefined): boolean {
  if (!sets.has(word) || !Array.isArray(a) || !Array.isArray(b)) return sameJson(a, b)
  const has = (list: Json[], item: Json): boolean => list.some((other) => sameJson(other, item))
  return a.length === b.length && a.every((item) => has(b, item)) && b.every((item) => has(a, item))
}

/** Reads what a schema says of its fields, however deep; undefined where there is no schema. */
export function side({ tree, evidence }: Traced, pointer: string): Side | undefined {
  const path = parsePointer(pointer)
  const schema = at(tree, ...path)
  if (!isObject(schema)) return undefined
  const fields = new Map<string, Said>()
  const statements = new Map<string, Said>()
  const visit = (object: JsonObject, container: JsonObject, steps: JsonPath): void => {
    const place = say(evidence, container, steps)
    if (place === undefined) return
    const name = formatPointer(steps.slice(path.length))
    fields.set(name, place)
    for (const word of constraintsOf(object, steps)) {
      const said = say(evidence, object, [...steps, word]) ?? place
      statements.set(`${name}/${word}`, {
        ...said,
        pointer: formatPointer([...steps, word]),
        value: object[word] ?? null,
      })
    }
    const properties = object['properties']
    if (isObject(properties)) {
      for (const [key, property] of Object.entries(properties))
        if (isObject(property)) visit(property, properties, [...steps, 'properties', key])
    }
    if (isObject(object['items'])) visit(object['items'], object, [...steps, 'items'])
  }
  const parent = at(tree, ...path.slice(0, -1))
  if (isObject(parent)) visit(schema, parent, path)
  return { fields, statements }
}

function say(evidence: EvidenceTable, container: JsonObject, path: JsonPath): Said | undefined {
  const known = evidence.get(container, path.at(-1) ?? '')
  return known === undefined
    ? undefined
    : { pointer: formatPointer(path), file: known.file, line: known.line }
}

/**
 * Everything of which schemas say different things, by its place in them. A schema that has a field but not a
 * constraint of it says nothing there, which differs; one without the field is not asked.
 */
export function compare(sides: readonly Side[]): Map<string, (Said | undefined)[]> {
  const differences = new Map<string, (Said | undefined)[]>()
  for (const name of new Set(sides.flatMap(({ statements }) => [...statements.keys()]))) {
    const cut = name.lastIndexOf('/')
    const [field, word] = [name.slice(0, cut), name.slice(cut + 1)]
    const says = sides.map(({ fields, statements }): Said | undefined => {
      const place = fields.get(field)
      const said = statements.get(name)
      if (said !== undefined || place === undefined) return said
      return { ...place, pointer: `${place.pointer}/${word}` }
    })
    const given = says.filter((said) => said !== undefined)
    if (given.some((said) => !sameStatement(word, said.value, given[0]?.value))) differences.set(name, says)
  }
  return differences
}
