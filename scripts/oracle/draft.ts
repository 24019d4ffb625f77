import { at, isObject, objectAt, textOf, type Json, type JsonObject } from '../lib/json.ts'
import { operationsOf, type ContractOperation } from '../lib/contract-operations.ts'

type Steps = readonly (string | number)[]

/** The object at a place of a contract; a catalog that names a place that is not there must not go unnoticed. */
export function part(contract: JsonObject, ...steps: Steps): JsonObject {
  const found = at(contract, ...steps)
  if (!isObject(found)) throw new Error(`Failed to change the contract: no object at ${steps.join(' ')}.`)
  return found
}

/** The list at a place of a contract. */
export function list(contract: JsonObject, ...steps: Steps): Json[] {
  const found = at(contract, ...steps)
  if (!Array.isArray(found)) throw new Error(`Failed to change the contract: no list at ${steps.join(' ')}.`)
  return found
}

export function schema(contract: JsonObject, name: string, ...steps: Steps): JsonObject {
  return part(contract, 'components', 'schemas', name, ...steps)
}

export function field(contract: JsonObject, owner: string, name: string): JsonObject {
  return schema(contract, owner, 'properties', name)
}

export function required(contract: JsonObject, owner: string): Json[] {
  return list(contract, 'components', 'schemas', owner, 'required')
}

/** The operation of an id, or what lies below it. */
export function operation(contract: JsonObject, id: string, ...steps: Steps): JsonObject {
  return part(found(contract, id).operation, ...steps)
}

/** Where the path of an operation stands. */
export function pathOf(contract: JsonObject, id: string): string {
  return found(contract, id).path
}

function found(contract: JsonObject, id: string): ContractOperation {
  const operations = operationsOf(contract).filter((one) => one.id === id)
  const [only] = operations
  if (only === undefined) throw new Error(`Failed to change the contract: no operation ${id}.`)
  return only
}

/** The body of an answer, by operation, code and media type. */
export function answer(contract: JsonObject, id: string, code: string): JsonObject {
  return operation(contract, id, 'responses', code, 'content', 'application/json')
}

/** Renames a key and leaves it where it stands. */
export function rename(object: JsonObject, from: string, to: string): void {
  const entries = Object.entries(object)
  if (!Object.hasOwn(object, from)) throw new Error(`Failed to change the contract: no ${from} to rename.`)
  for (const key of Object.keys(object)) remove(object, key)
  for (const [key, value] of entries) object[key === from ? to : key] = value
}

export function remove(object: JsonObject, key: string): void {
  if (!Reflect.has(object, key)) throw new Error(`Failed to change the contract: no ${key} to remove.`)
  Reflect.deleteProperty(object, key)
}

/** Takes a value out of a list. */
export function drop(values: Json[], value: Json): void {
  const index = values.indexOf(value)
  if (index === -1) throw new Error(`Failed to change the contract: no ${textOf(value)} in the list.`)
  values.splice(index, 1)
}

/** Puts another value in the place of one in a list. */
export function replace(values: Json[], from: Json, to: Json): void {
  const index = values.indexOf(from)
  if (index === -1) throw new Error(`Failed to change the contract: no ${textOf(from)} in the list.`)
  values[index] = to
}

/** Puts the keys of an object in the opposite order. */
export function reverseKeys(object: JsonObject): void {
  const entries = Object.entries(object).toReversed()
  for (const [key] of entries) Reflect.deleteProperty(object, key)
  for (const [key, value] of entries) object[key] = value
}

/** A component by the name of its kind, put there; the reference to it. */
export function hoist(contract: JsonObject, kind: string, name: string, value: JsonObject): JsonObject {
  const components = part(contract, 'components')
  components[kind] = { ...objectAt(components, kind), [name]: value }
  return { $ref: `#/components/${kind}/${name}` }
}
