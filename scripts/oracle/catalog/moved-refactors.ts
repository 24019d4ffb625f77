import { objectAt, type Json, type JsonObject } from '../../lib/json.ts'
import type { Refactor } from '../change.ts'
import { answer, field, hoist, list, operation, part, pathOf, remove, rename, schema } from '../draft.ts'

/** The same wire, with schemas, answers and parameters in other places and under other names. */
export const movedRefactors: readonly Refactor[] = [
  {
    name: 'a schema that is referred to stands in its place',
    provider: 'fal',
    apply: (fal) => (answer(fal, 'submitMax', '200')['schema'] = structuredClone(schema(fal, 'Ticket'))),
  },
  {
    name: 'a field that is referred to stands in its place',
    provider: 'vtrix',
    apply: (vtrix) =>
      (schema(vtrix, 'ErrorBody', 'properties')['error'] = structuredClone(schema(vtrix, 'TaskError'))),
  },
  {
    name: 'a schema in its place is referred to',
    provider: 'fal',
    apply: (fal) =>
      (schema(fal, 'Logs')['items'] = hoist(fal, 'schemas', 'LogLine', schema(fal, 'Logs', 'items'))),
  },
  {
    name: 'a field in its place is referred to',
    provider: 'vtrix',
    apply: (vtrix) =>
      (schema(vtrix, 'Task', 'properties')['usage'] = hoist(
        vtrix,
        'schemas',
        'Usage',
        field(vtrix, 'Task', 'usage'),
      )),
  },
  {
    name: 'a reference leads to a reference',
    provider: 'fal',
    apply: (fal) =>
      (answer(fal, 'result', '200')['schema'] = hoist(fal, 'schemas', 'Edited', {
        $ref: '#/components/schemas/Result',
      })),
  },
  {
    name: 'an answer that is referred to stands in its place',
    provider: 'fal',
    apply: (fal) =>
      (operation(fal, 'status', 'responses')['404'] = structuredClone(
        part(fal, 'components', 'responses', 'NotFound'),
      )),
  },
  {
    name: 'an answer in its place is referred to',
    provider: 'fal',
    apply: (fal) => {
      const responses = operation(fal, 'result', 'responses')
      responses['499'] = hoist(fal, 'responses', 'Canceled', part(responses, '499'))
    },
  },
  {
    name: 'a parameter that is referred to stands in its place',
    provider: 'vtrix',
    apply: (vtrix) =>
      (operation(vtrix, 'status')['parameters'] = [
        structuredClone(part(vtrix, 'components', 'parameters', 'RequestId')),
      ]),
  },
  {
    name: 'a parameter in its place is referred to',
    provider: 'fal',
    apply: (fal) => {
      const webhook = hoist(fal, 'parameters', 'Webhook', operation(fal, 'submitMax', 'parameters', 0))
      for (const id of ['submitMax', 'submitPro']) operation(fal, id)['parameters'] = [webhook]
    },
  },
  {
    name: 'a body in its place is referred to',
    provider: 'vtrix',
    apply: (vtrix) =>
      (operation(vtrix, 'submitMax')['requestBody'] = hoist(
        vtrix,
        'requestBodies',
        'Edit',
        operation(vtrix, 'submitMax', 'requestBody'),
      )),
  },
  {
    name: 'a header in its place is referred to',
    provider: 'fal',
    apply: (fal) => {
      const headers = part(fal, 'components', 'responses', 'TooManyRequests', 'headers')
      headers['Retry-After'] = hoist(fal, 'headers', 'RetryAfter', part(headers, 'Retry-After'))
    },
  },
  {
    name: 'parameters stand at the path',
    provider: 'fal',
    apply: (fal) => {
      part(fal, 'paths', pathOf(fal, 'result'))['parameters'] = list(operation(fal, 'result'), 'parameters')
      remove(operation(fal, 'result'), 'parameters')
    },
  },
  {
    name: 'a schema has another name',
    provider: 'fal',
    apply: (fal) => renamed(fal, 'schemas', 'Ticket', 'SubmitAnswer'),
  },
  {
    name: 'an answer has another name',
    provider: 'vtrix',
    apply: (vtrix) => renamed(vtrix, 'responses', 'Unauthorized', 'NoKey'),
  },
  {
    name: 'a parameter has another name among the components',
    provider: 'fal',
    apply: (fal) => renamed(fal, 'parameters', 'RequestId', 'JobId'),
  },
  {
    name: 'a security scheme has another name',
    provider: 'fal',
    apply: (fal) => {
      rename(part(fal, 'components', 'securitySchemes'), 'key', 'falKey')
      fal['security'] = [{ falKey: [] }]
    },
  },
  {
    name: 'every operation asks for the key itself',
    provider: 'vtrix',
    apply: (vtrix) => {
      for (const id of ['submitMax', 'status']) operation(vtrix, id)['security'] = list(vtrix, 'security')
      remove(vtrix, 'security')
    },
  },
  {
    name: 'two equal schemas become one',
    provider: 'fal',
    apply: (fal) => {
      const content = operation(fal, 'submitPro', 'requestBody', 'content', 'application/json')
      content['schema'] = { $ref: '#/components/schemas/MaxInput' }
      remove(part(fal, 'components', 'schemas'), 'ProInput')
    },
  },
  {
    name: 'there is a schema that nothing refers to',
    provider: 'vtrix',
    apply: (vtrix) => hoist(vtrix, 'schemas', 'Unused', { type: 'string' }),
  },
]

/** Gives a component another name, wherever it is referred to. */
function renamed(contract: JsonObject, kind: string, from: string, to: string): void {
  rename(part(contract, 'components', kind), from, to)
  redirect(contract, `#/components/${kind}/${from}`, `#/components/${kind}/${to}`)
}

function redirect(value: Json, from: string, to: string): void {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value) && value['$ref'] === from) value['$ref'] = to
  for (const inner of Array.isArray(value) ? value : Object.values(objectAt(value))) redirect(inner, from, to)
}
