import { toFragment, type JsonPath, type JsonRecord } from '../../contracts/index.ts'
import { UnusableContract } from '../unusable-contract.ts'
import { canonicalJson } from './canonical-json.ts'
import { isInteger, kindOf, kindsOf, valuesOf, type Kind } from './kinds.ts'
import { keyOf, partsAt, unionsOf, type Part } from './parts.ts'

/** A listed value and the list it stands in. */
export interface Listed {
  readonly value: unknown
  readonly path: JsonPath
}

/**
 * One way to be valid. A schema is the union of its alternatives: `type: [string, 'null']`, `anyOf` of the two and
 * `nullable` come to the same two.
 */
export interface Alternative {
  /** `any` where every kind is allowed. */
  readonly kind: Kind | 'any'
  /** Everything that holds for it, outermost first. */
  readonly parts: readonly Part[]
  /** The only values allowed, by their canonical JSON, where they are listed. */
  readonly values?: ReadonlyMap<string, Listed>
  /** The member of the outermost `anyOf` or `oneOf` it comes from. */
  readonly member?: JsonPath
}

/** The alternatives of the schema that these places hold together; none where nothing can be valid. */
export function alternativesAt(root: JsonRecord, paths: readonly JsonPath[]): readonly Alternative[] {
  return expanded(root, paths).alternatives
}

/** How many choices of members of unions nothing can be valid for: they allow nothing, but types show them. */
export function impossibleAt(root: JsonRecord, paths: readonly JsonPath[]): number {
  return expanded(root, paths).impossible
}

interface Expanded {
  readonly alternatives: readonly Alternative[]
  readonly impossible: number
}

function expanded(root: JsonRecord, paths: readonly JsonPath[]): Expanded {
  const known = cache.get(root) ?? new Map<string, Expanded>()
  cache.set(root, known)
  const key = paths.map(keyOf).join('\r')
  const found = known.get(key)
  if (found !== undefined) return found
  const parts = partsAt(root, paths)
  const choices = combine(root, parts).map(byKind)
  const impossible = choices.filter((choice) => choice.length === 0).length
  const result = { alternatives: merged(choices.flat()), impossible }
  known.set(key, result)
  return result
}

// Error bodies stand behind every operation.
const cache = new WeakMap<JsonRecord, Map<string, Expanded>>()

type Combination = Pick<Alternative, 'parts' | 'member'>

// Comparing takes the square of it.
const mostCombinations = 256

/** One combination for each choice of a member of each union. */
function combine(root: JsonRecord, parts: readonly Part[]): readonly Combination[] {
  let count = 0
  const choose = (
    chosen: Combination,
    [union, ...rest]: readonly (readonly JsonPath[])[],
  ): readonly Combination[] => {
    if (union === undefined) {
      count += 1
      if (count > mostCombinations) throw tooMany(parts)
      return [chosen]
    }
    const known = new Set(chosen.parts.map(({ path }) => keyOf(path)))
    return union.flatMap((member) => {
      // A member that refers back to what contains it says nothing new.
      const own = partsAt(root, [member]).filter(({ path }) => !known.has(keyOf(path)))
      const next = { parts: [...chosen.parts, ...own], member: chosen.member ?? member }
      return choose(next, [...rest, ...unionsOf(own)])
    })
  }
  return choose({ parts }, unionsOf(parts))
}

function tooMany([first]: readonly Part[]): UnusableContract {
  return new UnusableContract(
    toFragment(first?.path ?? []),
    `its "anyOf" and "oneOf" have more than ${String(mostCombinations)} combinations`,
    'Say it with fewer.',
  )
}

