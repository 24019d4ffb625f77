import fc from '../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { retryAfterMs, retryAt } from '../../../src/http/retry-after.ts'

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
  {
    name: 'milliseconds beside seconds',
    given: { 'retry-after-ms': '1234', 'retry-after': '2' },
    want: 1234,
  },
  { name: 'milliseconds that are none', given: { 'retry-after-ms': 'x', 'retry-after': '2' }, want: 2000 },
  {
    name: 'a date of RFC 850',
    given: { 'retry-after': 'Wednesday, 21-Oct-15 07:28:05 GMT', date },
    want: 5_000,
  },
  {
    name: 'a date of asctime, which is in UTC',
    given: { 'retry-after': 'Wed Oct 21 07:28:05 2015', date },
    want: 5_000,
  },
  {
    name: 'a date of asctime with a day of one digit',
    given: { 'retry-after': 'Sun Nov  1 00:00:01 2015', date: 'Sun, 01 Nov 2015 00:00:00 GMT' },
    want: 1_000,
  },
  {
    name: 'words with a number, which Date.parse takes for a day',
    given: { 'retry-after': 'soon 5', date },
    want: undefined,
  },
  { name: 'ISO 8601', given: { 'retry-after': '2015-10-21T07:28:05Z', date }, want: undefined },
  {
    name: 'a date in another zone',
    given: { 'retry-after': 'Wed, 21 Oct 2015 07:28:05 PST', date },
    want: undefined,
  },
  {
    name: 'a day no month has',
    given: { 'retry-after': 'Wed, 99 Oct 2015 07:28:05 GMT', date },
    want: undefined,
  },
  {
    name: 'a month no year has',
    given: { 'retry-after': 'Wed, 21 Foo 2015 07:28:05 GMT', date },
    want: undefined,
  },
  { name: 'an exponent', given: { 'retry-after': '1e3' }, want: undefined },
  { name: 'a hexadecimal number', given: { 'retry-after': '0x10' }, want: undefined },
  { name: 'infinity', given: { 'retry-after': 'Infinity' }, want: undefined },
  { name: 'two values', given: { 'retry-after': '7, 9' }, want: undefined },
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

describe('the grammar', () => {
  const second = 1000
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
  const forms = {
    imf: (at: Date) => at.toUTCString(),
    rfc850: (at: Date) => {
      const [, day, month, year = '', time] = at.toUTCString().split(' ')
      return `${days[at.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`
    },
    asctime: (at: Date) => {
      const [week = '', day = '', month, year, time] = at.toUTCString().split(' ')
      return `${week.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
    },
  }
  // Two digits of a year stand for 1970 to 2069.
  const moment = fc
    .integer({ min: 0, max: Date.UTC(2069, 11, 31) / second })
    .map((seconds) => new Date(seconds * second))
  const form = fc.constantFrom(...Object.values(forms))

  test('any date in any of the three forms is told to the second, whatever the clock here says', () => {
    fc.assert(
      fc.property(moment, moment, form, form, (until, now, untilForm, nowForm) => {
        const headers = new Headers({ 'retry-after': untilForm(until), date: nowForm(now) })
        const want = Math.min(Math.max(until.getTime() - now.getTime(), 0), 2 ** 31 - 1)
        expect(retryAfterMs(headers)).toBe(want)
        expect(retryAt(headers)).toBe(new Date(now.getTime() + want).toISOString())
      }),
    )
  })

  test('any whole number of seconds is told exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_147_483 }), (seconds) => {
        expect(retryAfterMs(new Headers({ 'retry-after': `${seconds}` }))).toBe(seconds * second)
      }),
    )
  })

  test('anything else is nothing', () => {
    const valid = /^\d+(\.\d+)?$| GMT$| \d{4}$/
    const text = fc.string({ unit: fc.constantFrom(...'0123456789eE+-. ,:GMTJanWed'.split('')) })
    fc.assert(
      fc.property(text, (value) => {
        if (valid.test(value.trim())) return
        expect(retryAfterMs(new Headers({ 'retry-after': value.trim(), date }))).toBeUndefined()
      }),
    )
  })
})
