import type { JsonPath } from '../../contracts/index.ts'
import type { Alternative } from './alternatives.ts'
import { canonicalJson } from './canonical-json.ts'
import { resolved } from './resolved.ts'

// Keywords that other modules compare, and those that allow nothing more or less.
const understood = new Set([
  '$comment',
  '$defs',
  '$id',
  '$ref',
  '$schema',
  'additionalProperties',
  'allOf',
  'anyOf',
  'const',
  'default',
  'deprecated',
  'description',
  'discriminator',
  'enum',
  'example',
  'examples',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'externalDocs',
  'format',
  'items',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'nullable',
  'oneOf',
  'pattern',
  'properties',
  'readOnly',
  'required',
  'title',
  'type',
  'writeOnly',
  'xml',
])

// As if the keyword were not there; of all others `false` is a limit.
const falseSaysNothing = new Set(['not', 'uniqueItems'])
const trueSaysNothing = new Set([
  'contentSchema',
  'else',
  'if',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
])

/** Everything said with one keyword. */
export interface Constraint {
  readonly path: JsonPath
  readonly value: unknown
  /** The same for whatever means the same. */
  readonly key: string
}

/** The keywords of an alternative whose meaning is not weighed, only compared. */
export function constraintsOf(root: unknown, { parts }: Alternative): ReadonlyMap<string, Constraint> {
  const found = new Map<string, Constraint>()
  for (const { path, schema } of parts) {
    for (const [word, value] of Object.entries(schema)) {
      const unresolved = word === '$ref'
      if ((understood.has(word) && !unresolved) || word.startsWith('x-')) continue
      if (value === (trueSaysNothing.has(word) ? true : falseSaysNothing.has(word) ? false : undefined))
        continue
      const key = canonicalJson(resolved(root, value))
      const other = found.get(word)
      const keys = [...new Set([key, ...(other === undefined ? [] : other.key.split('\n'))])].sort()
      found.set(word, { path: [...path, word], value, key: keys.join('\n') })
    }
  }
  return found
}
