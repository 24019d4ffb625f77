import { expect, test } from 'vitest'
import fc from '../../../fast-check.ts'
import { allows, editsInOrder, openBudget, spend } from '../../../../src/check/cost/budget.ts'
import { editNames } from '../../../../src/check/case.ts'

test('a budget of nothing allows nothing', () => {
  expect(allows(openBudget(0), 'usual')).toBe(false)
})

test('an edit is allowed once', () => {
  const budget = spend(openBudget(5), 'usual', 1)
  expect(allows(budget, 'usual')).toBe(false)
  expect(allows(budget, 'again')).toBe(true)
})

test('a probe that was taken counts as an edit', () => {
  expect(allows(spend(openBudget(1), 'probe', 1), 'usual')).toBe(false)
})

test('images add up', () => {
  expect(spend(spend(openBudget(2), 'usual', 1), 'other-shape', 2).images).toBe(3)
})

test('edits come in the order in which a budget is spent, each once', () => {
  expect(editsInOrder(['bad-image', 'usual', 'again', 'usual'])).toEqual(['usual', 'again', 'bad-image'])
})

test('whatever is asked for, no more is allowed than the budget has, and nothing twice', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.array(fc.constantFrom(...editNames), { maxLength: 40 }), (edits, wanted) => {
      let budget = openBudget(edits)
      for (const name of wanted) if (allows(budget, name)) budget = spend(budget, name, 1)
      expect(budget.sent.length).toBeLessThanOrEqual(edits)
      expect(new Set(budget.sent).size).toBe(budget.sent.length)
      expect(budget.sent.length).toBe(Math.min(edits, new Set(wanted).size))
    }),
  )
})
