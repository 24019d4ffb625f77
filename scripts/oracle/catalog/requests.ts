import type { Change } from '../change.ts'
import { drop, field, list, operation, part, remove, rename, replace, required, schema } from '../draft.ts'

/** What a client sends: fields of bodies. */
export const requests: readonly Change[] = [
  {
    name: 'an optional field is removed',
    provider: 'fal',
    apply: (fal) => remove(schema(fal, 'MaxInput', 'properties'), 'sync_mode'),
    wire: 'minor',
  },
  {
    name: 'a required field is removed',
    provider: 'vtrix',
    apply: (vtrix) => {
      remove(schema(vtrix, 'MaxInput', 'properties'), 'model')
      drop(required(vtrix, 'MaxInput'), 'model')
    },
    wire: 'minor',
  },
  {
    name: 'an optional field is renamed',
    provider: 'vtrix',
    apply: (vtrix) => rename(schema(vtrix, 'Parameters', 'properties'), 'steps', 'num_inference_steps'),
    wire: 'minor',
  },
  {
    name: 'a required field is renamed',
    provider: 'fal',
    apply: (fal) => {
      rename(schema(fal, 'MaxInput', 'properties'), 'image_url', 'input_image')
      replace(required(fal, 'MaxInput'), 'image_url', 'input_image')
    },
    wire: 'major',
  },
  {
    name: 'an optional field becomes required',
    provider: 'fal',
    apply: (fal) => required(fal, 'MaxInput').push('seed'),
    wire: 'major',
  },
  {
    name: 'an optional field with a default becomes required',
    provider: 'fal',
    apply: (fal) => required(fal, 'ProInput').push('output_format'),
    wire: 'major',
  },
  {
    name: 'a required field becomes optional',
    provider: 'fal',
    apply: (fal) => drop(required(fal, 'MaxInput'), 'image_url'),
    wire: 'minor',
  },
  {
    name: 'an optional field deep in the body becomes required',
    provider: 'vtrix',
    apply: (vtrix) => required(vtrix, 'Parameters').push('input_image'),
    wire: 'major',
  },
  {
    name: 'a required field is added',
    provider: 'fal',
    apply: (fal) => {
      schema(fal, 'MaxInput', 'properties')['strength'] = { type: 'number' }
      required(fal, 'MaxInput').push('strength')
    },
    wire: 'major',
  },
  {
    name: 'an optional field is added',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'MaxInput', 'properties')['strength'] = { type: 'number' }),
    wire: 'minor',
  },
  {
    name: 'a list of the body becomes an object',
    provider: 'vtrix',
    apply: (vtrix) => {
      const items = field(vtrix, 'MaxInput', 'input')['items'] ?? null
      schema(vtrix, 'MaxInput', 'properties')['input'] = items
    },
    wire: 'major',
  },
  {
    name: 'the body may be left out',
    provider: 'fal',
    apply: (fal) => remove(operation(fal, 'submitMax', 'requestBody'), 'required'),
    wire: 'minor',
  },
  {
    name: 'the body has another media type',
    provider: 'fal',
    apply: (fal) =>
      rename(
        operation(fal, 'submitMax', 'requestBody', 'content'),
        'application/json',
        'multipart/form-data',
      ),
    wire: 'major',
  },
  {
    name: 'the body may have a second media type',
    provider: 'fal',
    apply: (fal) => {
      const content = operation(fal, 'submitMax', 'requestBody', 'content')
      content['multipart/form-data'] = structuredClone(part(content, 'application/json'))
    },
    wire: 'minor',
  },
  {
    name: 'the body refuses fields it does not list',
    provider: 'fal',
    apply: (fal) => (schema(fal, 'MaxInput')['additionalProperties'] = false),
    wire: 'major',
  },
  {
    name: 'the body becomes one of two',
    provider: 'vtrix',
    apply: (vtrix) => {
      const content = operation(vtrix, 'submitMax', 'requestBody', 'content', 'application/json')
      const flat = { type: 'object', required: ['prompt'], properties: { prompt: { type: 'string' } } }
      content['schema'] = { anyOf: [part(content, 'schema'), flat] }
    },
    wire: 'minor',
  },
  {
    name: 'an operation without a body gets one that is required',
    provider: 'fal',
    apply: (fal) => {
      const reason = { type: 'object', required: ['reason'], properties: { reason: { type: 'string' } } }
      operation(fal, 'cancel')['requestBody'] = {
        required: true,
        content: { 'application/json': { schema: reason } },
      }
    },
    wire: 'major',
  },
  {
    name: 'the list of the body takes more items',
    provider: 'vtrix',
    apply: (vtrix) => (field(vtrix, 'MaxInput', 'input')['maxItems'] = 4),
    wire: 'minor',
  },
  {
    name: 'the list of the body needs more items',
    provider: 'vtrix',
    apply: (vtrix) => Object.assign(field(vtrix, 'MaxInput', 'input'), { minItems: 2, maxItems: 2 }),
    wire: 'major',
  },
  {
    name: 'the list of the body no longer says that it is one',
    provider: 'vtrix',
    apply: (vtrix) => remove(field(vtrix, 'MaxInput', 'input'), 'type'),
    wire: 'patch',
  },
  {
    name: 'the body has a list of required fields no more',
    provider: 'vtrix',
    apply: (vtrix) => list(vtrix, 'components', 'schemas', 'MaxInput', 'required').splice(0),
    wire: 'minor',
  },
]
