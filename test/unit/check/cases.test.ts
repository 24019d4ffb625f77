import { providers } from 'kontext-sdk'
import { caseGroups, listCases } from 'kontext-sdk/check'
import { readContract } from 'kontext-sdk/contracts'
import { describe, expect, test } from 'vitest'
import { runOrder } from '../../../src/check/case-order.ts'
import type { Case } from '../../../src/check/case.ts'
import { evidenceAt } from '../../../src/contracts/evidence.ts'
import { fromFragment, valueAt } from '../../../src/contracts/json-tree.ts'
import { caseIds } from './case-ids.ts'
import { ids, type Id } from './mocked.ts'

function casesOf(id: Id) {
  return listCases(providers[id]({ baseUrl: 'https://gateway.example' }))
}

describe.each(ids)('%s', (id) => {
  test('the ids are those that are committed: they stay the same across releases', () => {
    expect(casesOf(id).map((one) => one.id)).toEqual(caseIds)
  })

  test('every pointer is there in the contract, and something stands behind it', () => {
    const { document, evidence } = readContract(id)
    const all = casesOf(id).flatMap(({ id: one, pointers }) => pointers.map((pointer) => ({ one, pointer })))
    expect(all.length).toBeGreaterThan(80)
    const dangling = all.filter(({ pointer }) => valueAt(document.root, fromFragment(pointer)) === undefined)
    const bare = all.filter(
      ({ pointer }) => evidence === undefined || evidenceAt(evidence, pointer) === undefined,
    )
    expect([dangling, bare]).toEqual([[], []])
  })

  test('every case that applies points at what it tests', () => {
    const aimless = casesOf(id).filter(
      ({ pointers, inapplicable }) => inapplicable === undefined && pointers.length === 0,
    )
    expect(aimless.map((one) => one.id)).toEqual([])
  })

  test('the id of a case begins with its group, and no group is without a case', () => {
    const cases = casesOf(id)
    expect(cases.map((one) => one.id.split('.')[0])).toEqual(cases.map(({ group }) => group))
    expect([...new Set(cases.map(({ group }) => group))]).toEqual(caseGroups)
  })
})

test('no id is there twice', () => {
  expect(new Set(caseIds).size).toBe(caseIds.length)
})

test('a case of one provider is of the same severity and title at every other', () => {
  const [first, ...others] = ids.map((id) =>
    casesOf(id).map(({ id: one, severity, title, group, edits }) => ({ one, severity, title, group, edits })),
  )
  for (const other of others) expect(other).toEqual(first)
})

describe('the order of a run', () => {
  const one = (id: string, more: Partial<Case> = {}): Case => ({
    ...{ id, group: 'lifecycle', severity: 'major', title: id, pointers: [], edits: [] },
    run: () => Promise.resolve([]),
    ...more,
  })

  test('is free cases, then edit by edit as a budget is spent, then what looks at every answer', () => {
    const given = [
      one('all', { group: 'answers' }),
      one('both', { edits: ['again', 'usual'] }),
      one('bad', { edits: ['bad-image'] }),
      one('usual', { edits: ['usual'] }),
      one('free', { group: 'paths' }),
      one('first', { group: 'auth' }),
    ]
    expect(runOrder(given).map(({ id }) => id)).toEqual(['first', 'free', 'usual', 'both', 'bad', 'all'])
  })
})
