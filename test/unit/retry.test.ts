import { describe, expect, test } from 'vitest'
import { nextAttempt, nothingSent, type Outcome, type RetryPolicy } from '../../src/retry.ts'

const policy = { attempts: 3, remainingMs: 600_000, grace: false, random: () => 0.5 }
const answer = (status: number, more: Partial<Extract<Outcome, { kind: 'answer' }>> = {}): Outcome => {
  return { kind: 'answer', status, readable: true, final: false, retryAfterMs: undefined, ...more }
}
const failure = (sent: boolean): Outcome => ({ kind: 'failure', sent })

describe('the next attempt', () => {
  const table: {
    name: string
    outcome: Outcome
    attempt?: number
    policy?: Partial<RetryPolicy>
    submit: unknown
    read: unknown
  }[] = [
    { name: '200', outcome: answer(200), submit: 'take', read: 'take' },
    { name: '200 that is no JSON', outcome: answer(200, { readable: false }), submit: 'take', read: 250 },
    { name: 'a failure after sending', outcome: failure(true), submit: 'give-up', read: 250 },
    { name: 'a failure before sending', outcome: failure(false), submit: 250, read: 250 },
    { name: 'a third failure before sending', outcome: failure(false), attempt: 2, submit: 1000, read: 1000 },
    { name: 'a fourth failure', outcome: failure(false), attempt: 3, submit: 'give-up', read: 'give-up' },
    {
      name: 'a failure when retries are off',
      outcome: failure(false),
      policy: { attempts: 0 },
      submit: 'give-up',
      read: 'give-up',
    },
    { name: '429', outcome: answer(429), submit: 250, read: 250 },
    { name: '429 with Retry-After', outcome: answer(429, { retryAfterMs: 7 }), submit: 7, read: 7 },
    {
      name: '429 beyond the deadline',
      outcome: answer(429, { retryAfterMs: 600_000 }),
      submit: 'take',
      read: 'take',
    },
    { name: '503', outcome: answer(503), submit: 'take', read: 250 },
    { name: '503 with Retry-After', outcome: answer(503, { retryAfterMs: 7 }), submit: 7, read: 7 },
    { name: '500 with Retry-After', outcome: answer(500, { retryAfterMs: 7 }), submit: 'take', read: 7 },
    { name: '500', outcome: answer(500), submit: 'take', read: 250 },
    {
      name: '504 that is the end of the job',
      outcome: answer(504, { final: true }),
      submit: 'take',
      read: 'take',
    },
    { name: '408', outcome: answer(408), submit: 'take', read: 250 },
    { name: '404', outcome: answer(404), submit: 'take', read: 'take' },
    { name: '404 of a young job', outcome: answer(404), policy: { grace: true }, submit: 'take', read: 250 },
    { name: '400', outcome: answer(400), submit: 'take', read: 'take' },
    { name: '302', outcome: answer(302), submit: 'take', read: 'take' },
    {
      name: 'little time left',
      outcome: failure(false),
      policy: { remainingMs: 200 },
      submit: 'give-up',
      read: 'give-up',
    },
  ]
  test.each(table)(
    'after $name: submit $submit, read $read',
    ({ outcome, attempt = 0, policy: more, submit, read }) => {
      const decide = (purpose: 'submit' | 'read') => {
        const next = nextAttempt(outcome, attempt, { ...policy, ...more, purpose })
        return next.do === 'retry' ? next.ms : next.do
      }
      expect({ submit: decide('submit'), read: decide('read') }).toEqual({ submit, read })
    },
  )

  test('waits at most ten seconds by itself', () => {
    const next = nextAttempt(failure(false), 9, { ...policy, attempts: 10, random: () => 1, purpose: 'read' })
    expect(next).toEqual({ do: 'retry', ms: 10_000 })
  })
})

describe('whether nothing was sent', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code })
  test.each([
    { name: 'a refused connection', error: coded('ECONNREFUSED'), want: true },
    {
      name: 'a refused connection inside',
      error: new Error('x', { cause: new Error('y', { cause: coded('ECONNREFUSED') }) }),
      want: true,
    },
    { name: 'a name that does not resolve', error: coded('ENOTFOUND'), want: true },
    { name: 'a wrong certificate', error: coded('SELF_SIGNED_CERT_IN_CHAIN'), want: true },
    { name: 'an expired certificate', error: coded('CERT_HAS_EXPIRED'), want: true },
    {
      name: 'all addresses refused',
      error: new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]),
      want: true,
    },
    {
      name: 'one address reset',
      error: new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')]),
      want: false,
    },
    {
      name: 'a port that fetch refuses by itself',
      error: new TypeError('fetch failed', { cause: new Error('bad port') }),
      want: true,
    },
    { name: 'no address at all', error: new AggregateError([]), want: false },
    { name: 'a reset', error: coded('ECONNRESET'), want: false },
    { name: 'a headers timeout', error: coded('UND_ERR_HEADERS_TIMEOUT'), want: false },
    { name: 'a closed socket', error: coded('UND_ERR_SOCKET'), want: false },
    { name: 'an error without a code', error: new TypeError('Failed to fetch'), want: false },
    { name: 'a text', error: 'ECONNREFUSED', want: false },
  ])('$name: $want', ({ error, want }) => {
    expect(nothingSent(error)).toBe(want)
  })

  test('a cause that is its own cause ends', () => {
    const error = new Error('x')
    error.cause = error
    expect(nothingSent(error)).toBe(false)
  })
})
