import fc from '../../fast-check.ts'
import type { Finding } from 'kontext-sdk/diff'
import { expect, test } from 'vitest'
import { arbitrarySchema, reworded } from './arbitrary-schema.ts'
import { findingsOf, treeOf, type Schema } from './contract-of.ts'

const both = (schema: Schema, schemas: Readonly<Record<string, Schema>> = {}): Schema =>
  treeOf({ request: schema, answer: schema, schemas })

test('a contract does not differ from itself', () => {
  fc.assert(
    fc.property(arbitrarySchema, (schema) => {
      expect(findingsOf(both(schema), both(schema))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a contract does not differ from itself in other words', () => {
  fc.assert(
    fc.property(arbitrarySchema, fc.array(fc.nat(99), { minLength: 5, maxLength: 40 }), (schema, dice) => {
      const other = reworded(schema, dice)
      const trees = [both(schema), both(other.schema, other.schemas)] as const
      expect(findingsOf(trees[0], trees[1])).toEqual([])
      expect(findingsOf(trees[1], trees[0])).toEqual([])
    }),
    { numRuns: 400 },
  )
})

/** What a rule is about, whichever way round. */
function aspectOf({ rule }: Finding): string {
  return rule
    .replace(/object-type-added|(type|null)-(added|removed)/, 'kinds')
    .replace(/(object|property)-became-(optional|required)/, 'needed')
    .replace(/property-(added-required|added|removed)/, 'property')
    .replace(/-(added|removed|narrowed|widened)$/, '')
    .replace(/number-became-integer|integer-became-number/, 'wholeness')
    .replace(/-index-signature$/, '')
}

const keyOf = (finding: Finding, [one, other]: readonly ['before' | 'after', 'before' | 'after']): string =>
  `${aspectOf(finding)} ${finding[one].pointer} ${finding[other].pointer}`

test('the way back finds the same places, the other way round', () => {
  fc.assert(
    fc.property(arbitrarySchema, arbitrarySchema, (one, other) => {
      const there = findingsOf(both(one), both(other)).map((finding) => keyOf(finding, ['before', 'after']))
      const back = findingsOf(both(other), both(one)).map((finding) => keyOf(finding, ['after', 'before']))
      expect([...new Set(back)].sort()).toEqual([...new Set(there)].sort())
    }),
    { numRuns: 400 },
  )
})
