import type { Change } from '../change.ts'
import { drop, field, list, part, remove, replace, schema } from '../draft.ts'

/** What comes back: values of fields. */
export const answerValues: readonly Change[] = [
  {
    name: 'a state may come that did not',
    provider: 'fal',
    apply: (fal) => list(field(fal, 'Ticket', 'status'), 'enum').push('PAUSED'),
    wire: 'minor',
  },
  {
    name: 'a state may come that did not, in an answer for all states',
    provider: 'vtrix',
    apply: (vtrix) => {
      list(field(vtrix, 'Task', 'status'), 'enum').push('expired')
      list(schema(vtrix, 'Task', 'oneOf', 0, 'properties', 'status'), 'enum').push('expired')
    },
    wire: 'minor',
  },
  {
    name: 'a state no longer comes',
    provider: 'fal',
    apply: (fal) => drop(list(field(fal, 'CancelAnswer', 'status'), 'enum'), 'OK'),
    wire: 'patch',
  },
  {
    name: 'a state has another word',
    provider: 'fal',
    apply: (fal) => (field(fal, 'StatusQueued', 'status')['const'] = 'QUEUED'),
    wire: 'major',
  },
  {
    name: 'a state of several has another word',
    provider: 'fal',
    apply: (fal) =>
      replace(list(field(fal, 'CancelAnswer', 'status'), 'enum'), 'NOT_FOUND', 'UNKNOWN_REQUEST'),
    wire: 'major',
  },
  {
    name: 'the only word becomes one of two',
    provider: 'fal',
    apply: (fal) => {
      const status = field(fal, 'StatusCompleted', 'status')
      remove(status, 'const')
      status['enum'] = ['COMPLETED', 'FAILED']
    },
    wire: 'minor',
  },
  {
    name: 'a state may be any text',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'Ticket', 'status'), 'enum'),
    wire: 'minor',
  },
  {
    name: 'a text is one of a list',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Ticket', 'status')['enum'] = ['pending', 'in_progress']),
    wire: 'patch',
  },
  {
    name: 'a text may be null',
    provider: 'fal',
    apply: (fal) => (field(fal, 'ResultImage', 'url')['type'] = ['string', 'null']),
    wire: 'major',
  },
  {
    name: 'an optional number may be null',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'seed')['type'] = ['integer', 'null']),
    wire: 'minor',
  },
  {
    name: 'a state may be null by its type, though its list has no null',
    provider: 'fal',
    apply: (fal) => (field(fal, 'CancelAnswer', 'status')['type'] = ['string', 'null']),
    wire: 'patch',
  },
  {
    name: 'a list no longer says that it is one',
    provider: 'vtrix',
    apply: (vtrix) => remove(field(vtrix, 'Task', 'output'), 'type'),
    wire: 'patch',
  },
  {
    name: 'a number no longer says that it is one',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'StatusQueued', 'queue_position'), 'type'),
    wire: 'patch',
  },
  {
    name: 'a number is never null',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Metrics', 'inference_time')['type'] = 'number'),
    wire: 'patch',
  },
  {
    name: 'a number becomes a text',
    provider: 'fal',
    apply: (fal) => (field(fal, 'StatusQueued', 'queue_position')['type'] = 'string'),
    wire: 'major',
  },
  {
    name: 'a text becomes a number',
    provider: 'vtrix',
    apply: (vtrix) => (part(field(vtrix, 'Task', 'usage'), 'properties', 'cost')['type'] = 'number'),
    wire: 'major',
  },
  {
    name: 'an integer may be any number',
    provider: 'fal',
    apply: (fal) => (field(fal, 'Result', 'seed')['type'] = 'number'),
    wire: 'minor',
  },
  {
    name: 'a number is always an integer',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Task', 'progress')['type'] = 'integer'),
    wire: 'patch',
  },
  {
    name: 'a number may be higher',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'Task', 'progress')['maximum'] = 100),
    wire: 'minor',
  },
  {
    name: 'a number may be lower',
    provider: 'fal',
    apply: (fal) => remove(field(fal, 'Ticket', 'queue_position'), 'minimum'),
    wire: 'minor',
  },
  {
    name: 'an item of a list has a further type',
    provider: 'fal',
    apply: (fal) => (part(field(fal, 'DetailItem', 'loc'), 'items')['type'] = ['string', 'integer', 'null']),
    wire: 'minor',
  },
  {
    name: 'an item of a list has a type less',
    provider: 'fal',
    apply: (fal) => (part(field(fal, 'DetailItem', 'loc'), 'items')['type'] = 'string'),
    wire: 'patch',
  },
  {
    name: 'an error is always an object',
    provider: 'vtrix',
    apply: (vtrix) => list(schema(vtrix, 'TaskError'), 'anyOf').splice(0, 1),
    wire: 'patch',
  },
  {
    name: 'a field may be anything',
    provider: 'vtrix',
    apply: (vtrix) => remove(field(vtrix, 'Task', 'created_at'), 'type'),
    wire: 'minor',
  },
  {
    name: 'a field of any form is a text',
    provider: 'fal',
    apply: (fal) => (field(fal, 'DetailItem', 'input')['type'] = 'string'),
    wire: 'patch',
  },
]
