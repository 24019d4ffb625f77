// What OpenAPI has no word for: prices, how long results are kept, forms of images, failures that cost nothing.
import { describe, expect, test } from 'vitest'
import type { Json } from '../../scripts/lib/json.ts'
import { readProviderConfig, type ProviderConfig } from '../../scripts/lib/provider-config.ts'
import { declare } from '../../scripts/stages/declare.ts'
import { priceOf, retentionOf } from '../../scripts/stages/terms.ts'
import { evidenceAt, evidenceFile, pointed, refusal, traced } from './support.ts'

const fail = (path: string, message: string): never => {
  throw new Error(`${path}: ${message}`)
}
const priced = (price: Json): Json => ({ paths: { '/max': { post: { 'x-price': price } } } })

describe('a price', () => {
  test('is read as it stands', () => {
    const price = { amount: 0.08, currency: 'USD', per: 'image' }
    expect(priceOf(priced(price) as never, '/max', fail)).toEqual(price)
    expect(priceOf(priced(price) as never, '/pro', fail)).toBeUndefined()
  })

  const wrong: Json[] = [
    0.08,
    { amount: '0.08', currency: 'USD', per: 'image' },
    { amount: 0, currency: 'USD', per: 'image' },
    { amount: 0.08, currency: 'EUR', per: 'image' },
    { amount: 0.08, currency: 'USD', per: 'second' },
  ]
  test.each(wrong.map((given) => ({ given })))('is refused as $given', ({ given }) => {
    expect(() => priceOf(priced(given) as never, '/max', fail)).toThrow(
      /^models: the x-price of \/max is .*\. Give \{ amount: 0\.04, currency: USD, per: image \}\.$/,
    )
  })
})

describe('a retention', () => {
  test('is read as it stands', () => {
    expect(retentionOf({ 'x-retention': { imageSeconds: 5, resultSeconds: 3 } }, fail)).toEqual({
      resultSeconds: 3,
      imageSeconds: 5,
    })
    expect(retentionOf({}, fail)).toBeUndefined()
  })

  const wrong = [
    { given: 3600, want: /no mapping/ },
    { given: { resultMinutes: 6 }, want: /resultMinutes\. Give numbers for resultSeconds, / },
    { given: { resultSeconds: '1 h' }, want: /resultSeconds\. Give numbers/ },
    { given: { resultSeconds: -1 }, want: /resultSeconds\. Give numbers/ },
    { given: { largeResultSeconds: 360 }, want: /give largeResultSeconds and largeResultBytes, or neither/ },
  ]
  test.each(wrong)('is refused as $given', ({ given, want }) => {
    expect(() => retentionOf({ 'x-retention': given }, fail)).toThrow(want)
  })
})

const sound = `id: x
title: X
auth: { scheme: Bearer, env: X_API_KEY }
dialect: task
models:
  max: { path: /max }
options: {}
images:
  fields: [image]
  accepts:
    data-uri: { kind: inferred, source: upstream takes them }
    url: { kind: document, source: 007 line 3 }
  min: 0
unbilled: [moderated]
absent:
  price: { kind: inferred, source: no page names one }
`
const load = (text: string): ProviderConfig => readProviderConfig(traced(text), 'specs/x/provider.yaml')

describe('provider.yaml', () => {
  test('says word by word how it is known, in an order of its own', () => {
    expect(load(sound)).toMatchObject({
      images: { accepts: ['url', 'data-uri'] },
      unbilled: ['moderated'],
      known: {
        'images.accepts.url': { kind: 'document', source: '007 line 3' },
        'images.accepts.data-uri': { kind: 'inferred', source: 'upstream takes them' },
      },
      absent: { price: { kind: 'inferred', source: 'no page names one' } },
    })
  })

  const wrong = [
    {
      name: 'a form of image that is none',
      given: ['data-uri: {', 'file: {'],
      want: { line: 11, message: 'images.accepts.file: "file" is not one of url, data-uri, base64' },
    },
    {
      name: 'a form nobody says where from',
      given: ['{ kind: document, source: 007 line 3 }', '{ kind: document }'],
      want: { line: 12, message: 'images.accepts.url.source: must be a text' },
    },
    {
      name: 'a lack of what nobody asks for',
      given: ['  price: {', '  discount: {'],
      want: {
        line: 16,
        message:
          'absent.discount: "discount" is not one of cancel, price, retention, stream, unbilled, webhook',
      },
    },
    {
      name: 'a kind that is none',
      given: ['kind: inferred, source: no page', 'kind: guessed, source: no page'],
      want: { line: 16, message: 'absent.price.kind: "guessed" is not one of document, public, inferred' },
    },
  ]
  for (const { name, given, want } of wrong) {
    test(`names the place of ${name}`, () => {
      const [from = '', to = ''] = given
      expect(sound).toContain(from)
      expect(refusal(() => load(sound.replace(from, to)))).toMatchObject([{ rule: 'provider-yaml', ...want }])
    })
  }
})

describe('what provider.yaml declares', () => {
  const contract = traced(`paths:
  /max:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/MaxInput' } } } } }
components:
  schemas:
    MaxInput: { properties: { image: { type: string }, prompt: { type: string } } }
`)
  declare(contract, load(sound))
  const image = '/components/schemas/MaxInput/properties/image/x-accepts'

  test('becomes part of the contract, word by word at its line', () => {
    expect(pointed(contract.tree, image)).toEqual(['url', 'data-uri'])
    expect(evidenceAt(contract, `${image}/0`)).toMatchObject({
      ...{ kind: 'document', source: '007 line 3', file: 'specs/x/provider.yaml', line: 12 },
    })
    expect(evidenceAt(contract, `${image}/1`)).toMatchObject({ kind: 'inferred', line: 11 })
    expect(pointed(contract.tree, '/components/schemas/MaxInput/properties/prompt')).toEqual({
      type: 'string',
    })
  })

  test('is inferred where it names no source', () => {
    expect(pointed(contract.tree, '/paths/~1max/post/x-unbilled')).toEqual(['moderated'])
    expect(evidenceAt(contract, '/paths/~1max/post/x-unbilled/0')).toMatchObject({
      ...{ kind: 'inferred', source: 'provider.yaml says so and names no source', line: 14 },
    })
  })
})

const statements = [
  { what: 'price', pointer: '/paths/~1fal-ai~1flux-pro~1kontext/post/x-price/amount', says: 0.04 },
  {
    what: 'price of max',
    pointer: '/paths/~1fal-ai~1flux-pro~1kontext~1max/post/x-price/amount',
    says: 0.08,
  },
  {
    what: 'time for a result',
    pointer: '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}/get/x-retention/resultSeconds',
    says: 3600,
  },
  { what: 'free failure', pointer: '/paths/~1fal-ai~1flux-pro~1kontext/post/x-unbilled/0', says: '5xx' },
]
test.each(statements)('the evidence of fal answers for its $what', ({ pointer, says }) => {
  const said = evidenceFile('fal').statements.get(pointer)
  expect(said).toMatchObject({ says, kind: 'public', source: expect.stringMatching(/fal\.ai\//) })
})