function byKind({ parts, ...rest }: Combination): readonly Alternative[] {
  const kinds = parts
    .map(({ schema }) => kindsOf(schema))
    .reduce(
      (all, own) =>
        all === undefined || own === undefined ? (all ?? own) : all.filter((kind) => own.includes(kind)),
      undefined,
    )
  if (kinds === undefined) return [{ ...rest, kind: 'any', parts }]
  const listed = listedIn(parts)
  return kinds.flatMap((kind): readonly Alternative[] => {
    if (listed === undefined) return [{ ...rest, kind, parts }]
    const values = new Map([...listed].filter(([, { value }]) => kindOf(value) === kind))
    if (values.size === 0) return kind === 'null' && isNullable(parts) ? [{ ...rest, kind, parts }] : []
    const whole = kind === 'null' || (kind === 'boolean' && values.size === 2)
    return [whole ? { ...rest, kind, parts } : { ...rest, kind, parts, values }]
  })
}

// `type: [string, 'null']` beside an `enum` that forgets null is common, such servers send null, and
// openapi-typescript adds it to the type; beside a `const` it does not.
function isNullable(parts: readonly Part[]): boolean {
  return parts.every(({ schema }) => schema['const'] === undefined)
}

/** The values that every list of these parts has. */
function listedIn(parts: readonly Part[]): ReadonlyMap<string, Listed> | undefined {
  return parts
    .flatMap(({ path, schema }) => {
      const values = valuesOf(schema)
      const word = schema['const'] === undefined ? 'enum' : 'const'
      return values === undefined
        ? []
        : [new Map(values.map((value) => [canonicalJson(value), { value, path: [...path, word] }]))]
    })
    .reduce<ReadonlyMap<string, Listed> | undefined>((all, own) => {
      if (all === undefined) return own
      // The shorter list is the one that decides, and the place to point at.
      const [short, long] = own.size < all.size ? [own, all] : [all, own]
      return new Map([...short].filter(([key]) => long.has(key)))
    }, undefined)
}

/** Alternatives that say the same, or that another includes, are one. */
function merged(alternatives: readonly Alternative[]): readonly Alternative[] {
  const anything = alternatives.find((alternative) => alternative.kind === 'any' && isBare(alternative))
  if (anything !== undefined) return [anything]
  const kept: Alternative[] = []
  for (const alternative of alternatives) {
    const index = kept.findIndex((other) => canMerge(other, alternative))
    const other = kept[index]
    if (other === undefined) kept.push(alternative)
    else kept[index] = merge(other, alternative)
  }
  return kept
}

function canMerge(one: Alternative, other: Alternative): boolean {
  if (one.kind !== other.kind) return false
  if (isBare(one) || isBare(other) || (one.values !== undefined && other.values !== undefined)) return true
  return pointersOf(one) === pointersOf(other)
}

function merge(one: Alternative, other: Alternative): Alternative {
  if (isBare(one)) return one
  if (isBare(other)) return other
  if (one.values === undefined || other.values === undefined) return one
  const values = new Map([...one.values, ...other.values])
  const both = { ...one, parts: [...one.parts, ...other.parts] }
  if (one.kind !== 'boolean' || values.size < 2) return { ...both, values }
  const { kind, parts } = both
  return { kind, parts, ...(one.member === undefined ? {} : { member: one.member }) }
}

const withoutMeaning = new Set([
  '$anchor',
  '$comment',
  '$dynamicAnchor',
  '$id',
  '$schema',
  'type',
  'nullable',
  'description',
  'title',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'default',
  'allOf',
  'anyOf',
  'oneOf',
  'const',
  'enum',
])

/** Whether nothing but its kind holds for it. */
function isBare({ kind, parts, values }: Alternative): boolean {
  if (kind === 'object' || kind === 'array' || values !== undefined) return false
  return parts.every(
    ({ schema }) =>
      !(kind === 'number' && isInteger(schema)) &&
      Object.keys(schema).every((word) => withoutMeaning.has(word) || word.startsWith('x-evidence')),
  )
}

function pointersOf({ parts }: Alternative): string {
  return parts
    .map(({ path }) => keyOf(path))
    .sort()
    .join('\r')
}
