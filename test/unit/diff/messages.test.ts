import { expect, test } from 'vitest'
import { findingsOf, treeOf, type Schema } from './contract-of.ts'

function operation(rest: Schema): Schema {
  const post = { operationId: 'submit', responses: { '200': { description: 'Taken' } }, ...rest }
  return { openapi: '3.1.0', info: { title: 'Given' }, paths: { '/jobs': { post } } }
}

function saysOf(before: object, after: object): readonly string[] {
  return findingsOf(before, after).map(({ message }) => message)
}

const retention = { imageSeconds: 604800, largeResultBytes: 10000, largeResultSeconds: 360 }
const price = { amount: 0.08, currency: 'USD', per: 'image' }

const terms: readonly { name: string; before: Schema; after: Schema; want: string }[] = [
  {
    name: 'of terms, those that differ',
    before: { 'x-retention': { ...retention, resultSeconds: 3600 } },
    after: { 'x-retention': { ...retention, resultSeconds: 60 } },
    want: 'submit: the operation is kept for another time: resultSeconds 3600 → resultSeconds 60',
  },
  {
    name: 'all terms where there were none',
    before: {},
    after: { 'x-price': price },
    want: 'submit: the operation has another price: not documented → amount 0.08, currency USD, per image',
  },
  {
    name: 'a list as it is read',
    before: { 'x-unbilled': ['5xx', 'moderated'] },
    after: {},
    want: 'submit: the operation is billed differently: 5xx, moderated → not documented',
  },
  {
    name: 'an id that is gone',
    before: {},
    after: { operationId: undefined },
    want: 'submit: the operation has another id: submit → nothing',
  },
]

test.each(terms)('a message names $name', ({ before, after, want }) => {
  expect(saysOf(operation(before), operation(after))).toEqual([want])
})

const field = 'submit: request field field'
const fields: readonly { name: string; before: Schema; after: Schema; want: string }[] = [
  {
    name: 'what is only read now',
    before: { type: 'string' },
    after: { type: 'string', readOnly: true },
    want: `${field} is read-only now`,
  },
  {
    name: 'a keyword nobody knows',
    before: { type: 'string' },
    after: { type: 'string', flavour: 'sweet' },
    want: `${field} has another extension: no flavour → flavour "sweet"`,
  },
  {
    name: 'what tells forms apart',
    before: { type: 'object' },
    after: { type: 'object', discriminator: { propertyName: 'kind' } },
    want: `${field} names another discriminator: nothing → propertyName kind`,
  },
  {
    name: 'null where nothing else is left',
    before: { type: ['string', 'null'] },
    after: { type: 'null' },
    want: `${field} does not take a type any more: string → null`,
  },
  {
    name: 'twenty of many values',
    before: { enum: ['first'] },
    after: { enum: ['first', ...Array.from({ length: 300 }, (_none, index) => `v${String(index)}`)] },
    want: `${field} takes further values: ${Array.from({ length: 20 }, (_none, index) => `v${String(index)}`).join(', ')}, 280 more`,
  },
  {
    name: 'values that would not be seen in quotes',
    before: { enum: ['a'] },
    after: { enum: ['a', '', 'b, c', 'd e'] },
    want: `${field} takes further values: "", "b, c", d e`,
  },
  {
    name: 'a field without a name',
    before: { type: 'object' },
    after: { type: 'object', properties: { '': { type: 'string' } } },
    want: `${field}."" is new`,
  },
]

test.each(fields)('a message names $name', ({ before, after, want }) => {
  expect(saysOf(treeOf({ request: before }), treeOf({ request: after }))).toEqual([want])
})

test('the place of a value is the list that decides', () => {
  const union = (word: string): Schema => ({
    type: 'object',
    required: ['state'],
    properties: { state: { type: 'string', enum: ['on', 'off', 'done', 'gone'] }, at: { type: 'string' } },
    oneOf: [
      { properties: { state: { enum: ['on', 'off'] } } },
      { required: ['at'], properties: { state: { enum: ['done', word] } } },
    ],
  })
  const found = findingsOf(treeOf({ answer: union('gone') }), treeOf({ answer: union('over') }))
  expect(found[0]?.after.pointer).toMatch(/\/oneOf\/1\/properties\/state\/enum$/)
})
