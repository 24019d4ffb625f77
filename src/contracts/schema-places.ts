import { entriesOf, isRecord, toFragment, valueAt, type JsonPath } from './json-tree.ts'
import { follow, type Operation, type Parameter } from './operations.ts'

// The keywords of JSON Schema 2020-12 that hold schemas, by what holds them.
const single = [
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]
const many = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const named = ['$defs', 'dependentSchemas', 'patternProperties', 'properties']

/**
 * Where the schemas of a contract stand that an operation uses or `components` names, each once. A reference counts
 * as what it refers to.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function schemaPlaces(root: unknown, operations: readonly Operation[]): readonly JsonPath[] {
  const ofParameter = ({ schema }: Parameter): JsonPath[] => (schema === undefined ? [] : [schema])
  const found = [
    ...entriesOf(valueAt(root, ['components', 'schemas'])).map(([name]) => ['components', 'schemas', name]),
    ...operations.flatMap(({ parameters, body, answers }) => [
      ...parameters.flatMap(ofParameter),
      ...[...(body?.contents ?? []), ...answers.flatMap(({ contents }) => contents)].flatMap(
        ({ schema, eventData }) => [schema, eventData].filter((path) => path !== undefined),
      ),
      ...answers.flatMap(({ headers }) => headers.flatMap(ofParameter)),
    ]),
  ]
  return [
    ...new Map(found.map((path) => follow(root, path)).map((path) => [toFragment(path), path])).values(),
  ]
}

/**
 * The schemas right inside the one at `path`.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function innerPlaces(root: unknown, path: JsonPath): readonly JsonPath[] {
  const schema = valueAt(root, path)
  if (!isRecord(schema)) return []
  return [
    ...single.filter((word) => schema[word] !== undefined).map((word) => [...path, word]),
    ...many.flatMap((word) => {
      const list = schema[word]
      return Array.isArray(list) ? list.map((_item, index) => [...path, word, index]) : []
    }),
    ...named.flatMap((word) => entriesOf(schema[word]).map(([name]) => [...path, word, name])),
  ]
}

/**
 * The schema at `path` and every one inside it, parents first.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function allPlaces(root: unknown, path: JsonPath): readonly JsonPath[] {
  return [path, ...innerPlaces(root, path).flatMap((inner) => allPlaces(root, inner))]
}
