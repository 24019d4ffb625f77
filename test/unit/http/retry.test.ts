import { describe, expect, test } from 'vitest'
import { nextAttempt, type Outcome, type RetryPolicy } from '../../../src/http/retry.ts'

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
    // Who was told to slow down waits at least half.
    { name: '429', outcome: answer(429), submit: 375, read: 375 },
    { name: '429 with Retry-After', outcome: answer(429, { retryAfterMs: 7 }), submit: 7, read: 7 },
    // Now is no time to wait for: a schedule of our own keeps the attempts apart.
    { name: '429 with Retry-After: 0', outcome: answer(429, { retryAfterMs: 0 }), submit: 375, read: 375 },
    { name: '503 with Retry-After: 0', outcome: answer(503, { retryAfterMs: 0 }), submit: 250, read: 250 },
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
    { name: '501', outcome: answer(501), submit: 'take', read: 'take' },
    // A cache answers so, though nothing was asked on conditions.
    { name: '304', outcome: answer(304, { readable: false }), submit: 'take', read: 250 },
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
