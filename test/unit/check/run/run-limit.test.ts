import { expect, test } from 'vitest'
import { checkProvider } from 'kontext-sdk/check'
import { createFakeClock } from 'kontext-sdk/testing'
import { mocked } from '../mocked.ts'

test('a server that answers late each time is left at the limit, and the report says so', async () => {
  const { provider, fetch } = mocked('fal')
  const clock = createFakeClock()
  const late: typeof globalThis.fetch = async (input, init) => {
    await clock.sleep(25_000)
    return fetch(input, init)
  }
  const running = checkProvider(provider, { fetch: late, clock, budget: 0, timeoutMs: 100_000 })
  for (let turn = 0; turn < 20; turn += 1) await clock.advance(10_000)
  const report = await running
  // The fourth is a submit, which is waited for a little.
  expect([report.durationMs, report.exchanges.length]).toEqual([100_000, 4])
  expect(report.remarks.map(({ rule }) => rule)).toEqual(['run-stopped'])
  expect(report.cases.find(({ id }) => id === 'validation.type')?.reason).toBe(
    'the run was stopped: it took longer than 100 s',
  )
})
