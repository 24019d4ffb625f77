import type { Figures } from './measure.ts'
import { median, percentile } from '../statistics.ts'

/** A client that asks for the status again so long after each answer, and for the result then. */
export interface Poller {
  readonly medianMs: number
  readonly pauseMs: number
  readonly roundTripMs: number
}

const jobs = 10_000
const sigma = 0.35

/** What such a poller costs, calculated: its first look leaves when the ticket has come. */
export function simulatePoller({ medianMs, pauseMs, roundTripMs }: Poller): Figures {
  const lags: number[] = []
  let requests = 0
  for (let job = 0; job < jobs; job += 1) {
    const readyAt = medianMs * Math.exp(sigma * normalAt((job + 0.5) / jobs))
    let looks = 1
    // Looks reach the provider a round trip after it took the job, then every pause and round trip.
    let at = roundTripMs
    for (; at < readyAt; looks += 1) at += pauseMs + roundTripMs
    requests += looks + 2
    lags.push(at + 1.5 * roundTripMs - readyAt)
  }
  return {
    jobs,
    requests: requests / jobs,
    medianMs: median(lags),
    p95Ms: percentile(lags, 95),
    peaks: [NaN, NaN],
  }
}

// The inverse of the normal distribution, near enough. (Tukey's lambda with 0.1349)
function normalAt(share: number): number {
  return (share ** 0.1349 - (1 - share) ** 0.1349) / 0.1975
}
