import { objectAt, type Json } from '../../../scripts/lib/json.ts'
import { documentFile, normalizedDocument, parsedDocument, pointed, property, schema } from '../support.ts'
import { asText, has, is, json, ratios, said, type Quirk } from './quirk.ts'
import { relayQuirks } from './relay.ts'

export const document001: Quirk[] = [
  ...relayQuirks('001', { orders: 91, answer: 127, headers: 144, name: 145, end: 155 }).map((row) => ({
    ...row,
    quirk: `${row.quirk.replace('001', '000')} in 001`,
  })),
  {
    quirk: '001-1',
    says: 'image_url is missing, which would make the edit a text-to-image: required, and marked as inferred',
    holds: () =>
      !documentFile('001').text.includes('image_url') &&
      is(schema('fal-relay', 'ProInput')['required'] ?? null, ['prompt', 'image_url']) &&
      is(property('fal-relay', 'ProInput', 'image_url')['x-evidence'] ?? null, 'inferred') &&
      is(schema('fal-relay', 'ProInput')['x-evidence-of'] ?? null, { 'required.image_url': 'inferred' }),
  },
  {
    quirk: '001-2',
    says: 'sync_mode has no default: false, as 000 has it',
    holds: () => has(property('fal-relay', 'ProInput', 'sync_mode'), { default: false }),
  },
  {
    quirk: '001-3',
    says: 'num_images has no range: 1 to 4, as 000 has it',
    holds: () => has(property('fal-relay', 'ProInput', 'num_images'), { minimum: 1, maximum: 4 }),
  },
  {
    quirk: '001-4',
    says: 'guidance has no range, not even in prose: 1 to 20, taken over from 000',
    holds: () =>
      has(property('fal-relay', 'ProInput', 'guidance_scale'), { minimum: 1, maximum: 20 }) &&
      asText(
        said('fal-relay', '/components/schemas/ProInput/properties/guidance_scale/maximum')?.source,
      ).includes('for pro taken over from max'),
  },
  {
    quirk: '001-5',
    says: 'aspect_ratio has the default of text-to-image: an edit has none',
    holds: () =>
      is(
        pointed(
          normalizedDocument('001').tree,
          '/components/schemas/ProInput/properties/aspect_ratio/default',
        ),
        '1:1',
      ) &&
      has(property('fal-relay', 'ProInput', 'aspect_ratio'), { enum: ratios }) &&
      property('fal-relay', 'ProInput', 'aspect_ratio')['default'] === undefined,
  },
  {
    quirk: '001-6',
    says: 'required stands before properties here, behind them in 000: the contract has one order',
    holds: () =>
      is(Object.keys(objectAt(parsedBody('001'))), ['type', 'required', 'properties', 'x-apifox-orders']) &&
      is(Object.keys(objectAt(parsedBody('000'))), ['type', 'properties', 'required', 'x-apifox-orders']) &&
      is(Object.keys(schema('fal-relay', 'MaxInput')), ['type', 'required', 'properties']) &&
      is(Object.keys(schema('fal-relay', 'ProInput')).slice(0, 3), ['type', 'required', 'properties']),
  },
]

function parsedBody(number: '000' | '001'): Json | undefined {
  const path = number === '000' ? 'max' : ''
  return pointed(
    parsedDocument(number).tree,
    `/paths/~1BASE_URL~1fal-ai~1flux-pro~1kontext${path === '' ? '' : '~1max'}/post/requestBody/${json}/schema`,
  )
}
