import { arrayAt, at, isObject, sameJson, stringAt, type Json } from '../../../scripts/lib/json.ts'
import { contract, documentFile, parsedDocument, property, schema } from '../support.ts'
import { descriptors, has, is, said, text, told, value, type Quirk } from './quirk.ts'

const field004 = (field: string): Json => property('vtrix', 'Parameters', field)
const task = (field: string): Json => property('vtrix', 'Task', field)

export const document004: Quirk[] = [
  {
    quirk: '004-1',
    says: 'it names no method, path, status or server: they are known from elsewhere, and marked',
    holds: () =>
      told('004', 'no-path') &&
      told('004', 'no-method') &&
      is(value('vtrix', '/paths/~1model~1v1~1generation/post/x-evidence'), 'public') &&
      is(value('vtrix', '/paths/~1model~1v1~1generation~1task~1{request_id}/get/x-evidence'), 'public') &&
      said('vtrix', '/servers/0/url')?.kind === 'public',
  },
  {
    quirk: '004-2',
    says: 'a button of the page is its first line: not its title',
    holds: () =>
      documentFile('004').text.startsWith('⌘K\n') &&
      is(parsedDocument('004').tree['info'] ?? null, {
        title: 'FLUX.1 Kontext [max]',
        description: stringAt(contract('vtrix'), 'info', 'description') ?? '',
      }),
  },
  {
    quirk: '004-3',
    says: 'the header is spelt in two ways: it is a bearer scheme',
    holds: () =>
      is(value('vtrix', '/components/securitySchemes'), { bearer: { type: 'http', scheme: 'bearer' } }) &&
      said('vtrix', '/components/securitySchemes/bearer/scheme')?.line === 23,
  },
  {
    quirk: '004-4',
    says: 'the model is one fixed word: a constant',
    holds: () => has(property('vtrix', 'MaxInput', 'model'), { const: 'flux_kontext_max' }),
  },
  {
    quirk: '004-5',
    says: 'the parameters look flat: they lie in input[].params',
    holds: () =>
      is(value('vtrix', '/components/schemas/MaxInput/properties/input/items/properties/params'), {
        $ref: '#/components/schemas/Parameters',
      }) && is(schema('vtrix', 'MaxInput')['required'] ?? null, ['model', 'input']),
  },
  {
    quirk: '004-6',
    says: 'there are four optional images, as base64 or URL: so it is',
    holds: () =>
      is(
        [...descriptors.vtrix.images.fields],
        ['input_image', 'input_image_2', 'input_image_3', 'input_image_4'],
      ) &&
      is([...descriptors.vtrix.images.accepts], ['url', 'base64']) &&
      sameJson([descriptors.vtrix.images.min, descriptors.vtrix.images.max], [0, 4]),
  },
  {
    quirk: '004-7',
    says: 'the ratios are an interval, no list: a pattern, and the two ends of the interval',
    holds: () =>
      has(field004('aspect_ratio'), { pattern: '^[1-9][0-9]?:[1-9][0-9]?$', 'x-range': ['21:9', '9:21'] }) &&
      is([...(descriptors.vtrix.options.aspectRatio?.ratio ?? [])], ['9:21', '21:9']),
  },
  {
    quirk: '004-8',
    says: 'steps go from 1 to 50, guidance to 10 only: bounds of this provider',
    holds: () =>
      has(field004('steps'), { minimum: 1, maximum: 50 }) &&
      has(field004('guidance_scale'), { minimum: 1, maximum: 10 }) &&
      descriptors.vtrix.options.guidance?.max === 10 &&
      descriptors.fal.options.guidance?.max === 20,
  },
  {
    quirk: '004-9',
    says: 'negative_prompt exists here alone: a field of this provider',
    holds: () =>
      has(field004('negative_prompt'), { type: 'string' }) &&
      (['fal', 'fal-relay', 'chainhub'] as const).every((id) => !text(id).includes('negative_prompt')),
  },
  {
    quirk: '004-10',
    says: 'a default is "False": false',
    holds: () => has(field004('prompt_upsampling'), { default: false }),
  },
  {
    quirk: '004-11',
    says: 'safety is an integer from 0: kept as one, and no digits in a string',
    holds: () =>
      has(field004('safety_tolerance'), { type: 'integer', minimum: 0, maximum: 6, default: 2 }) &&
      descriptors.vtrix.options.safetyTolerance?.as === undefined &&
      descriptors.fal.options.safetyTolerance?.values?.includes(0) === false,
  },
  {
    quirk: '004-12',
    says: 'it talks of video generation: left out, and told',
    holds: () => told('004', 'unused-line', 117) && !text('vtrix').includes('video generation'),
  },
  {
    quirk: '004-13',
    says: 'the indentation of the answer is lost: rebuilt',
    holds: () =>
      isObject(at(task('output'), 'items', 'properties', 'content', 'items', 'properties', 'url')) &&
      isObject(at(task('usage'), 'properties', 'cost')) &&
      has(task('metadata'), { type: 'object' }),
  },
  {
    quirk: '004-14',
    says: 'the error is an object only: a text, too',
    holds: () =>
      is(
        arrayAt(schema('vtrix', 'TaskError'), 'anyOf').map((item) => at(item, 'type') ?? null),
        ['string', 'object'],
      ),
  },
  {
    quirk: '004-15',
    says: 'the cost is a text: kept as one',
    holds: () => has(at(task('usage'), 'properties', 'cost'), { type: 'string' }),
  },
  {
    quirk: '004-16',
    says: 'the discount is called an amount, but was seen as a factor: a number, no more',
    holds: () =>
      has(at(task('usage'), 'properties', 'discount'), {
        type: 'number',
        description: 'A number; whether amount or factor is not settled.',
      }),
  },
  {
    quirk: '004-17',
    says: 'fields are there only with some statuses: one shape per status',
    holds: () =>
      is(
        arrayAt(schema('vtrix', 'Task'), 'oneOf').map((item) => at(item, 'required') ?? null),
        [['status'], ['status', 'output'], ['status', 'error']],
      ),
  },
  {
    quirk: '004-18',
    says: 'there is a heading "Error Codes" without codes: the code is open',
    holds: () =>
      is(at(arrayAt(schema('vtrix', 'TaskError'), 'anyOf')[1] ?? null, 'properties', 'code'), {
        type: ['string', 'integer'],
      }),
  },
]
