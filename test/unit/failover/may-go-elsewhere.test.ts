import { expect, test } from 'vitest'
import {
  AmbiguousSubmitError,
  AuthError,
  HttpError,
  InputError,
  NetworkError,
  RateLimitError,
  RejectedError,
} from '../../../src/errors/errors.ts'
import { mayGoElsewhere } from '../../../src/failover/may-go-elsewhere.ts'
import type { JobHandle } from '../../../src/handle.ts'
import { createFakeClock } from '../../../src/testing/clocks/fake-clock.ts'

const clock = createFakeClock()
const open = { clock, deadline: clock.now() + 1, signal: undefined }
const fal = { provider: 'fal' }
const handle: JobHandle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId: 'job-1',
  submittedAt: '2026-01-01T00:00:00Z',
}
const rejected = (status: number) => new RejectedError('x', { ...fal, status, issues: [] })

const table: { name: string; error: unknown; where?: Parameters<typeof mayGoElsewhere>[1]; want: boolean }[] =
  [
    { name: 'a refused key', error: new AuthError('x', fal), want: true },
    { name: 'nothing sent', error: new NetworkError('x', fal), want: true },
    { name: 'a rate limit', error: new RateLimitError('x', fal), want: true },
    {
      name: 'a 503 that was not taken',
      error: new HttpError('x', { ...fal, status: 503, body: '' }),
      want: true,
    },
    {
      name: 'a redirect, which may have been taken',
      error: new HttpError('x', { ...fal, status: 302, body: '', billed: 'maybe' }),
      want: false,
    },
    {
      name: 'a key refused at a job that exists',
      error: new AuthError('x', { ...fal, handle }),
      want: false,
    },
    {
      name: 'a network that failed after the job was there',
      error: new NetworkError('x', { ...fal, billed: 'maybe' }),
      want: false,
    },
    { name: 'a route that is not there', error: rejected(404), want: true },
    { name: 'a refused input', error: rejected(422), want: false },
    { name: 'a wrong input', error: new InputError('x', { ...fal, issues: [] }), want: false },
    { name: 'a doubt', error: new AmbiguousSubmitError('x', fal), want: false },
    {
      name: 'a doubt that says it is none',
      error: new AmbiguousSubmitError('x', { ...fal, billed: 'no' }),
      want: false,
    },
    { name: 'an error of somebody else', error: new Error('x'), want: false },
    {
      name: 'a rate limit after the abort',
      error: new RateLimitError('x', fal),
      where: { ...open, signal: AbortSignal.abort() },
      want: false,
    },
    {
      name: 'a rate limit at the deadline',
      error: new RateLimitError('x', fal),
      where: { ...open, deadline: clock.now() },
      want: false,
    },
  ]
test.each(table)('$name: $want', ({ error, where = open, want }) => {
  expect(mayGoElsewhere(error, where)).toBe(want)
})
