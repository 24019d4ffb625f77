import type { Change } from '../change.ts'
import { answer, drop, field, list, part, remove, rename, replace, required, schema } from '../draft.ts'

/** What comes back: fields of answers. */
export const answers: readonly Change[] = [
  {
    name: 'a required field is no longer there',
    provider: 'fal',
    apply: (fal) => {
      remove(schema(fal, 'Ticket', 'properties'), 'request_id')
      drop(required(fal, 'Ticket'), 'request_id')
    },
    wire: 'major',
  },
  {
    name: 'an optional field is no longer there',
    provider: 'fal',
    apply: (fal) => remove(schema(fal, 'Result', 'properties'), 'seed'),
    wire: 'major',
  },
  {
    name: 'a field is renamed',
    provider: 'fal',
    apply: (fal) => {
      rename(schema(fal, 'ResultImage', 'properties'), 'url', 'href')
      replace(required(fal, 'ResultImage'), 'url', 'href')
    },
    wire: 'major',
  },
  {
    name: 'a required field may be missing',
    provider: 'fal',
    apply: (fal) => drop(required(fal, 'Result'), 'images'),
    wire: 'major',
  },
  {
    name: 'a required field deep inside may be missing',
    provider: 'fal',
    apply: (fal) => drop(required(fal, 'DetailItem'), 'msg'),
    wire: 'major',
  },
  {
    name: 'an optional field is always there',
    provider: 'fal',
    apply: (fal) => required(fal, 'StatusCompleted').push('request_id'),
    wire: 'patch',
  },
  {
    name: 'there is a further optional field',
    provider: 'vtrix',
    apply: (vtrix) => (schema(vtrix, 'Task', 'properties')['expires_at'] = { type: 'integer' }),
    wire: 'patch',
  },
  {
    name: 'there is a further required field',
    provider: 'fal',
    apply: (fal) => {
      schema(fal, 'Ticket', 'properties')['gateway'] = { type: 'string' }
      required(fal, 'Ticket').push('gateway')
    },
    wire: 'patch',
  },
  {
    name: 'an object becomes a list of objects',
    provider: 'vtrix',
    apply: (vtrix) => {
      const properties = schema(vtrix, 'Task', 'properties')
      properties['usage'] = { type: 'array', items: part(properties, 'usage') }
    },
    wire: 'major',
  },
  {
    name: 'a list becomes its only item',
    provider: 'fal',
    apply: (fal) =>
      (schema(fal, 'Result', 'properties')['images'] = { $ref: '#/components/schemas/ResultImage' }),
    wire: 'major',
  },
  {
    name: 'a list holds texts instead of objects',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'images')['items'] = { type: 'string' }),
    wire: 'major',
  },
  {
    name: 'an answer lies in an envelope',
    provider: 'vtrix',
    apply: (vtrix) => {
      const content = answer(vtrix, 'status', '200')
      content['schema'] = {
        ...{ type: 'object', required: ['data'] },
        properties: { data: part(content, 'schema') },
      }
    },
    wire: 'major',
  },
  {
    name: 'a union has a further member',
    provider: 'fal',
    apply: (fal) =>
      list(answer(fal, 'status', '202'), 'schema', 'oneOf').push({
        ...{ type: 'object', required: ['status'] },
        properties: { status: { type: 'string', const: 'PAUSED' } },
      }),
    wire: 'minor',
  },
  {
    name: 'a union has a further member that can never be',
    provider: 'vtrix',
    apply: (vtrix) => list(schema(vtrix, 'Task'), 'oneOf').push({ type: 'boolean' }),
    wire: 'patch',
  },
  {
    name: 'a union has a member less',
    provider: 'fal',
    apply: (fal) => list(answer(fal, 'status', '202'), 'schema', 'oneOf').splice(1),
    wire: 'patch',
  },
  {
    name: 'an error may be a bare text',
    provider: 'fal',
    apply: (fal) => list(schema(fal, 'ErrorBody'), 'anyOf').push({ type: 'string' }),
    wire: 'minor',
  },
  {
    name: 'the detail of an error is always a text',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'DetailError', 'properties')['detail'] = { type: 'string' }),
    wire: 'patch',
  },
  {
    name: 'the shared fields of a state are required in one of them',
    provider: 'vtrix',
    apply: (vtrix) => list(schema(vtrix, 'Task', 'oneOf', 1), 'required').push('usage'),
    wire: 'patch',
  },
  {
    name: 'a state no longer promises its output',
    provider: 'vtrix',
    apply: (vtrix) => drop(list(schema(vtrix, 'Task', 'oneOf', 1), 'required'), 'output'),
    wire: 'major',
    why: 'the contract promises less, though its types never said that the output is there',
  },
  {
    name: 'an open object holds numbers only',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'timings')['additionalProperties'] = { type: 'number' }),
    wire: 'patch',
    why: 'who narrows an entry to a text has nothing left',
  },
  {
    name: 'an open object no longer says that it is open',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'Result', 'timings'), 'additionalProperties'),
    wire: 'patch',
  },
  {
    name: 'an object says that it is open',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Task', 'metadata')['additionalProperties'] = true),
    wire: 'patch',
  },
  {
    name: 'an open object is closed',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'timings')['additionalProperties'] = false),
    wire: 'patch',
  },
]
