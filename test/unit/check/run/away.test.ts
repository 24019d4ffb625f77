import { isCutShort } from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { connectionError } from '../../scripted-fetch.ts'
import { caseOf, checked, ids, idsOf, type Between } from '../mocked.ts'

const busy = (): Promise<Response> => Promise.resolve(Response.json({ detail: 'slow down' }, { status: 429 }))

/** A server that is itself for the first requests, and away from then on. */
function away(after: number, answer: () => Promise<Response>): Between {
  let count = 0
  return (_seen, next) => {
    count += 1
    return count > after ? answer() : next()
  }
}

describe('a server that could not be asked for everything does not conform', () => {
  test.each(ids)('%s, when it only says that it is busy', async (id) => {
    const { report } = await checked(id, { budget: 0 }, busy)
    expect(report.verdict).not.toBe('conforms')
  })

  const ways: { name: string; answer: () => Promise<Response>; want: RegExp }[] = [
    { name: 'says that it is busy', answer: busy, want: /429/ },
    {
      name: 'takes no connection',
      answer: () => Promise.reject(connectionError('ECONNREFUSED')),
      want: /could not be sent/,
    },
  ]
  test.each(ways)('when it $name from some time on', async ({ answer, want }) => {
    const { report } = await checked('fal', { budget: 0 }, away(12, answer))
    expect([report.verdict, idsOf(report, 'deviates'), isCutShort(report)]).toEqual(['incomplete', [], true])
    expect(report.remarks).toMatchObject([{ rule: 'server-away', message: expect.stringMatching(want) }])
  })

  test('when an edit could not be sent', async () => {
    const { report } = await checked(
      'fal',
      { only: ['auth.right-key', 'lifecycle.order'], budget: 1 },
      (seen, next) =>
        seen.body.includes('warmer') ? Promise.reject(connectionError('ECONNREFUSED')) : next(),
    )
    expect(caseOf(report, 'lifecycle.order').status).toBe('skipped')
    expect([report.verdict, report.remarks.map(({ rule }) => rule)]).toEqual([
      'incomplete',
      ['edit-lost', 'server-away'],
    ])
  })
})

test('a server whose edits are more than a budget allows is looked at to the end', async () => {
  const { report } = await checked('fal', { budget: 0 })
  expect([report.verdict, isCutShort(report)]).toEqual(['conforms', false])
})

test('a server that limits how often an edit is submitted has not refused it', async () => {
  const { report } = await checked('fal', { budget: 2 }, (seen, next) =>
    seen.body.includes('warmer') ? busy() : next(),
  )
  expect([report.verdict, idsOf(report, 'deviates')]).toEqual(['incomplete', []])
  expect(caseOf(report, 'lifecycle.submit')).toMatchObject({
    status: 'skipped',
    reason: 'the server limits how often edits are submitted (429)',
  })
})
