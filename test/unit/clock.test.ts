import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'

afterEach(() => void vi.restoreAllMocks())

test.each([
  { name: 'back', hours: -3 },
  { name: 'forward', hours: 3 },
])('a clock of the machine that is set $name moves no deadline', ({ hours }) => {
  const before = systemClock.now()
  const set = Date.now() + hours * 3_600_000
  vi.spyOn(Date, 'now').mockReturnValue(set)
  const passed = systemClock.now() - before
  expect(passed).toBeGreaterThanOrEqual(0)
  expect(passed).toBeLessThan(3_600_000)
})

test('it tells the time of day', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(60_000)
})
