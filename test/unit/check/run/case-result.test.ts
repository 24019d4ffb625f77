import { listCases } from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { caseOf, checked, mocked } from '../mocked.ts'

describe('the cases of a report', () => {
  test('stand in the order in which they are listed, whatever was run first', async () => {
    const heard: string[] = []
    const { report } = await checked('fal', { budget: 8, onCase: ({ id }) => void heard.push(id) })
    const listed = listCases(mocked('fal').provider).map(({ id }) => id)
    expect(report.cases.map(({ id }) => id)).toEqual(listed)
    expect(heard).not.toEqual(listed)
    expect(heard.toSorted()).toEqual(listed.toSorted())
  })

  test('tell how long they took: the first that looks at an edit waits for it', async () => {
    const { report } = await checked('fal', { budget: 1 })
    const [waited, told] = [caseOf(report, 'auth.foreign-job'), caseOf(report, 'lifecycle.submit')]
    expect(waited.ms).toBeGreaterThan(1_000)
    expect(told.ms).toBe(0)
  })

  test('say behind each place what page stands behind it, where it is a line of ours', async () => {
    const { report } = await checked('vtrix', { budget: 0 })
    const { evidence } = caseOf(report, 'auth.no-key')
    expect(evidence).toEqual([
      expect.objectContaining({ pointer: '/security', kind: 'document', source: '004 lines 13 and 23' }),
      expect.objectContaining({ kind: 'public', at: expect.stringMatching(/^specs\/dialects\/task\.yaml:/) }),
    ])
  })
})
