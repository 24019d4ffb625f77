import { describe, expect, test } from 'vitest'
import { editNames } from '../../../../src/check/case.ts'
import { planEdit } from '../../../../src/check/edits/edit-plan.ts'
import { encodeEdit } from '../../../../src/check/edits/encode-edit.ts'
import { mockRun, providerIds, subjectOf } from './mock-run.ts'

describe.each(providerIds)('the edits of the suite at %s', (id) => {
  test.each(editNames)('%s is one the contract allows, or is left out with a reason', async (name) => {
    const { run } = mockRun(id)
    const plan = planEdit(name, run.subject)
    if ('missing' in plan) {
      expect(plan.missing).toMatch(/^its contract has no /)
      return
    }
    const { path, body } = await encodeEdit(plan, run)
    const url = new URL(path, 'https://kontext.mock')
    const query = Object.fromEntries(url.searchParams)
    const headers = { 'content-type': 'application/json' }
    const asked = { method: 'POST', path: url.pathname, query, headers, body }
    expect(run.subject.checks.find('POST', url.pathname)).toBeDefined()
    expect(run.subject.checks.violations(asked)).toEqual([])
  })
})

test('what a provider cannot do is not asked for', () => {
  const plan = planEdit('other-shape', subjectOf('vtrix'))
  expect(plan).toMatchObject({ asked: { count: 1, format: 'jpeg', aspectRatio: '9:16' } })
})

test('two images are paid for once, and one each time else', () => {
  const subject = subjectOf('fal', {
    webhook: { url: 'https://receiver.example', next: () => Promise.reject(new Error()) },
  })
  const counts = editNames
    .map((name) => planEdit(name, subject))
    .map((plan) => ('missing' in plan ? 0 : plan.asked.count))
  expect(counts).toEqual([1, 1, 1, 1, 1, 1, 2, 1])
})

test('without a receiver there is no edit for webhooks', () => {
  expect(planEdit('webhook', subjectOf('fal'))).toEqual({ missing: 'no receiver for webhooks was given' })
})
