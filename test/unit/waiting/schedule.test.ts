import fc from '../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import type { StatusReading } from '../../../src/dialects/dialect.ts'
import { nextStep, type Waiting } from '../../../src/waiting/schedule.ts'
import type { JobState } from '../../../src/vocabulary.ts'

const at = (state: JobState, more: Partial<StatusReading> = {}): StatusReading => ({
  state,
  raw: 'X',
  ...more,
})
const failure = { message: 'no', fields: [], final: true }
const usual: Waiting = {
  seen: at('running'),
  doubts: 0,
  elapsedMs: 0,
  sinceMs: 0,
  remainingMs: 600_000,
  expectedMs: 4_000,
  phase: 0.5,
  crowd: 1,
  vain: 0,
}
const wait = (ms: number) => ({ do: 'wait', ms })

const table: { name: string; given: Partial<Waiting>; want: object }[] = [
  { name: 'the first look comes at 0.6 of the expected time', given: {}, want: wait(2_400) },
  { name: 'time that has passed counts', given: { elapsedMs: 1_000, sinceMs: 1_000 }, want: wait(1_400) },
  { name: 'then it is looked at', given: { elapsedMs: 2_400, sinceMs: 2_400 }, want: { do: 'look' } },
  { name: 'a job never seen is looked at at once', given: { seen: undefined }, want: { do: 'look' } },
  {
    name: 'the next look comes after 0.112 of the expected time',
    given: { elapsedMs: 2_500 },
    want: wait(448),
  },
  { name: 'and so on while the job takes about as long', given: { elapsedMs: 6_000 }, want: wait(448) },
  { name: 'looks become rare when it takes much longer', given: { elapsedMs: 12_000 }, want: wait(1_261) },
  {
    name: 'and a quarter of the time that has passed when thirty looks at jobs past theirs found none at its end',
    given: { elapsedMs: 6_000, vain: 30 },
    want: wait(1_500),
  },
  { name: 'not of a job that has its time', given: { elapsedMs: 3_900, vain: 30 }, want: wait(448) },
  { name: 'nor after fewer', given: { elapsedMs: 6_000, vain: 29 }, want: wait(448) },
  { name: 'never sooner than 250 ms', given: { elapsedMs: 500, expectedMs: 400 }, want: wait(250) },
  { name: 'nor for a job that was ready at once', given: { expectedMs: 10 }, want: wait(250) },
  {
    name: 'of ten thousand jobs 250 are looked at in a second',
    given: { elapsedMs: 30_000, crowd: 10_000 },
    want: wait(40_000),
  },
  { name: 'from the first look on', given: { crowd: 10_000 }, want: wait(22_160) },
  { name: 'and not again soon', given: { crowd: 10_000, elapsedMs: 22_160 }, want: wait(40_000) },
  { name: 'never later than 10 s', given: { elapsedMs: 500_000 }, want: wait(10_000) },
  { name: 'the first look neither', given: { expectedMs: 45_000 }, want: wait(10_000) },
  {
    name: 'then at 0.6 of the expected time',
    given: { expectedMs: 45_000, elapsedMs: 20_000 },
    want: wait(7_000),
  },
  { name: 'never beyond the deadline', given: { elapsedMs: 500_000, remainingMs: 30 }, want: wait(30) },
  { name: 'an unknown status waits like a queued one', given: { seen: at('unknown') }, want: wait(2_400) },
  {
    name: 'the deadline ends the waiting',
    given: { seen: at('queued'), remainingMs: 0 },
    want: { do: 'time-out' },
  },
  { name: 'also where there is a stream', given: { listensMs: 9, remainingMs: 0 }, want: { do: 'time-out' } },
  { name: 'a completed job is fetched', given: { seen: at('completed') }, want: { do: 'fetch' } },
  { name: 'also at the deadline', given: { seen: at('completed'), remainingMs: 0 }, want: { do: 'fetch' } },
  {
    name: 'also when its status names an error',
    given: { seen: at('completed', { failure }) },
    want: { do: 'fetch' },
  },
  { name: 'but once', given: { seen: at('completed', { failure }), doubts: 1 }, want: { do: 'fail' } },
  {
    name: 'and again when it names none',
    given: { seen: at('completed'), doubts: 3 },
    want: { do: 'fetch' },
  },
  { name: 'a failed job fails', given: { seen: at('failed') }, want: { do: 'fail' } },
  { name: 'a canceled job ends', given: { seen: at('canceled') }, want: { do: 'cancel' } },
  {
    name: 'an unknown word that means an end is held against the result',
    given: { seen: at('unknown', { ended: true, failure }) },
    want: { do: 'fetch' },
  },
  {
    name: 'and believed the second time',
    given: { seen: at('unknown', { ended: true, failure }), doubts: 1 },
    want: { do: 'fail' },
  },
  { name: 'a stream is opened when it is time', given: { opensInMs: 0 }, want: { do: 'open' } },
  { name: 'and not before', given: { opensInMs: 700 }, want: wait(700) },
  { name: 'a look is not put off for it', given: { opensInMs: 5_000 }, want: wait(2_400) },
  {
    name: 'while a stream is trusted nobody looks',
    given: { elapsedMs: 9_000, sinceMs: 9_000, listensMs: 800 },
    want: wait(800),
  },
  {
    name: 'then somebody does',
    given: { elapsedMs: 9_000, sinceMs: 9_000, listensMs: 0 },
    want: { do: 'look' },
  },
]
describe('what to do next', () => {
  test.each(table)('$name', ({ given, want }) => {
    expect(nextStep({ ...usual, ...given })).toEqual(want)
  })

  test('jobs of a client are up to ten percent sooner or later', () => {
    const ms = [0, 1].map((phase) => nextStep({ ...usual, elapsedMs: 4_000, phase }))
    expect(ms).toEqual([wait(404), wait(493)])
  })
})

test('whatever is known, a wait is a whole number of milliseconds, and no longer than the deadline', () => {
  const ms = fc.double({ min: 0, max: 1e7, noNaN: true })
  const states = fc.constantFrom<JobState>('queued', 'running', 'unknown')
  fc.assert(
    fc.property(
      states,
      ms,
      ms,
      ms,
      ms,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 30),
      (state, elapsedMs, sinceMs, remainingMs, expectedMs, phase, vain) => {
        const step = nextStep({
          seen: at(state),
          doubts: 0,
          elapsedMs,
          sinceMs,
          remainingMs,
          expectedMs,
          phase,
          crowd: 1,
          vain,
        })
        if (remainingMs === 0) expect(step).toEqual({ do: 'time-out' })
        if (step.do === 'look') expect(sinceMs).toBeGreaterThanOrEqual(250)
        if (step.do !== 'wait') return
        expect(Number.isInteger(step.ms)).toBe(true)
        expect(step.ms).toBeGreaterThan(0)
        expect(step.ms).toBeLessThanOrEqual(Math.min(11_000, Math.ceil(remainingMs)))
      },
    ),
  )
})
