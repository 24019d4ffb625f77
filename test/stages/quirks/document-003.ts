import { isObject, type Json } from '../../../scripts/lib/json.ts'
import { evidenceFile, normalizedDocument, pointed, property, schema, yamlBlock } from '../support.ts'
import {
  asText,
  descriptors,
  digits,
  dropped,
  has,
  is,
  json,
  max,
  ratios,
  said,
  text,
  told,
  value,
  type Quirk,
} from './quirk.ts'

const field003 = (field: string): Json => property('chainhub', 'MaxInput', field)

export const document003: Quirk[] = [
  {
    quirk: '003-1',
    says: 'four values are no valid YAML: exactly these four are quoted',
    holds: () =>
      is(
        evidenceFile('chainhub').repairs.map(({ line, column }) => [line, column]),
        [33, 39, 45, 48].map((line) => [line, 32]),
      ),
  },
  {
    quirk: '003-2',
    says: 'the authentication is a proper bearer scheme: kept as it is',
    holds: () =>
      is(value('chainhub', '/components/securitySchemes'), { bearer: { type: 'http', scheme: 'bearer' } }) &&
      said('chainhub', '/components/securitySchemes/bearer/scheme')?.line === 98 &&
      is(value('chainhub', '/security'), [{ bearer: [] }]),
  },
  {
    quirk: '003-3',
    says: 'output_format is required, as nowhere else: kept, and our default is always sent',
    holds: () =>
      is(schema('chainhub', 'MaxInput')['required'] ?? null, ['prompt', 'output_format', 'image_url']) &&
      descriptors.chainhub.options.format?.required === true &&
      descriptors['fal-relay'].options.format?.required === undefined,
  },
  {
    quirk: '003-4',
    says: 'ranges, ratios, formats and defaults are missing: filled in',
    holds: () =>
      has(field003('guidance_scale'), { minimum: 1, maximum: 20, default: 3.5 }) &&
      has(field003('num_images'), { minimum: 1, maximum: 4, default: 1 }) &&
      has(field003('safety_tolerance'), { enum: digits, default: '2' }) &&
      has(field003('output_format'), { enum: ['jpeg', 'png'], default: 'jpeg' }) &&
      has(field003('aspect_ratio'), { enum: ratios }),
  },
  {
    quirk: '003-5',
    says: 'the example has an integer where the schema wants a text: a text',
    holds: () =>
      is(pointed(normalizedDocument('003').tree, `${max}/requestBody/${json}/example/safety_tolerance`), 2) &&
      is(value('chainhub', `${max}/requestBody/${json}/example/safety_tolerance`), '2'),
  },
  {
    quirk: '003-6',
    says: 'the ratio of the example is the word "string": removed',
    holds: () =>
      isObject(value('chainhub', `${max}/requestBody/${json}/example`)) &&
      value('chainhub', `${max}/requestBody/${json}/example/aspect_ratio`) === undefined,
  },
  {
    quirk: '003-7',
    says: 'the answer is an empty schema: it is the ticket of the family, marked as inferred',
    holds: () =>
      told('003', 'empty-answer', 82) &&
      is(value('chainhub', `${max}/responses/200/${json}/schema`), { $ref: '#/components/schemas/Ticket' }) &&
      is(value('chainhub', '/components/schemas/Ticket/x-evidence'), 'inferred'),
  },
  {
    quirk: '003-8',
    says: 'the summary is the path: a real one',
    holds: () =>
      dropped('chainhub', '003', 14, 'path-as-summary') &&
      is(value('chainhub', `${max}/summary`), 'Submit an edit to FLUX.1 Kontext [max]'),
  },
  {
    quirk: '003-9',
    says: 'texts have double spaces: single ones',
    holds: () =>
      is(value('chainhub', '/servers/0/description'), 'Production Environment') &&
      !asText(value('chainhub', `${max}/description`)).includes('  ') &&
      said('chainhub', '/servers/0/description')?.rule === 'double-spaces',
  },
  {
    quirk: '003-10',
    says: 'the body is not said to be required: it is',
    holds: () =>
      told('003', 'required-body', 52) && is(value('chainhub', `${max}/requestBody/required`), true),
  },
  {
    quirk: '003-11',
    says: 'the editor left its bookkeeping: left out and listed',
    holds: () =>
      !text('chainhub').includes('apifox') &&
      [56, 85, 87, 90, 91, 92].every((line) => dropped('chainhub', '003', line, 'vendor-extension')),
  },
  {
    quirk: '003-12',
    says: 'the heading is a path and a blank line stands before the closing fence: read all the same',
    holds: () => yamlBlock('003').firstLine === 6 && yamlBlock('003').text.endsWith('  - bearer: []\n\n'),
  },
  {
    quirk: '003-13',
    says: 'it names the only real server: kept',
    holds: () =>
      is([...descriptors.chainhub.servers], ['https://api.chainhub.tech']) &&
      said('chainhub', '/servers/0/url')?.line === 100,
  },
]
