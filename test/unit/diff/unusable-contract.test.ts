import { ContractDocument } from 'kontext-sdk/contracts'
import { diffContracts, UnusableContract } from 'kontext-sdk/diff'
import { describe, expect, test } from 'vitest'
import { findingsOf, treeOf, type Schema } from './contract-of.ts'

const whole = treeOf({ answer: { type: 'string' } })

const references: readonly { name: string; schema: Schema; said: string }[] = [
  { name: 'to another file', schema: { $ref: './other.yaml#/Image' }, said: './other.yaml#/Image' },
  { name: 'to an anchor', schema: { $ref: '#image' }, said: '#image' },
  {
    name: 'to nothing',
    schema: { $ref: '#/components/schemas/Nothing' },
    said: '#/components/schemas/Nothing',
  },
  {
    name: 'in a circle',
    schema: { $ref: '#/components/schemas/Circle' },
    said: '#/components/schemas/Circle',
  },
]

describe('a contract that refers', () => {
  const schemas = {
    Circle: { $ref: '#/components/schemas/Back' },
    Back: { $ref: '#/components/schemas/Circle' },
  }
  test.each(references)('$name is refused, with the place', ({ schema, said }) => {
    const compare = (): unknown => findingsOf(whole, treeOf({ answer: { items: schema }, schemas }))
    expect(compare).toThrow(UnusableContract)
    expect(compare).toThrow(`${JSON.stringify(said)} at line `)
  })

  test('to an anchor is told where the anchor is', () => {
    const tree = treeOf({
      answer: { $ref: '#image' },
      schemas: { Image: { $anchor: 'image', type: 'string' } },
    })
    expect(() => findingsOf(whole, tree)).toThrow(
      /^Failed to compare after\.yaml: "#image" at line \d+, column \d+ refers to an anchor\. Write it as "#\/components\/schemas\/Image"\.$/,
    )
  })

  test.each(['$dynamicRef', '$recursiveRef'])('by %s is refused, with the place', (word) => {
    const compare = (): unknown => findingsOf(treeOf({ request: { items: { [word]: '#' } } }), whole)
    expect(compare).toThrow(UnusableContract)
    expect(compare).toThrow(`before.yaml: "${word}: #" at line `)
    expect(findingsOf(treeOf({ request: { properties: { [word]: {} } } }), whole)).not.toEqual([])
  })

  test.each([
    { name: 'an example', schema: { type: 'object', examples: [{ $ref: 'x' }], example: { $ref: 'x' } } },
    { name: 'a field', schema: { type: 'object', properties: { $ref: { type: 'string' } } } },
    { name: 'a listed value', schema: { enum: [{ $ref: 'x' }] } },
  ])('is another than one with $name called $ref', ({ schema }) => {
    const tree = treeOf({ answer: schema })
    expect(findingsOf(tree, tree)).toEqual([])
  })
})

const texts = [
  {
    name: 'several documents',
    text: 'openapi: 3.1.0\n---\nopenapi: 3.1.0\n',
    fact: 'multiple documents at line 2,',
  },
  { name: 'no OpenAPI', text: 'name: other\n', fact: 'it has no "openapi"' },
  {
    name: 'aliases without end',
    text: [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e'].map((name, index) => {
        const alias = `*${'abcd'.charAt(index)}`
        return `${name}: &${name} [${Array.from({ length: 10 }, () => alias).join(', ')}]`
      }),
    ].join('\n'),
    fact: 'alias count',
  },
]

test.each(texts)('a contract with $name is refused, in words for who gave it', ({ text, fact }) => {
  const given = { id: 'given', document: new ContractDocument('given.yaml', text) }
  const good = { id: 'good', document: new ContractDocument('good.yaml', JSON.stringify(whole)) }
  const compare = (): unknown => diffContracts(good, given)
  expect(compare).toThrow(UnusableContract)
  expect(compare).toThrow(fact)
  expect(compare).toThrow(/^Failed to compare given\.yaml: .*\. Give an OpenAPI contract as YAML\.$/)
  expect(compare).not.toThrow('parseAllDocuments')
})

test('a schema with more combinations than anyone can compare is refused', () => {
  const union = (name: string): Schema => ({
    oneOf: [{ required: [`${name}1`] }, { required: [`${name}2`] }],
  })
  const both = (count: number): Schema =>
    treeOf({ answer: { allOf: Array.from({ length: count }, (_none, index) => union(`f${String(index)}`)) } })
  expect(findingsOf(both(8), both(8))).toEqual([])
  expect(() => findingsOf(both(9), both(9))).toThrow(
    /^Failed to compare #\/paths\/.*: its "anyOf" and "oneOf" have more than 256 combinations\. Say it with fewer\.$/,
  )
})
