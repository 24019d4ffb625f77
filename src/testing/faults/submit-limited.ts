import { answer, page } from './changes.ts'
import { faultTable, type FaultContext } from './fault.ts'

const base = {
  at: ['submit'],
  when: 'first',
  instead: true,
  billed: 1,
  expect: 'completes',
  client: 'Waits as long as it was told, then sends the edit again: it was not taken.',
} as const

const ownPace = 'Waits by a schedule of its own with jitter, then sends the edit again: it was not taken.'
const tooMany = { detail: 'Too many requests' }

/** An HTTP date some seconds from the mock's time. */
function date({ now }: FaultContext, seconds: number): string {
  return new Date(now + seconds * 1_000).toUTCString()
}

/** Submits that are turned away because of load, in all the ways to say when to come back. */
export const limitedSubmits = faultTable(base, {
  'submit-429-seconds': {
    about: 'The first submit gets 429 with Retry-After in seconds.',
    change: answer(429, tooMany, { 'retry-after': '2' }),
  },
  'submit-429-http-date': {
    about: 'The first submit gets 429 with Retry-After as an HTTP date.',
    change: answer(429, tooMany, (context) => ({ date: date(context, 0), 'retry-after': date(context, 3) })),
  },
  'submit-429-date-with-skewed-clock': {
    about: 'Retry-After is an HTTP date of a server whose clock is a day ahead, as its Date header shows.',
    client: 'Measures the date against the Date header of the same answer, not against its own clock.',
    change: answer(429, tooMany, (context) => ({
      date: date(context, 86_400),
      'retry-after': date(context, 86_402),
    })),
  },
  'submit-429-date-in-the-past': {
    about: 'Retry-After is an HTTP date that has passed.',
    client: ownPace,
    change: answer(429, tooMany, (context) => ({
      date: date(context, 0),
      'retry-after': date(context, -60),
    })),
  },
  'submit-429-zero': {
    about: 'Retry-After is 0.',
    client: 'Sends the edit again, and not in a tight loop.',
    change: answer(429, tooMany, { 'retry-after': '0' }),
  },
  'submit-429-nonsense': {
    about: 'Retry-After is no number and no date.',
    client: ownPace,
    change: answer(429, tooMany, { 'retry-after': 'soon' }),
  },
  'submit-429-negative': {
    about: 'Retry-After is below zero.',
    client: ownPace,
    change: answer(429, tooMany, { 'retry-after': '-30' }),
  },
  'submit-429-fraction': {
    about: 'Retry-After is a fraction of a second, which the RFC does not know.',
    client: 'Waits at least as long, then sends the edit again: it was not taken.',
    change: answer(429, tooMany, { 'retry-after': '1.5' }),
  },
  'submit-429-huge': {
    about: 'Retry-After is three thousand years.',
    when: 'always',
    billed: 0,
    expect: 'rate-limit',
    client: 'Gives up at once and says how long the provider asks to wait; no timer overflows.',
    change: answer(429, tooMany, { 'retry-after': '99999999999' }),
  },
  'submit-429-bare': {
    about: 'The first submit gets 429 without Retry-After.',
    client: ownPace,
    change: answer(429, tooMany),
  },
  'submit-429-page': {
    about: 'The first submit gets 429 as a page of a gateway.',
    client: ownPace,
    change: answer(429, page('429 Too Many Requests')),
  },
  'submit-429-concurrent-limit': {
    about: "fal's limit of jobs at once: 429 of the type `concurrent_requests_limit`.",
    dialects: ['fal-queue'],
    client: ownPace,
    change: answer(
      429,
      { detail: 'Too many concurrent requests', error_type: 'concurrent_requests_limit' },
      { 'x-fal-error-type': 'concurrent_requests_limit' },
    ),
  },
  'submit-429-forever': {
    about: 'Every submit gets 429 with Retry-After.',
    when: 'always',
    billed: 0,
    expect: 'rate-limit',
    client: 'Gives up after a few attempts, each after the time it was told.',
    change: answer(429, tooMany, { 'retry-after': '1' }),
  },
  'submit-503-retry-after-seconds': {
    about: 'The first submit gets 503 with Retry-After in seconds.',
    change: answer(503, { detail: 'Service Unavailable' }, { 'retry-after': '2' }),
  },
  'submit-503-retry-after-date': {
    about: 'The first submit gets 503 with Retry-After as an HTTP date.',
    change: answer(503, page('503'), (context) => ({
      date: date(context, 0),
      'retry-after': date(context, 2),
    })),
  },
  'submit-503-retry-after-forever': {
    about: 'Every submit gets 503 with Retry-After.',
    when: 'always',
    billed: 0,
    expect: ['http', 'rate-limit', 'network'],
    client: 'Gives up after a few attempts, and says that nothing was billed.',
    change: answer(503, { detail: 'Service Unavailable' }, { 'retry-after': '1' }),
  },
})
