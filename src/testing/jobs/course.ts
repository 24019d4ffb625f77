import type { MockJob, MockState } from './job.ts'
import { randomOf } from '../images/random.ts'

/** What moves jobs: looks at their status, real time, or a clock that a test moves. */
export type MockTime = 'clock' | 'polls' | 'real'

/** How long a job takes where time moves it. */
export interface Durations {
  readonly queueMs: number
  readonly runMs: number
}

/** A moment in which a job is seen. */
export interface Moment {
  readonly time: MockTime
  /** Milliseconds since 1970 on the mock's clock. */
  readonly now: number
  /** Looks at the job's status, this one included. */
  readonly looks: number
}

/** Where a job stands in a moment. */
export interface Stage {
  readonly state: MockState
  /** How many jobs are ahead of it. */
  readonly position: number
  /** From 0 to 1. */
  readonly progress: number
  /** When it came or comes to its end on the mock's clock; missing where nobody can know. */
  readonly endsAt?: number
  /** When it changes next; missing where only looks move it. */
  readonly changesAt?: number
}

// Half of all jobs take between 0.8 and 1.3 of the median, one in twenty more than 1.8.
const spread = 0.35
const queueShare = 0.25

/** Durations that follow from a seed: log-normal, as those of queues are. */
export function durationsOf(seed: string, medianMs: number): Durations {
  const random = randomOf('durations', seed)
  // Box and Muller: a normal distribution out of two even ones.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const totalMs = Math.round(medianMs * Math.exp(spread * normal))
  const queueMs = Math.round(totalMs * queueShare)
  return { queueMs, runMs: totalMs - queueMs }
}

/** Where a job stands. Pure: the same moment gives the same stage. */
export function stageOf(job: MockJob, moment: Moment): Stage {
  return moment.time === 'polls' ? byLooks(job, moment) : byTime(job, moment)
}

function byLooks({ scenario: { looks, ending } }: MockJob, { now, looks: seen }: Moment): Stage {
  const waiting = (from: number): number => looks.slice(from).filter((step) => step === 'queued').length
  const progress = Math.min(1, seen / (looks.length + 1))
  if (seen === 0) return { state: 'queued', position: waiting(0), progress: 0 }
  const state = looks[seen - 1] ?? (ending === 'never' ? (looks.at(-1) ?? 'running') : ending)
  const position = Math.max(0, waiting(seen - 1) - 1)
  if (state === 'queued' || state === 'running')
    return { state, position, progress: Math.min(progress, 0.99) }
  return { state, position: 0, progress: 1, endsAt: now }
}

function byTime({ scenario: { looks, ending }, createdAt, durations }: MockJob, { now }: Moment): Stage {
  const { queueMs, runMs } = durations
  const passedMs = now - createdAt
  const totalMs = queueMs + runMs
  const waiting = looks.filter((step) => step === 'queued').length
  if (passedMs < queueMs) {
    const stepMs = queueMs / (waiting + 1)
    const step = Math.floor(passedMs / stepMs)
    return {
      state: 'queued',
      position: Math.max(0, waiting - step),
      progress: 0,
      changesAt: createdAt + Math.ceil((step + 1) * stepMs),
    }
  }
  const progress = Math.min(0.99, (passedMs - queueMs) / Math.max(1, runMs))
  if (ending === 'never') return { state: 'running', position: 0, progress }
  const endsAt = createdAt + totalMs
  if (now < endsAt) return { state: 'running', position: 0, progress, endsAt, changesAt: endsAt }
  return { state: ending, position: 0, progress: 1, endsAt }
}
