import { ruleIds, rules, type RuleId } from 'kontext-sdk/diff'
import { describe, expect, test } from 'vitest'
import { findingsOf, rulesOf, treeOf, type Schema } from './contract-of.ts'
import { formChanges } from './form-changes.ts'
import { keywordChanges } from './keyword-changes.ts'
import { operationChanges } from './operation-changes.ts'
import { schemaChanges } from './schema-changes.ts'
import { webhookChanges } from './webhook-changes.ts'

const changes = [...operationChanges, ...formChanges, ...webhookChanges]
const ofSchemas = [...schemaChanges, ...keywordChanges]

describe.each(ofSchemas)('$name', ({ before, after, rule, mirror, request = {} }) => {
  const trees = (where: 'answer' | 'request'): readonly [Schema, Schema] => [
    treeOf({ [where]: before }),
    treeOf({ [where]: after }),
  ]
  test(`is found as ${rule} of a request and of an answer, and nothing else`, () => {
    expect(rulesOf(...trees('request'))).toEqual([request.rule ?? `request-${rule}`])
    expect(rulesOf(...trees('answer'))).toEqual([`answer-${rule}`])
  })
  test(`is found as ${mirror ?? rule} the other way round`, () => {
    const [one, other] = trees('request')
    expect(rulesOf(other, one)).toEqual([request.mirror ?? `request-${mirror ?? rule}`])
    const [received, back] = trees('answer')
    expect(rulesOf(back, received)).toEqual([`answer-${mirror ?? rule}`])
  })
})

describe.each(changes)('$name', ({ before, after, found, back }) => {
  test(`is found as ${found.join(', ')}`, () => {
    expect(rulesOf(before, after).toSorted()).toEqual(found.toSorted())
  })
  test(`is found as ${back.join(', ')} the other way round`, () => {
    expect(rulesOf(after, before).toSorted()).toEqual(back.toSorted())
  })
})

/** Rules that only two providers can break; see providers.test.ts. */
const ofProviders: readonly RuleId[] = ['request-body-layout-changed', 'request-property-renamed']

test('every rule is found by one of these changes', () => {
  const found = new Set<RuleId>(ofProviders)
  for (const { before, after } of changes)
    for (const rule of [...rulesOf(before, after), ...rulesOf(after, before)]) found.add(rule)
  for (const { before, after } of ofSchemas) {
    for (const where of ['request', 'answer'])
      for (const rule of [
        ...rulesOf(treeOf({ [where]: before }), treeOf({ [where]: after })),
        ...rulesOf(treeOf({ [where]: after }), treeOf({ [where]: before })),
      ])
        found.add(rule)
  }
  expect(ruleIds.filter((id) => !found.has(id))).toEqual([])
})

test('every rule says what happened and why it is rated so', () => {
  for (const id of ruleIds) {
    expect(rules[id].says).toMatch(
      /^(is|has|may|must|need|takes|comes|does|gives|says|names|always|matches) ?/,
    )
    expect(rules[id].because).toMatch(/^[A-Z`].*\.$/)
  }
})

describe('a request that takes less breaks its clients, an answer that promises less breaks its readers', () => {
  const less = [
    ['a narrower range', { type: 'number', maximum: 20 }, { type: 'number', maximum: 10 }],
    ['fewer values', { enum: ['a', 'b'] }, { enum: ['a'] }],
    ['no null', { type: ['string', 'null'] }, { type: 'string' }],
    ['a pattern', { type: 'string' }, { type: 'string', pattern: '^a' }],
  ] as const
  test.each(less)('%s', (_name, wide, narrow) => {
    const wire = (where: string, one: Schema, other: Schema): string =>
      findingsOf(treeOf({ [where]: one }), treeOf({ [where]: other }))[0]?.wire ?? 'none'
    expect(wire('request', wide, narrow)).toBe('major')
    expect(wire('request', narrow, wide)).toBe('minor')
    expect(wire('answer', wide, narrow)).not.toBe('major')
    expect(wire('answer', narrow, wide)).not.toBe('patch')
  })
})

describe('a server is said to be another', () => {
  const contract = (all: string, own?: string): Schema => {
    const operation = (operationId: string): Schema => ({
      operationId,
      responses: { '200': { description: 'Ok' } },
    })
    const status =
      own === undefined ? operation('status') : { ...operation('status'), servers: [{ url: own }] }
    return {
      openapi: '3.1.0',
      servers: [{ url: all }],
      paths: { '/submit': { post: operation('submit') }, '/status': { get: status } },
    }
  }
  const said = (after: Schema): readonly unknown[] =>
    findingsOf(contract('https://a.example'), after).map(({ rule, operation }) => [rule, operation])

  test('once, where it is for every operation', () => {
    expect(said(contract('https://b.example'))).toEqual([
      ['server-removed', undefined],
      ['server-added', undefined],
    ])
  })
  test('of an operation, where it is for that one only', () => {
    expect(said(contract('https://a.example', 'https://b.example'))).toEqual([
      ['server-removed', 'status'],
      ['server-added', 'status'],
    ])
  })
})
