import { operationsOf } from '../lib/contract-operations.ts'
import { arrayAt, at, isObject, objectAt, stringAt, type Json, type JsonObject } from '../lib/json.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import { submitSchema } from './validators.ts'

/** Bodies and answers that keep a contract, for tests: made from its examples, defaults and first enum values. */
export interface Fixtures {
  /** By model: the smallest body the contract accepts, and one that uses every field. */
  readonly requests: Record<string, { minimal: Json; full: Json }>
  /** By operation id, status and example name. */
  readonly answers: Record<string, Record<string, Record<string, Json>>>
}

/** Collects the fixtures of a contract. */
export function fixtures(contract: JsonObject, config: ProviderConfig): Fixtures {
  const requests: Fixtures['requests'] = {}
  for (const { model, path } of modelEntries(config)) {
    const schema = submitSchema(contract, path)
    requests[model] = { minimal: sample(contract, schema, true), full: sample(contract, schema, false) }
  }
  const answers: Fixtures['answers'] = {}
  for (const { id, operation } of operationsOf(contract)) {
    for (const [status, given] of Object.entries(objectAt(operation, 'responses'))) {
      const content = at(resolve(contract, given), 'content')
      const media = at(content, 'application/json') ?? at(content, 'text/event-stream')
      const named = Object.entries(objectAt(media, 'examples')).map(([name, example]) => [
        name,
        at(example, 'value') ?? null,
      ])
      const single = at(media, 'example')
      const all = Object.fromEntries(
        single === undefined ? named : [['example', single], ...named],
      ) as Record<string, Json>
      if (Object.keys(all).length > 0) (answers[id] ??= {})[status] = all
    }
  }
  return { requests, answers }
}

function resolve(contract: JsonObject, value: Json): Json {
  const pointer = stringAt(value, '$ref')
  return pointer === undefined ? value : (at(contract, ...pointer.slice(2).split('/')) ?? null)
}

function sample(contract: JsonObject, given: Json, minimal: boolean): Json {
  const schema = resolve(contract, given)
  if (!isObject(schema)) return null
  const [example] = arrayAt(schema, 'examples')
  const [first] = arrayAt(schema, 'enum')
  if (example !== undefined) return example
  if (schema['const'] !== undefined) return schema['const']
  if (schema['default'] !== undefined) return schema['default']
  if (first !== undefined) return first
  if (isObject(schema['properties'])) {
    const required = arrayAt(schema, 'required')
    return Object.fromEntries(
      Object.entries(schema['properties'])
        .filter(([name]) => !minimal || required.includes(name))
        .map(([name, property]) => [name, named(name) ?? sample(contract, property, minimal)]),
    )
  }
  switch (schema['type']) {
    case 'array':
      return [sample(contract, schema['items'] ?? null, minimal)]
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1
    case 'boolean':
      return false
    default:
      return schema['pattern'] === undefined ? 'Put a donut next to the flour.' : '16:9'
  }
}

/** No document gives an example of these. */
function named(field: string): Json | undefined {
  return field.includes('image') && !field.startsWith('num_') ? 'https://example.com/flour.png' : undefined
}
