import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, walk, type JsonPath } from '../lib/json-pointer.ts'
import type { Change } from './change.ts'
import { list, part, remove, rename } from './draft.ts'

/** What can happen to an object of a contract, wherever one like it stands. */
interface Mutation {
  readonly name: string
  readonly fits: (value: JsonObject, path: JsonPath) => boolean
  readonly apply: (value: JsonObject) => void
}

const has =
  (word: string) =>
  (value: JsonObject): boolean =>
    Object.hasOwn(value, word)
const is =
  (word: string, wanted: Json) =>
  (value: JsonObject): boolean =>
    value[word] === wanted

const furtherForm = { type: 'object', required: ['more'], properties: { more: { type: 'string' } } }

const schemas: readonly Mutation[] = [
  {
    name: 'null too',
    fits: (value) => typeof value['type'] === 'string' && !has('in')(value),
    apply: addNull,
  },
  { name: 'no type', fits: has('type'), apply: without('type') },
  { name: 'text for number', fits: is('type', 'number'), apply: put('type', 'string') },
  { name: 'text for integer', fits: is('type', 'integer'), apply: put('type', 'string') },
  { name: 'number for text', fits: is('type', 'string'), apply: put('type', 'number') },
  { name: 'text for boolean', fits: is('type', 'boolean'), apply: put('type', 'string') },
  { name: 'text for list', fits: is('type', 'array'), apply: put('type', 'string') },
  { name: 'no list of values', fits: has('enum'), apply: without('enum') },
  { name: 'a value more', fits: has('enum'), apply: (value) => list(value, 'enum').push('more') },
  { name: 'a value less', fits: has('enum'), apply: (value) => list(value, 'enum').pop() },
  { name: 'another constant', fits: has('const'), apply: put('const', 'other') },
  { name: 'no constant', fits: has('const'), apply: without('const') },
  { name: 'items of another kind', fits: has('items'), apply: put('items', { type: 'null' }) },
  { name: 'items of any kind', fits: has('items'), apply: without('items') },
  {
    name: 'a member more',
    fits: has('anyOf'),
    apply: (value) => list(value, 'anyOf').push({ type: 'boolean' }),
  },
  { name: 'a member less', fits: has('anyOf'), apply: (value) => list(value, 'anyOf').pop() },
  {
    name: 'a form more',
    fits: has('oneOf'),
    apply: (value) => list(value, 'oneOf').push(structuredClone(furtherForm)),
  },
  { name: 'a form less', fits: has('oneOf'), apply: (value) => list(value, 'oneOf').pop() },
  { name: 'nothing required', fits: (value) => Array.isArray(value['required']), apply: without('required') },
  { name: 'no further fields', fits: is('type', 'object'), apply: put('additionalProperties', false) },
  {
    name: 'further fields are texts',
    fits: is('type', 'object'),
    apply: put('additionalProperties', { type: 'string' }),
  },
]

const operations: readonly Mutation[] = [
  { name: 'no content', fits: has('content'), apply: without('content') },
  { name: 'no headers', fits: has('headers'), apply: without('headers') },
  {
    name: 'no parameters',
    fits: (value) => has('operationId')(value) && has('parameters')(value),
    apply: without('parameters'),
  },
  { name: 'no body', fits: has('requestBody'), apply: without('requestBody') },
  { name: 'no id', fits: has('operationId'), apply: without('operationId') },
  {
    name: 'left out or not',
    fits: (value) => has('content')(value) || has('in')(value),
    apply: toggleRequired,
  },
  { name: 'elsewhere in the request', fits: is('in', 'query'), apply: put('in', 'header') },
  { name: 'another name', fits: is('in', 'query'), apply: put('name', 'other') },
]

/** Objects whose keys are names: of each, the first goes, and the first is called otherwise. */
const named = new Set(['content', 'headers', 'paths', 'responses'])

type Add = (name: string, path: JsonPath, apply: (value: JsonObject) => void) => void

/** Every mutation at every place of a contract it fits, each a change of its own. */
export function sweep(contract: JsonObject, provider: Change['provider']): Change[] {
  const changes: Change[] = []
  const add: Add = (name, path, apply) => {
    const where = formatPointer(path)
    changes.push({
      ...{ name: `${name} at ${where}`, provider, wire: 'patch' },
      apply: (draft) => apply(part(draft, ...path)),
    })
  }
  walk(contract, (value, path) => {
    if (!isObject(value) || path.some(isAside)) return
    for (const { name, fits, apply } of [...schemas, ...operations])
      if (fits(value, path) && path.at(-1) !== 'properties') add(name, path, apply)
    // What else refers to a component would refer to nothing.
    if (named.has(String(path.at(-1))) && path[0] === 'paths') eachName(Object.keys(value), path, add)
    if (path.at(-1) === 'properties') for (const field of Object.keys(value)) eachField(field, path, add)
  })
  return changes
}

/** Whether what lies there is no statement about the wire. */
function isAside(step: number | string): boolean {
  return (
    step === 'example' || step === 'examples' || step === 'securitySchemes' || String(step).startsWith('x-')
  )
}

function eachName([first]: readonly string[], path: JsonPath, add: Add): void {
  if (first === undefined) return
  add(`${first} is gone`, path, (value) => remove(value, first))
  add(`${first} has another name`, path, (value) =>
    rename(value, first, path.at(-1) === 'responses' ? '299' : `${first}x`),
  )
}

function eachField(field: string, path: JsonPath, add: Add): void {
  const owner = path.slice(0, -1)
  add(`${field} is gone`, owner, (value) => {
    remove(part(value, 'properties'), field)
    value['required'] = requiredOf(value).filter((name) => name !== field)
  })
  add(`${field} the other way required`, owner, (value) => {
    const names = requiredOf(value)
    value['required'] = names.includes(field) ? names.filter((name) => name !== field) : [...names, field]
  })
}

function requiredOf(value: JsonObject): Json[] {
  const names = value['required']
  return Array.isArray(names) ? names : []
}

function put(word: string, value: Json): (schema: JsonObject) => void {
  return (schema) => (schema[word] = value)
}

function without(word: string): (schema: JsonObject) => void {
  return (schema) => remove(schema, word)
}

function addNull(schema: JsonObject): void {
  schema['type'] = [schema['type'] ?? null, 'null']
}

function toggleRequired(value: JsonObject): void {
  value['required'] = value['required'] !== true
}
