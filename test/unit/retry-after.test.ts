import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAfterMs } from '../../src/retry-after.ts'

const date = 'Wed, 21 Oct 2015 07:28:00 GMT'

test.each([
  { name: 'nothing', given: {}, want: undefined },
  { name: 'seconds', given: { 'retry-after': '7' }, want: 7000 },
  { name: 'no seconds', given: { 'retry-after': '0' }, want: 0 },
  { name: 'a fraction', given: { 'retry-after': '0.5' }, want: 500 },
  {
    name: 'a date, by the Date of the answer',
    given: { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT', date },
    want: 30_000,
  },
  {
    name: 'a date that has passed',
    given: { 'retry-after': 'Wed, 21 Oct 2015 07:27:30 GMT', date },
    want: 0,
  },
  { name: 'a date without the Date of the answer', given: { 'retry-after': date }, want: undefined },
  { name: 'a negative number', given: { 'retry-after': '-1', date }, want: undefined },
  { name: 'words', given: { 'retry-after': 'soon', date }, want: undefined },
  { name: 'more than a timer can hold', given: { 'retry-after': '99999999999' }, want: 2 ** 31 - 1 },
])('$name: $want', ({ given, want }) => {
  expect(retryAfterMs(new Headers(given as Record<string, string>))).toBe(want)
})

test('whatever it says, a wait is a number a timer can hold', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789eE+-. ,:GMTJan'.split('')) })
  fc.assert(
    fc.property(fc.oneof(text, fc.nat().map(String)), text, (after, now) => {
      const ms = retryAfterMs(new Headers({ 'retry-after': after.trim(), date: now.trim() }))
      if (ms === undefined) return
      expect(ms).toBeGreaterThanOrEqual(0)
      expect(ms).toBeLessThan(2 ** 31)
    }),
  )
})
