import { providers } from 'kontext-sdk'
import { readContract } from 'kontext-sdk/contracts'
import { diffProviders, ruleIds, rules } from 'kontext-sdk/diff'
import { expect, test } from 'vitest'
import type { Entry } from '../../../src/diff/finding-list.ts'
import { messageOf } from '../../../src/diff/message.ts'

const all = Object.entries(providers).map(([id, make]) => ({
  id,
  contract: readContract(id),
  provider: make({ baseUrl: 'https://relay.example' }).capabilities,
}))
const pairs = all.flatMap((a) => all.flatMap((b) => (a === b ? [] : [{ name: `${a.id} and ${b.id}`, a, b }])))

// Between two that are there at the same time nothing has gone, come or become.
const historic = /\b(any more|no longer|now|new|gone|lost|left|became|becomes|was|were|still|used to)\b/

test.each(pairs)('of $name no message tells what has changed', ({ a, b }) => {
  const told = diffProviders(a, b).findings.map(({ message }) => message.replace(/left out|"[^"]*"?/g, ''))
  expect(told.filter((message) => historic.test(message))).toEqual([])
})

test.each(ruleIds)('%s has words for two providers, which name one of them', (rule) => {
  const entry = { rule, where: 'the field', before: { path: [] }, after: { path: [] } }
  const names = { before: 'fal', after: 'vtrix' }
  const said = messageOf(entry, { others: 0, voice: 'providers', names })
  expect(said).toContain('the field')
  expect(said).toMatch(/\b(fal|vtrix)\b/)
  expect(said.replaceAll('left out', '')).not.toMatch(historic)
  expect(said).not.toMatch(/[{}]/)
  expect(messageOf(entry, { others: 0, voice: 'history', names })).toBe(`the field ${rules[rule].says}`)
})

test('a value with braces is no place for a name', () => {
  const nowhere = { before: { path: [] }, after: { path: [] } }
  const entry: Entry = { rule: 'operation-removed', operation: 'status', where: 'path {after}', ...nowhere }
  const names = { before: 'fal', after: 'vtrix' }
  expect(messageOf(entry, { others: 2, voice: 'providers', names })).toBe(
    'status and 2 more: only fal has path {after}',
  )
})
