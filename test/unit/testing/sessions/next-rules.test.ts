import { describe, expect, test } from 'vitest'
import { NextRules, type NextRule, type RuledRequest } from '../../../../src/testing/sessions/next-rules.ts'

const request: RuledRequest = { session: 'a', provider: 'fal', operation: 'submit', plays: () => true }

function rulesOf(...given: readonly NextRule[]): NextRules {
  const rules = new NextRules()
  for (const rule of given) rules.add(rule)
  return rules
}

describe('rules for the next requests', () => {
  const cases: { name: string; rule: NextRule; given?: Partial<RuledRequest>; want: readonly string[] }[] = [
    { name: 'match any request', rule: { name: 'x' }, want: ['x'] },
    { name: 'name several', rule: { name: 'x+y' }, want: ['x', 'y'] },
    { name: 'match their session', rule: { name: 'x', session: 'a' }, want: ['x'] },
    { name: 'leave other sessions alone', rule: { name: 'x', session: 'b' }, want: [] },
    { name: 'match their provider', rule: { name: 'x', provider: 'fal' }, want: ['x'] },
    { name: 'leave other providers alone', rule: { name: 'x', provider: 'vtrix' }, want: [] },
    { name: 'match their operation', rule: { name: 'x', operation: 'submit' }, want: ['x'] },
    { name: 'leave other operations alone', rule: { name: 'x', operation: 'status' }, want: [] },
    {
      name: 'wait for a request they mean something for',
      rule: { name: 'x' },
      given: { plays: () => false },
      want: [],
    },
    {
      name: 'give only what means something for a request',
      rule: { name: 'x+y' },
      given: { plays: (name) => name === 'y' },
      want: ['y'],
    },
  ]
  test.each(cases)('$name', ({ rule, given, want }) => {
    const rules = rulesOf(rule)
    expect(rules.take({ ...request, ...given })).toEqual(want)
    expect(rules.list()).toHaveLength(want.length === 0 ? 1 : 0)
  })

  test('last as many requests as they say', () => {
    const rules = rulesOf({ name: 'x', times: 2 }, { name: 'y' })
    expect([1, 2, 3].map(() => rules.take(request))).toEqual([['x', 'y'], ['x'], []])
  })

  test.each([0, -1, 1.5, Number.NaN])('refuse %d times', (times) => {
    expect(() => rulesOf({ name: 'x', times })).toThrow('is no number of requests')
  })

  test('are forgotten with their session', () => {
    const rules = rulesOf({ name: 'x', session: 'a' }, { name: 'y' })
    rules.reset('a')
    expect(rules.take(request)).toEqual(['y'])
  })
})
