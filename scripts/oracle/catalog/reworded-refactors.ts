import type { JsonObject } from '../../lib/json.ts'
import type { Refactor } from '../change.ts'
import { answer, field, list, operation, part, remove, reverseKeys, schema } from '../draft.ts'

/** The same wire, with schemas in other words and in another order. */
export const rewordedRefactors: readonly Refactor[] = [
  {
    name: 'a schema is the only one of an allOf',
    provider: 'fal',
    apply: (fal) => only(answer(fal, 'result', '200'), 'schema', 'allOf'),
  },
  {
    name: 'a schema is the only one of an anyOf',
    provider: 'fal',
    apply: (fal) => only(field(fal, 'Result', 'images'), 'items', 'anyOf'),
  },
  {
    name: 'a schema is the only one of a oneOf',
    provider: 'vtrix',
    apply: (vtrix) => only(schema(vtrix, 'Ticket', 'properties'), 'error', 'oneOf'),
  },
  {
    name: 'a schema is the only one of an allOf in an allOf',
    provider: 'vtrix',
    apply: (vtrix) => {
      const content = operation(vtrix, 'submitMax', 'requestBody', 'content', 'application/json')
      only(content, 'schema', 'allOf')
      only(content, 'schema', 'allOf')
    },
  },
  {
    name: 'a constant is an enum of one',
    provider: 'fal',
    apply: (fal) => {
      for (const name of ['StatusQueued', 'StatusRunning', 'StatusCompleted']) {
        const status = field(fal, name, 'status')
        status['enum'] = [status['const'] ?? null]
        remove(status, 'const')
      }
    },
  },
  {
    name: 'a constant needs no type',
    provider: 'vtrix',
    apply: (vtrix) => remove(field(vtrix, 'MaxInput', 'model'), 'type'),
  },
  {
    name: 'a type is a list of one',
    provider: 'fal',
    apply: (fal) => (field(fal, 'MaxInput', 'seed')['type'] = ['integer']),
  },
  {
    name: 'types stand in another order',
    provider: 'fal',
    apply: (fal) => list(field(fal, 'ResultImage', 'width'), 'type').reverse(),
  },
  {
    name: 'null is a member of a union',
    provider: 'fal',
    apply: (fal) =>
      (schema(fal, 'StatusCompleted', 'properties')['error_type'] = {
        anyOf: [{ type: 'string' }, { type: 'null' }],
      }),
  },
  {
    name: 'types are members of a union',
    provider: 'vtrix',
    apply: (vtrix) =>
      (schema(vtrix, 'TaskError', 'anyOf', 1, 'properties')['code'] = {
        anyOf: [{ type: 'string' }, { type: 'integer' }],
      }),
  },
  {
    name: 'members of a union stand in another order',
    provider: 'fal',
    apply: (fal) => {
      list(answer(fal, 'status', '202'), 'schema', 'oneOf').reverse()
      list(schema(fal, 'ErrorBody'), 'anyOf').reverse()
    },
  },
  {
    name: 'required fields stand in another order',
    provider: 'fal',
    apply: (fal) => list(schema(fal, 'DetailItem'), 'required').reverse(),
  },
  {
    name: 'values stand in another order',
    provider: 'fal',
    apply: (fal) => list(field(fal, 'MaxInput', 'aspect_ratio'), 'enum').reverse(),
  },
  {
    name: 'fields stand in another order',
    provider: 'vtrix',
    apply: (vtrix) => reverseKeys(schema(vtrix, 'Task', 'properties')),
  },
  {
    name: 'paths, codes and schemas stand in another order',
    provider: 'fal',
    apply: (fal) => {
      reverseKeys(part(fal, 'paths'))
      reverseKeys(part(fal, 'components', 'schemas'))
      reverseKeys(operation(fal, 'status', 'responses'))
    },
  },
  {
    name: 'parameters stand in another order',
    provider: 'fal',
    apply: (fal) => list(operation(fal, 'status'), 'parameters').reverse(),
  },
  {
    name: 'an optional parameter says that it is optional',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitMax', 'parameters', 0)['required'] = false),
  },
  {
    name: 'a statement has better evidence',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'Ticket')['x-evidence'] = 'document'),
  },
  {
    name: 'an open body says that it is open',
    provider: 'vtrix',
    apply: (vtrix) => (schema(vtrix, 'Parameters')['additionalProperties'] = true),
  },
]

/** Puts a schema into an allOf, anyOf or oneOf that has no other. */
function only(owner: JsonObject, key: string, word: 'allOf' | 'anyOf' | 'oneOf'): void {
  owner[key] = { [word]: [part(owner, key)] }
}
