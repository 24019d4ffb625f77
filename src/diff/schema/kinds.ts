import { isRecord, type JsonRecord } from '../../contracts/index.ts'

const kinds = ['null', 'boolean', 'string', 'number', 'array', 'object'] as const

/** What JSON knows; whole numbers are numbers. */
export type Kind = (typeof kinds)[number]

/** The kind of a JSON value. */
export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  if (isRecord(value)) return 'object'
  return kinds.find((kind) => kind === typeof value) ?? 'object'
}

// Without `type` these mean an object: openapi-typescript makes one of them, and `unknown` of all other keywords.
const objectWords = ['properties', 'additionalProperties', 'patternProperties']

/** The kinds a schema object allows by itself; undefined where it allows all. */
export function kindsOf(schema: JsonRecord): readonly Kind[] | undefined {
  const { type, nullable } = schema
  if (type !== undefined) {
    const words = [type, nullable === true ? 'null' : []].flat()
    return kinds.filter((kind) => words.includes(kind) || (kind === 'number' && words.includes('integer')))
  }
  const values = valuesOf(schema)
  if (values !== undefined) return kinds.filter((kind) => values.some((value) => kindOf(value) === kind))
  return objectWords.some((word) => schema[word] !== undefined) ? ['object'] : undefined
}

/** Whether a schema object allows whole numbers only. */
export function isInteger({ type, multipleOf }: JsonRecord): boolean {
  const words = [type].flat()
  return multipleOf === 1 || (words.includes('integer') && !words.includes('number'))
}

/** The values a schema object lists: those of `enum`, or its `const`. */
export function valuesOf(schema: JsonRecord): readonly unknown[] | undefined {
  if (schema['const'] !== undefined) return [schema['const']]
  return Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : undefined
}
