import { isCutShort } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { perform } from '../../../../src/check/run/perform.ts'
import { openSuite } from '../../../../src/check/suite.ts'
import { mocked } from '../mocked.ts'

test('a case in which the suite itself fails is skipped, and the run is not whole', async () => {
  const { provider, fetch, clock } = mocked('fal')
  const suite = openSuite(provider, { budget: 0, only: ['auth.right-key', 'auth.no-key'] })
  const cases = suite.cases.map((one) =>
    one.id === 'auth.no-key' ? { ...one, run: () => Promise.reject(new TypeError('no such field')) } : one,
  )
  const { run, judged } = perform({ ...suite, cases }, { clock, fetch, signal: undefined })
  expect((await judged).map(({ outcome }) => outcome)).toEqual([
    { status: 'passed', deviations: [] },
    { status: 'skipped', reason: 'the suite itself failed: no such field' },
  ])
  expect(run.remarks).toMatchObject([{ rule: 'suite-failed', case: 'auth.no-key' }])
  expect(isCutShort(run)).toBe(true)
})

test.each(['edit-lost', 'job-left', 'probe-taken', 'deviation-gone'] as const)(
  'a run with the remark %s is whole',
  (rule) => {
    expect(isCutShort({ remarks: [{ rule, message: '' }] })).toBe(false)
  },
)
