import { fromFragment, isRecord, valueAt, type JsonPath, type JsonRecord } from '../../contracts/index.ts'

/** One schema object as it stands in a contract. */
export interface Part {
  readonly path: JsonPath
  /** Without a reference that was followed. */
  readonly schema: JsonRecord
}

/**
 * Every schema object that holds at these places, outermost first: what stands there, what it refers to, the members
 * of `allOf`, and of an `anyOf` or `oneOf` that has one. A reference that leads nowhere stays as it is.
 */
export function partsAt(root: unknown, paths: readonly JsonPath[]): readonly Part[] {
  const found = new Map<string, Part>()
  const visit = (path: JsonPath): void => {
    const key = keyOf(path)
    if (found.has(key)) return
    const value = valueAt(root, path)
    const schema = asSchema(value)
    const target = referenceOf(root, schema)
    found.set(key, { path, schema: target === undefined ? schema : withoutReference(schema) })
    if (target !== undefined) visit(target)
    for (const word of ['allOf', 'anyOf', 'oneOf']) {
      const members = membersOf(schema, word)
      if (word === 'allOf' || members === 1)
        for (let index = 0; index < members; index += 1) visit([...path, word, index])
    }
  }
  paths.forEach(visit)
  return [...found.values()]
}

/** The same for the same place, whatever its names contain. */
export function keyOf(path: JsonPath): string {
  return path.join('\n')
}

/** The places of the members of every `anyOf` and `oneOf` of some parts that leaves a choice. */
export function unionsOf(parts: readonly Part[]): readonly (readonly JsonPath[])[] {
  return parts.flatMap(({ path, schema }) =>
    ['anyOf', 'oneOf'].flatMap((word) => {
      const length = membersOf(schema, word)
      return length > 1 ? [Array.from({ length }, (_none, index): JsonPath => [...path, word, index])] : []
    }),
  )
}

function membersOf(schema: JsonRecord, word: string): number {
  const members = schema[word]
  return Array.isArray(members) ? members.length : 0
}

/** `true` is the schema of everything; `false`, of nothing, has no type at all. */
function asSchema(value: unknown): JsonRecord {
  if (value === false) return { type: [] }
  return isRecord(value) ? value : {}
}

function withoutReference(schema: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(schema).filter(([word]) => word !== '$ref'))
}

function referenceOf(root: unknown, { $ref }: JsonRecord): JsonPath | undefined {
  if (typeof $ref !== 'string' || !$ref.startsWith('#')) return undefined
  const target = fromFragment($ref)
  return valueAt(root, target) === undefined ? undefined : target
}
