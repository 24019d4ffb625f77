import { randomOf } from '../../src/testing/images/random.ts'
import { createSimulatedClock } from './simulated-clock.ts'
import { simulateFal } from './simulated-fal.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const jobsAtOnce = 30

/** How a client hears of the end of its jobs. */
export type Rung = 'status' | 'result' | 'stream'

/** What waiting cost, and how late it was. */
export interface Figures {
  readonly requestsPerJob: number
  readonly medianLagMs: number
  readonly p95LagMs: number
  /** The most requests within 20 ms, submits not counted. */
  readonly peak: number
}

/** Which jobs are simulated, and which of them count. */
export interface WaitingRun {
  readonly rung: Rung
  readonly medianMs: number
  readonly batches: number
  /** Batches at the start that only teach the client. @default 0 */
  readonly skip?: number
  /** Spread of the durations, which are log-normal. @default 0.35, that of kontext jobs in public logs */
  readonly sigma?: number
}

/** Runs batches of 30 jobs that start together, at 100 ms round trip, one batch after the other, on one client. */
export async function simulateWaiting({ rung, medianMs, batches, skip = 0, sigma = 0.35 }: WaitingRun) {
  const random = randomOf('waiting', rung, medianMs, skip)
  const durationMs = () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return medianMs * Math.exp(sigma * normal)
  }
  const clock = createSimulatedClock()
  const fal = simulateFal(clock, { durationMs, lingers: true })
  const kontext = fal.connect({ random, stream: rung === 'stream' })
  const lags: number[] = []
  const call = rung === 'status' ? { onEvent: () => undefined } : {}
  let from = 0
  for (let batch = 0; batch < batches; batch++) {
    if (batch === skip) from = fal.requests.length
    const run = async () => {
      const { requestId } = await kontext.edit(input, call)
      const lag = clock.now() - (fal.jobs.get(requestId)?.readyAt ?? NaN)
      if (batch >= skip) lags.push(lag)
    }
    await clock.run(Promise.all(Array.from({ length: jobsAtOnce }, run)))
  }
  const counted = fal.requests.slice(from)
  lags.sort((a, b) => a - b)
  const at = (share: number) => Math.round(lags[Math.floor(share * lags.length)] ?? NaN)
  const figures: Figures = {
    requestsPerJob: Math.round((100 * counted.length) / lags.length) / 100,
    medianLagMs: at(0.5),
    p95LagMs: at(0.95),
    peak: peakOf(counted.filter(({ operation }) => operation !== 'submit').map((one) => one.at)),
  }
  return { figures, openStreams: fal.openStreams() }
}

/** The most of these moments, in order, within 20 ms. */
export function peakOf(times: readonly number[]): number {
  let first = 0
  let peak = 0
  times.forEach((time, last) => {
    while (time - (times[first] ?? time) > 20) first++
    peak = Math.max(peak, last - first + 1)
  })
  return peak
}
