/** One edit as this server keeps it: where it stands follows from the time alone. */
export interface Job {
  readonly id: string
  /** The whole Authorization header of its submit. */
  readonly owner: string
  /** What was sent; undefined where it was no JSON. */
  readonly input: unknown
  /** Digits: a seed may be beyond 2^53. */
  readonly seed: string
  readonly bornMs: number
  /** When it was to stop. */
  canceledMs?: number
}

/** How long a job waits and runs. */
export interface Pace {
  readonly waitsMs: number
  readonly runsMs: number
}

export type Stage = 'ended' | 'runs' | 'waits'

/** When a job ends, or has ended. */
export function endOf({ bornMs, canceledMs }: Job, { waitsMs, runsMs }: Pace): number {
  return canceledMs ?? bornMs + waitsMs + runsMs
}

export function stageOf(job: Job, pace: Pace, now: number): Stage {
  if (now >= endOf(job, pace)) return 'ended'
  return now >= job.bornMs + pace.waitsMs ? 'runs' : 'waits'
}

/** Jobs ahead of it: one less with each third of the wait. */
export function aheadOf({ bornMs }: Job, { waitsMs }: Pace, now: number): number {
  return Math.max(0, 2 - Math.floor(((now - bornMs) * 3) / Math.max(1, waitsMs)))
}
