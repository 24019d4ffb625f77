import fc from '../../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { durationsOf, stageOf } from '../../../../src/testing/jobs/course.ts'
import { cancel, look, newJob, settle, type MockJob } from '../../../../src/testing/jobs/job.ts'
import { scenarios } from '../../../../src/testing/jobs/scenarios.ts'

const order = ['queued', 'running', 'completed']

function job(
  scenario: keyof typeof scenarios = 'completes',
  durations = { queueMs: 1_000, runMs: 3_000 },
): MockJob {
  return newJob({
    ...{
      id: 'a',
      provider: 'fal',
      session: 's',
      names: [],
      createdAt: 0,
      durations,
      scenario: scenarios[scenario],
    },
    edit: { model: 'max', prompt: '', seed: '1', count: 1, format: 'jpeg', inline: false },
    size: [1024, 1024],
    place: { baseUrl: '', imageOrigin: '' },
  })
}

describe('a job that looks move', () => {
  test('takes a step a look and no step otherwise', () => {
    let seen = job()
    const states = [seen.state]
    for (let looks = 0; looks < 5; looks += 1) {
      seen = look(settle(seen, { time: 'polls', now: 1e9 }), { time: 'polls', now: 1e9 })
      states.push(seen.state)
    }
    expect(states).toEqual(['queued', 'queued', 'queued', 'running', 'completed', 'completed'])
    expect(seen).toMatchObject({ looks: 4, endedAt: 1e9 })
  })
})

describe('a job that time moves', () => {
  const times = [
    { now: 0, want: { state: 'queued', position: 2 } },
    { now: 334, want: { state: 'queued', position: 1 } },
    { now: 999, want: { state: 'queued', position: 0 } },
    { now: 1_000, want: { state: 'running', progress: 0 } },
    { now: 2_500, want: { state: 'running', progress: 0.5 } },
    { now: 3_999, want: { state: 'running' } },
    { now: 4_000, want: { state: 'completed', endedAt: 4_000 } },
    { now: 9_999, want: { state: 'completed', endedAt: 4_000 } },
  ]
  test.each(times)('is $want.state after $now ms, however often it is looked at', ({ now, want }) => {
    const seen = look(look(job(), { time: 'clock', now }), { time: 'clock', now })
    expect(seen).toMatchObject(want)
  })

  test('that is stuck runs for ever', () => {
    expect(settle(job('stuck'), { time: 'real', now: 1e15 }).state).toBe('running')
  })

  test('never goes back: states follow one another, positions fall, progress grows', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2 })
    fc.assert(
      fc.property(moments, fc.constantFrom('polls' as const, 'clock' as const), (given, time) => {
        let before = job()
        for (const now of given.toSorted((a, b) => a - b)) {
          const after = look(before, { time, now })
          expect(order.indexOf(after.state)).toBeGreaterThanOrEqual(order.indexOf(before.state))
          expect(after.position).toBeLessThanOrEqual(before.position)
          expect(after.progress).toBeGreaterThanOrEqual(before.progress)
          before = after
        }
      }),
    )
  })

  test('changes when its stage says that it changes, and not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_999 }), (now) => {
        const at = (time: number) => {
          const { state, position } = stageOf(job(), { time: 'clock', now: time, looks: 0 })
          return [state, position]
        }
        const { changesAt = 0 } = stageOf(job(), { time: 'clock', now, looks: 0 })
        expect(changesAt).toBeGreaterThan(now)
        expect(at(changesAt - 1)).toEqual(at(now))
        expect(at(changesAt)).not.toEqual(at(now))
      }),
    )
  })
})

describe('canceling', () => {
  test('ends a job that waits or runs, and changes nothing of one that has ended', () => {
    expect(cancel(job(), 7)).toMatchObject({ state: 'canceled', endedAt: 7 })
    const ended = settle(job(), { time: 'clock', now: 5_000 })
    expect(cancel(ended, 9_000)).toBe(ended)
  })
})

describe('how long jobs take', () => {
  const all = Array.from({ length: 4_001 }, (_none, index) => {
    const { queueMs, runMs } = durationsOf(`job ${index}`, 3_800)
    return queueMs + runMs
  }).sort((a, b) => a - b)

  test('is the median that was asked for, with a long tail', () => {
    expect((all[2_000] ?? 0) / 3_800).toBeCloseTo(1, 1)
    expect((all[3_800] ?? 0) / 3_800).toBeCloseTo(1.78, 1)
    expect(all[0]).toBeGreaterThan(0)
  })

  test('follows from the seed', () => {
    expect(durationsOf('a', 1_000)).toEqual(durationsOf('a', 1_000))
    expect(durationsOf('a', 1_000)).not.toEqual(durationsOf('b', 1_000))
  })
})
