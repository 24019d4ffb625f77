import { follow } from '../../contracts/operations.ts'
import {
  entriesOf,
  isRecord,
  toPointer,
  valueAt,
  type JsonPath,
  type JsonRecord,
} from '../../contracts/json-tree.ts'
import type { Model } from '../../vocabulary.ts'
import { submitOf } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'

/** The constraints of JSON Schema the suite breaks. `enum` stands for `const` too, `items` for `minItems` and `maxItems`. */
export const constraintKinds = [
  'required',
  'type',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'items',
] as const

export type ConstraintKind = (typeof constraintKinds)[number]

/** One thing the contract asks of the body of a submit. */
export interface Constraint {
  readonly kind: ConstraintKind
  /** Where in a body: `['input', 0, 'params', 'prompt']`. */
  readonly at: JsonPath
  /** JSON pointer of the keyword in the contract. */
  readonly pointer: string
  /** What breaks it; missing for `required`, which is broken by leaving the value out. */
  readonly wrong?: unknown
  /** Values at its edges that keep it; missing where they cannot be told. */
  readonly allowed?: readonly unknown[]
  /** What the contract asks for, in words. */
  readonly wants: string
}

/** Every constraint on the body of a submit, in the order of the contract. */
export function constraintsOf(subject: Subject, model: Model = subject.model): readonly Constraint[] {
  const schema = submitOf(subject, model)?.operation.body?.contents[0]?.schema
  if (schema === undefined) return []
  const known = found.get(schema) ?? inSchema(subject.contract.document.root, schema, [])
  found.set(schema, known)
  return known
}

// By the path of the schema, which is one object for each operation of each contract.
const found = new WeakMap<JsonPath, readonly Constraint[]>()

/** The places of a body that must not be missing and hold no other such place. */
export function requiredLeaves(subject: Subject, model: Model = subject.model): readonly JsonPath[] {
  const places = constraintsOf(subject, model).flatMap(({ kind, at }) => (kind === 'required' ? [at] : []))
  return places.filter((at) => !places.some((other) => isInside(other, at)))
}

/** The type of one field that is not required and holds nothing that is; none where there is no such field. */
export function optionalType(subject: Subject): readonly Constraint[] {
  const leaves = requiredLeaves(subject)
  const found = constraintsOf(subject).find(
    ({ kind, at }) =>
      kind === 'type' && !leaves.some((leaf) => leaf.join() === at.join() || isInside(leaf, at)),
  )
  return found === undefined ? [] : [found]
}

/** Whether a place lies inside another one. */
export function isInside(inner: JsonPath, outer: JsonPath): boolean {
  return inner.length > outer.length && outer.every((step, index) => step === inner[index])
}

/** A body with another value at a place; what holds it is there already. */
export function withValue(body: JsonRecord, at: JsonPath, value: unknown): JsonRecord {
  return changed(body, at, () => value) as JsonRecord
}

/** A body without the value at a place. */
export function without(body: JsonRecord, at: JsonPath): JsonRecord {
  return changed(body, at, () => undefined) as JsonRecord
}

// An undefined property is not written as JSON.
function changed(value: unknown, at: JsonPath, change: () => unknown): unknown {
  const [step, ...rest] = at
  if (step === undefined) return change()
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    return items.map((item, index) => (index === Number(step) ? changed(item, rest, change) : item))
  }
  return isRecord(value) ? { ...value, [step]: changed(value[step], rest, change) } : value
}

function inSchema(
  root: unknown,
  given: JsonPath,
  at: JsonPath,
  around: readonly unknown[] = [],
): readonly Constraint[] {
  const path = follow(root, given)
  const schema = valueAt(root, path)
  // A schema may contain itself.
  if (!isRecord(schema) || around.includes(schema)) return []
  const { allOf, items } = schema
  const inside = (keyword: readonly (number | string)[], place: JsonPath): readonly Constraint[] =>
    inSchema(root, [...path, ...keyword], place, [...around, schema])
  return [
    ...ownConstraints(schema, path, at),
    ...requiredIn(schema, path, at),
    ...(Array.isArray(allOf) ? allOf.flatMap((_part, index) => inside(['allOf', index], at)) : []),
    ...entriesOf(schema['properties']).flatMap(([name]) => inside(['properties', name], [...at, name])),
    ...(items === undefined ? [] : inside(['items'], [...at, 0])),
  ]
}

function requiredIn(schema: JsonRecord, path: JsonPath, at: JsonPath): Constraint[] {
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
  return required.flatMap((name, index) =>
    typeof name === 'string'
      ? [
          {
            kind: 'required' as const,
            at: [...at, name],
            pointer: toPointer([...path, 'required', index]),
            wants: 'is required',
          },
        ]
      : [],
  )
}

function ownConstraints(schema: JsonRecord, path: JsonPath, at: JsonPath): readonly Constraint[] {
  return Object.entries(schema).flatMap(([keyword, says]): Constraint[] => {
    const broken = breaking(keyword, says)
    if (broken === undefined) return []
    return [{ ...broken, at, pointer: toPointer([...path, keyword]) }]
  })
}

type Broken = Pick<Constraint, 'allowed' | 'kind' | 'wants' | 'wrong'>

function breaking(keyword: string, says: unknown): Broken | undefined {
  const limit = typeof says === 'number' ? says : 0
  switch (keyword) {
    case 'type':
      return breakingType(says)
    case 'enum':
    case 'const': {
      const allowed: readonly unknown[] = Array.isArray(says) ? says : [says]
      const wrong = allowed.every((value) => typeof value === 'number') ? 1_000_003 : 'no-such-value'
      return {
        kind: 'enum',
        wrong,
        allowed,
        wants: `is one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`,
      }
    }
    case 'minimum':
      return { kind: 'minimum', wrong: limit - 1, allowed: [limit], wants: `is at least ${limit}` }
    case 'maximum':
      return { kind: 'maximum', wrong: limit + 1, allowed: [limit], wants: `is at most ${limit}` }
    case 'minLength':
      return limit === 0
        ? undefined
        : { kind: 'minLength', wrong: 'x'.repeat(limit - 1), wants: `has at least ${limit} characters` }
    case 'maxLength':
      return { kind: 'maxLength', wrong: 'x'.repeat(limit + 1), wants: `has at most ${limit} characters` }
    case 'pattern':
      return breakingPattern(says)
    case 'minItems':
      return limit === 0 ? undefined : { kind: 'items', wrong: [], wants: `has at least ${limit} items` }
    case 'maxItems':
      return { kind: 'items', wrong: Array<object>(limit + 1).fill({}), wants: `has at most ${limit} items` }
    default:
      return undefined
  }
}

// Texts and digits in place of each other are taken by many servers, and mean the same.
function breakingType(says: unknown): Broken | undefined {
  const types: readonly unknown[] = Array.isArray(says) ? says : [says]
  const wants = `is of type ${types.join(' or ')}`
  if (!types.includes('object') && !types.includes('array'))
    return { kind: 'type', wrong: { not: 'this' }, wants }
  return types.includes('string') ? undefined : { kind: 'type', wrong: 'not this', wants }
}

function breakingPattern(says: unknown): Broken | undefined {
  if (typeof says !== 'string') return undefined
  const pattern = new RegExp(says, 'u')
  const wrong = ['no match', '0:0', '-', ''].find((text) => !pattern.test(text))
  return wrong === undefined ? undefined : { kind: 'pattern', wrong, wants: `matches ${says}` }
}
