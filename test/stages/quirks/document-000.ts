import { property } from '../support.ts'
import { descriptors, has, is, ratios, relay, type Quirk } from './quirk.ts'
import { relayQuirks } from './relay.ts'

export const document000: Quirk[] = [
  ...relayQuirks('000', { orders: 92, answer: 129, headers: 146, name: 147, end: 157 }),
  {
    quirk: '000-8',
    says: 'the examples are lists in a 3.0 schema, which 3.1 allows: the contract is 3.1',
    holds: () =>
      is(relay('/openapi'), '3.1.0') &&
      is(property('fal-relay', 'MaxInput', 'prompt')['examples'] ?? null, ['Put a donut next to the flour.']),
  },
  {
    quirk: '000-9',
    says: 'guidance 1-20 stands in prose only: it is a range',
    holds: () => has(property('fal-relay', 'MaxInput', 'guidance_scale'), { minimum: 1, maximum: 20 }),
  },
  {
    quirk: '000-12',
    says: 'the ratios stand in prose only: they are an enumeration without a default',
    holds: () =>
      has(property('fal-relay', 'MaxInput', 'aspect_ratio'), { enum: ratios }) &&
      property('fal-relay', 'MaxInput', 'aspect_ratio')['default'] === undefined,
  },
  {
    quirk: '000-13',
    says: 'image_url says nothing of data URIs: a plain text without a format, and both forms are taken',
    holds: () =>
      has(property('fal-relay', 'MaxInput', 'image_url'), { type: 'string' }) &&
      property('fal-relay', 'MaxInput', 'image_url')['format'] === undefined &&
      is([...descriptors['fal-relay'].images.accepts], ['url', 'data-uri']),
  },
]
