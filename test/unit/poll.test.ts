import { expect, test } from 'vitest'
import { nextStep, type PollTiming } from '../../src/poll.ts'
import type { JobState } from '../../src/vocabulary.ts'

const timing = { elapsedMs: 0, remainingMs: 600_000, looks: 0 }
const policy = { expectedMs: 4000, random: () => 0.5 }

const table: { name: string; state: JobState | undefined; given?: Partial<PollTiming>; want: object }[] = [
  {
    name: 'the first look comes at 0.6 of the expected time',
    state: 'queued',
    want: { do: 'wait', ms: 2400 },
  },
  {
    name: 'time that has passed counts',
    state: 'queued',
    given: { elapsedMs: 1000 },
    want: { do: 'wait', ms: 1400 },
  },
  {
    name: 'a resumed job is looked at at once',
    state: undefined,
    given: { elapsedMs: 90_000 },
    want: { do: 'wait', ms: 0 },
  },
  {
    name: 'the next look comes after 12 % of the elapsed time',
    state: 'running',
    given: { elapsedMs: 10_000, looks: 1 },
    want: { do: 'wait', ms: 1200 },
  },
  {
    name: 'never sooner than 250 ms',
    state: 'running',
    given: { elapsedMs: 500, looks: 1 },
    want: { do: 'wait', ms: 250 },
  },
  {
    name: 'never later than 10 s',
    state: 'running',
    given: { elapsedMs: 500_000, looks: 9 },
    want: { do: 'wait', ms: 10_000 },
  },
  {
    name: 'never beyond the deadline',
    state: 'running',
    given: { elapsedMs: 500_000, looks: 9, remainingMs: 30 },
    want: { do: 'wait', ms: 30 },
  },
  {
    name: 'an unknown status waits like a queued one',
    state: 'unknown',
    given: { elapsedMs: 10_000, looks: 1 },
    want: { do: 'wait', ms: 1200 },
  },
  {
    name: 'the deadline ends the waiting',
    state: 'unknown',
    given: { remainingMs: 0 },
    want: { do: 'time-out' },
  },
  { name: 'a completed job is fetched', state: 'completed', want: { do: 'fetch' } },
  { name: 'also at the deadline', state: 'completed', given: { remainingMs: 0 }, want: { do: 'fetch' } },
  { name: 'a failed job fails', state: 'failed', want: { do: 'fail' } },
  { name: 'a canceled job ends', state: 'canceled', want: { do: 'cancel' } },
]
test.each(table)('$name', ({ state, given, want }) => {
  expect(nextStep(state, { ...timing, ...given }, policy)).toEqual(want)
})

test('jitter is ten percent to both sides', () => {
  const ms = [0, 1].map((random) =>
    nextStep('running', { ...timing, elapsedMs: 10_000, looks: 1 }, { ...policy, random: () => random }),
  )
  expect(ms).toEqual([
    { do: 'wait', ms: expect.closeTo(1080) },
    { do: 'wait', ms: expect.closeTo(1320) },
  ])
})
