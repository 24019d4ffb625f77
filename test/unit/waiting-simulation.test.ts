import { describe, expect, test } from 'vitest'
import { simulateWaiting, type Figures, type Rung } from './simulate-waiting.ts'

interface Limit {
  readonly rung: Rung
  readonly medianMs: number
  readonly batches: number
  readonly skip?: number
  readonly most: Partial<Figures>
}

// Warm: three batches have taught the client how long jobs take; the next twenty count.
const warm = { batches: 23, skip: 3 }
const cold = { batches: 1 }
const limits: Limit[] = [
  {
    rung: 'result',
    medianMs: 3_800,
    ...warm,
    most: { requestsPerJob: 6, medianLagMs: 350, p95LagMs: 700, peak: 6 },
  },
  { rung: 'result', medianMs: 3_800, ...cold, most: { requestsPerJob: 6.2, p95LagMs: 700, peak: 6 } },
  { rung: 'result', medianMs: 12_000, ...warm, most: { requestsPerJob: 7, medianLagMs: 1_000, peak: 6 } },
  { rung: 'result', medianMs: 45_000, ...warm, most: { requestsPerJob: 9, medianLagMs: 3_500, peak: 6 } },
  // Nobody knows better yet, and a wrong guess that is too long would cost every short job its time.
  { rung: 'result', medianMs: 12_000, ...cold, most: { requestsPerJob: 14, medianLagMs: 1_000, peak: 6 } },
  { rung: 'result', medianMs: 45_000, ...cold, most: { requestsPerJob: 21, medianLagMs: 3_500, peak: 6 } },
  {
    rung: 'status',
    medianMs: 3_800,
    ...warm,
    most: { requestsPerJob: 7, medianLagMs: 450, p95LagMs: 800, peak: 6 },
  },
  { rung: 'status', medianMs: 45_000, ...warm, most: { requestsPerJob: 10, peak: 6 } },
  {
    rung: 'stream',
    medianMs: 3_800,
    ...warm,
    most: { requestsPerJob: 3, medianLagMs: 100, p95LagMs: 100, peak: 6 },
  },
  {
    rung: 'stream',
    medianMs: 45_000,
    ...warm,
    most: { requestsPerJob: 3.1, medianLagMs: 100, p95LagMs: 100, peak: 6 },
  },
]

describe('thirty jobs started together, at 100 ms round trip', () => {
  test.each(limits)(
    'of $medianMs ms, by $rung, in batches: $batches, cost at most $most',
    async ({ rung, medianMs, batches, skip = 0, most }) => {
      const { figures, openStreams } = await simulateWaiting({ rung, medianMs, batches, skip })
      const over = Object.entries(figures).filter(
        ([name, value]) => value > (figureOf(most, name) ?? Infinity),
      )
      expect(over).toEqual([])
      expect(openStreams).toBe(0)
    },
  )
})

function figureOf(figures: Partial<Figures>, name: string): number | undefined {
  return Object.entries(figures).find(([key]) => key === name)?.[1]
}
