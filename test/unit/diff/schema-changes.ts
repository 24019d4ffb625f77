import type { RuleId } from 'kontext-sdk/diff'
import type { Schema } from './contract-of.ts'

type SharedChange<Id> = Id extends `request-${infer Word}`
  ? `answer-${Word}` extends RuleId
    ? Word
    : never
  : never

/** One change of a schema and the one rule that says so. */
export interface SchemaChange {
  readonly name: string
  readonly before: Schema
  readonly after: Schema
  /** Without its direction. */
  readonly rule: SharedChange<RuleId>
  /** The rule the other way round, where it is another. */
  readonly mirror?: SharedChange<RuleId>
  /** Where a request has a rule of its own. */
  readonly request?: { readonly rule?: RuleId; readonly mirror?: RuleId }
}

export const text = { type: 'string' }
export const object = (properties: Schema, ...required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
})
const state = (word: string, ...fields: string[]): Schema =>
  object({ status: { const: word }, ...Object.fromEntries(fields.map((name) => [name, text])) }, 'status')

export const schemaChanges: readonly SchemaChange[] = [
  { name: 'a text becomes a number', before: text, after: { type: 'number' }, rule: 'type-changed' },
  {
    name: 'a text becomes a text or an integer',
    before: text,
    after: { type: ['string', 'integer'] },
    rule: 'type-added',
    mirror: 'type-removed',
  },
  { name: 'anything becomes a text', before: {}, after: text, rule: 'type-removed', mirror: 'type-added' },
  {
    name: 'an object becomes an object or a text',
    before: object({ a: text }),
    after: { anyOf: [object({ a: text }), text] },
    rule: 'type-added',
    mirror: 'type-removed',
    request: { rule: 'request-object-type-added' },
  },
  {
    name: 'a text may be null',
    before: text,
    after: { type: ['string', 'null'] },
    rule: 'null-added',
    mirror: 'null-removed',
  },
  {
    name: 'a list may be null',
    before: { type: 'array', items: text },
    after: { type: ['array', 'null'], items: text },
    rule: 'null-added',
    mirror: 'null-removed',
    request: { rule: 'request-object-type-added' },
  },
  {
    name: 'a further state',
    before: { oneOf: [state('A'), state('B', 'log')] },
    after: { oneOf: [state('A'), state('C', 'end'), state('B', 'log')] },
    rule: 'variant-added',
    mirror: 'variant-removed',
  },
  {
    name: 'a further value',
    before: { enum: ['a', 'b'] },
    after: { enum: ['a', 'c', 'b'] },
    rule: 'enum-value-added',
    mirror: 'enum-value-removed',
  },
  {
    name: 'a further value of a constant',
    before: { const: 'a' },
    after: { enum: ['a', 'b'] },
    rule: 'enum-value-added',
    mirror: 'enum-value-removed',
  },
  {
    name: 'a value of several has another word',
    before: { enum: ['a', 'b'] },
    after: { enum: ['a', 'c'] },
    rule: 'enum-value-replaced',
  },
  {
    name: 'the value that tells a state has another word',
    before: { oneOf: [state('A'), state('B')] },
    after: { oneOf: [state('A'), state('C')] },
    rule: 'enum-value-replaced',
  },
  {
    name: 'values are listed',
    before: text,
    after: { type: 'string', enum: ['a', 'b'] },
    rule: 'enum-added',
    mirror: 'enum-removed',
  },
  {
    name: 'the highest number is lower',
    before: { type: 'number', maximum: 20 },
    after: { type: 'number', maximum: 10 },
    rule: 'range-narrowed',
    mirror: 'range-widened',
  },
  {
    name: 'there is a lowest number',
    before: { type: 'number' },
    after: { type: 'number', minimum: 1 },
    rule: 'range-narrowed',
    mirror: 'range-widened',
  },
  {
    name: 'the lowest number itself is excluded',
    before: { type: 'number', minimum: 0 },
    after: { type: 'number', exclusiveMinimum: 0 },
    rule: 'range-narrowed',
    mirror: 'range-widened',
  },
  {
    name: 'a number must be whole',
    before: { type: 'number' },
    after: { type: 'integer' },
    rule: 'number-became-integer',
    mirror: 'integer-became-number',
  },
  {
    name: 'multiples only',
    before: { type: 'integer' },
    after: { type: 'integer', multipleOf: 8 },
    rule: 'step-changed',
  },
  {
    name: 'a text may not be empty',
    before: text,
    after: { ...text, minLength: 1 },
    rule: 'length-narrowed',
    mirror: 'length-widened',
  },
  {
    name: 'a shorter text',
    before: { ...text, maxLength: 9 },
    after: { ...text, maxLength: 8 },
    rule: 'length-narrowed',
    mirror: 'length-widened',
  },
  {
    name: 'a list may not be empty',
    before: { type: 'array', items: text },
    after: { type: 'array', items: text, minItems: 1 },
    rule: 'count-narrowed',
    mirror: 'count-widened',
  },
  {
    name: 'an object of so many fields at most',
    before: { type: 'object' },
    after: { type: 'object', maxProperties: 3 },
    rule: 'count-narrowed',
    mirror: 'count-widened',
  },
  {
    name: 'fewer ratios',
    before: { ...text, 'x-range': ['21:9', '9:21'] },
    after: { ...text, 'x-range': ['16:9', '9:21'] },
    rule: 'ratio-narrowed',
    mirror: 'ratio-widened',
  },
  {
    name: 'a pattern',
    before: text,
    after: { ...text, pattern: '^a' },
    rule: 'pattern-added',
    mirror: 'pattern-removed',
  },
  {
    name: 'another pattern',
    before: { ...text, pattern: '^b' },
    after: { ...text, pattern: '^a' },
    rule: 'pattern-changed',
  },
  {
    name: 'a format',
    before: text,
    after: { ...text, format: 'uri' },
    rule: 'format-added',
    mirror: 'format-removed',
  },
  {
    name: 'another format',
    before: { ...text, format: 'date' },
    after: { ...text, format: 'uri' },
    rule: 'format-changed',
  },
  {
    name: 'another default',
    before: { ...text, default: 'a' },
    after: { ...text, default: 'b' },
    rule: 'default-changed',
  },
  {
    name: 'a default of false',
    before: { type: 'boolean' },
    after: { type: 'boolean', default: false },
    rule: 'default-changed',
  },
  {
    name: 'no further fields',
    before: object({ a: text }),
    after: { ...object({ a: text }), additionalProperties: false },
    rule: 'other-fields-forbidden',
    mirror: 'other-fields-allowed',
  },
  {
    name: 'further fields of a schema',
    before: object({ a: text }),
    after: { ...object({ a: text }), additionalProperties: text },
    rule: 'other-fields-changed',
  },
  {
    name: 'further fields of another schema',
    before: { type: 'object', additionalProperties: text },
    after: { type: 'object', additionalProperties: { type: 'number' } },
    rule: 'type-changed',
  },
  {
    name: 'an object without fields says that it is open',
    before: { type: 'object' },
    after: { type: 'object', additionalProperties: true },
    rule: 'index-signature-added',
    mirror: 'index-signature-removed',
  },
  {
    name: 'a discriminator',
    before: { oneOf: [state('A'), state('B')] },
    after: { oneOf: [state('A'), state('B')], discriminator: { propertyName: 'status' } },
    rule: 'discriminator-changed',
  },
  {
    name: 'a further field',
    before: object({ a: text }),
    after: object({ a: text, b: text }),
    rule: 'property-added',
    mirror: 'property-removed',
  },
  {
    name: 'a further field that always is',
    before: object({ a: text }),
    after: object({ a: text, b: text }, 'b'),
    rule: 'property-added',
    mirror: 'property-removed',
    request: { rule: 'request-property-added-required' },
  },
  {
    name: 'a field must be',
    before: object({ a: text }),
    after: object({ a: text }, 'a'),
    rule: 'property-became-required',
    mirror: 'property-became-optional',
  },
  {
    name: 'an object must be',
    before: object({ a: object({ b: text }) }),
    after: object({ a: object({ b: text }) }, 'a'),
    rule: 'property-became-required',
    mirror: 'property-became-optional',
    request: { mirror: 'request-object-became-optional' },
  },
  {
    name: 'something deep inside',
    before: {
      type: 'array',
      items: { anyOf: [object({ a: { type: 'array', items: text } }), { type: 'null' }] },
    },
    after: {
      type: 'array',
      items: {
        anyOf: [object({ a: { type: 'array', items: { ...text, maxLength: 1 } } }), { type: 'null' }],
      },
    },
    rule: 'length-narrowed',
    mirror: 'length-widened',
  },
  {
    name: 'a list without its type',
    before: { type: 'array', items: text },
    after: { items: text },
    rule: 'type-added',
    mirror: 'type-removed',
    request: { rule: 'request-object-type-added' },
  },
  {
    name: 'another limit of any value',
    before: { minimum: 1 },
    after: { minimum: 2 },
    rule: 'range-narrowed',
    mirror: 'range-widened',
  },
  {
    name: 'items of any value',
    before: { items: { maxLength: 3 } },
    after: { items: { maxLength: 2 } },
    rule: 'length-narrowed',
    mirror: 'length-widened',
  },
  {
    name: 'null beside a list that forgets it',
    before: { type: 'string', enum: ['a'] },
    after: { type: ['string', 'null'], enum: ['a'] },
    rule: 'null-added',
    mirror: 'null-removed',
  },
  {
    name: 'a form that can never be',
    before: { ...object({ a: text }), oneOf: [{ required: ['a'] }, { maxProperties: 1 }] },
    after: {
      ...object({ a: text }),
      oneOf: [{ required: ['a'] }, { maxProperties: 1 }, { type: 'boolean' }],
    },
    rule: 'impossible-variant-changed',
  },
]
