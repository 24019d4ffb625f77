import type { Change } from '../change.ts'
import { drop, list, operation, part, pathOf, remove, rename } from '../draft.ts'

const webhook = ['parameters', 0] as const
const logs = ['parameters', 1] as const

/** What a client sends beside the body. */
export const parameters: readonly Change[] = [
  {
    name: 'a query parameter is removed',
    provider: 'fal',
    apply: (fal) => remove(operation(fal, 'submitMax'), 'parameters'),
    wire: 'minor',
  },
  {
    name: 'one query parameter of several is removed',
    provider: 'fal',
    apply: (fal) => list(operation(fal, 'status'), 'parameters').splice(1, 1),
    wire: 'minor',
  },
  {
    name: 'a query parameter is renamed',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitMax', ...webhook)['name'] = 'webhook_url'),
    wire: 'minor',
  },
  {
    name: 'a query parameter becomes required',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitMax', ...webhook)['required'] = true),
    wire: 'major',
  },
  {
    name: 'an optional query parameter is added',
    provider: 'fal',
    apply: (fal) =>
      list(operation(fal, 'submitMax'), 'parameters').push({
        ...{ name: 'priority', in: 'query' },
        schema: { type: 'string' },
      }),
    wire: 'minor',
  },
  {
    name: 'a required query parameter is added',
    provider: 'vtrix',
    apply: (vtrix) =>
      (operation(vtrix, 'submitMax')['parameters'] = [
        { name: 'region', in: 'query', required: true, schema: { type: 'string' } },
      ]),
    wire: 'major',
  },
  {
    name: 'a required header is added',
    provider: 'fal',
    apply: (fal) =>
      list(operation(fal, 'cancel'), 'parameters').push({
        ...{ name: 'x-reason', in: 'header', required: true },
        schema: { type: 'string' },
      }),
    wire: 'major',
  },
  {
    name: 'an optional header is added',
    provider: 'vtrix',
    apply: (vtrix) =>
      (operation(vtrix, 'submitMax')['parameters'] = [
        { name: 'x-trace', in: 'header', schema: { type: 'string' } },
      ]),
    wire: 'minor',
  },
  {
    name: 'a query parameter becomes a header',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitPro', ...webhook)['in'] = 'header'),
    wire: 'minor',
  },
  {
    name: 'a value of a query parameter is no longer taken',
    provider: 'fal',
    apply: (fal) => drop(list(operation(fal, 'stream', ...logs, 'schema'), 'enum'), 'true'),
    wire: 'major',
  },
  {
    name: 'a value of a query parameter is taken that was not',
    provider: 'fal',
    apply: (fal) => list(operation(fal, 'status', ...logs, 'schema'), 'enum').push('all'),
    wire: 'minor',
  },
  {
    name: 'a query parameter has another type',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'status', ...logs)['schema'] = { type: 'boolean' }),
    wire: 'major',
  },
  {
    name: 'a query parameter may be shorter at most',
    provider: 'fal',
    apply: (fal) => (operation(fal, 'submitMax', ...webhook, 'schema')['maxLength'] = 255),
    wire: 'major',
  },
  {
    name: 'a path parameter may be shorter at most',
    provider: 'fal',
    apply: (fal) => (part(fal, 'components', 'parameters', 'RequestId', 'schema')['maxLength'] = 32),
    wire: 'major',
  },
  {
    name: 'a path parameter must be a number',
    provider: 'vtrix',
    apply: (vtrix) => (part(vtrix, 'components', 'parameters', 'RequestId')['schema'] = { type: 'integer' }),
    wire: 'major',
  },
  {
    name: 'a path parameter has another name',
    provider: 'vtrix',
    apply: (vtrix) => {
      const path = pathOf(vtrix, 'status')
      part(vtrix, 'components', 'parameters', 'RequestId')['name'] = 'task_id'
      rename(part(vtrix, 'paths'), path, path.replace('{request_id}', '{task_id}'))
    },
    wire: 'patch',
  },
  {
    name: 'every operation has another path parameter',
    provider: 'fal',
    apply: (fal) => {
      const before = Object.keys(part(fal, 'paths'))
      for (const path of before) {
        const after = path.replace('{request_id}', '{request_id}/of/{model}')
        if (after === path) continue
        rename(part(fal, 'paths'), path, after)
        for (const one of Object.values(part(fal, 'paths', after))) {
          const model = { name: 'model', in: 'path', required: true, schema: { type: 'string' } }
          list(part({ one }, 'one'), 'parameters').push(model)
        }
      }
    },
    wire: 'major',
  },
]
