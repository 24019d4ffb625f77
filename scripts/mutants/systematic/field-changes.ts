import type { MutantFamily } from '../mutant.ts'
import { typesAt, type FieldPlace } from './field-places.ts'

/** Another value for one place of a body. */
export interface FieldChange {
  readonly family: MutantFamily
  /** Last part of the mutant's name. */
  readonly kind: string
  /** Undefined takes the field away. */
  readonly value: unknown
  /** The value it stands for, where it stands for one only. */
  readonly insteadOf?: unknown
  /** How it differs, to go after the name of the field. */
  readonly does: string
}

/** Every way in which one place of a body can differ from what the contract says of it. */
export function fieldChanges(place: FieldPlace): readonly FieldChange[] {
  return [...gone(place), ...otherType(place), ...nothing(place), ...otherWords(place), ...outOfRange(place)]
}

function gone({ path, value }: FieldPlace): FieldChange[] {
  if (value === undefined || typeof path.at(-1) !== 'string') return []
  return [{ family: 'field-dropped', kind: 'dropped', value: undefined, does: 'is left out' }]
}

const values: Readonly<Record<string, unknown>> = {
  string: 'seven',
  number: 7,
  boolean: true,
  object: { value: 7 },
  array: [{ value: 7 }],
}

function otherType(place: FieldPlace): FieldChange[] {
  const types = typesAt(place)
  if (types.size === 0) return []
  const allowed = (type: string): boolean => types.has(type) || (type === 'number' && types.has('integer'))
  const [type, value] = Object.entries(values).find(([name]) => !allowed(name)) ?? []
  if (type === undefined) return []
  return [{ family: 'wrong-type', kind: 'wrong-type', value, does: `is of the type ${type}` }]
}

function nothing(place: FieldPlace): FieldChange[] {
  if (typesAt(place).size === 0) return []
  return [{ family: 'null', kind: 'null', value: null, does: 'is null' }]
}

function otherWords({ schemas, value }: FieldPlace): FieldChange[] {
  const isWord = schemas.some(
    (schema) => Array.isArray(schema['enum']) || typeof schema['const'] === 'string',
  )
  if (!isWord || typeof value !== 'string') return []
  const renamed = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase()
  return [
    {
      ...{ family: 'enum-renamed', kind: `${value}.renamed`, value: renamed, insteadOf: value },
      does: `is "${renamed}" instead of "${value}"`,
    },
    { family: 'enum-added', kind: 'unknown', value: 'WARMING_UP', does: 'is "WARMING_UP"' },
  ]
}

function outOfRange({ schemas }: FieldPlace): FieldChange[] {
  const bounds = (word: string): number[] =>
    schemas.map((schema) => schema[word]).filter((bound) => typeof bound === 'number')
  const change = (kind: string, value: number): FieldChange => ({
    ...{ family: 'number-out-of-range', kind, value, does: `is ${value}` },
  })
  return [
    ...bounds('minimum').map((bound) => change('too-low', bound - 1)),
    ...bounds('maximum').map((bound) => change('too-high', bound + 1)),
  ]
}
