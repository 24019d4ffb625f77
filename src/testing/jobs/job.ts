import { stageOf, type Durations, type Moment } from './course.ts'
import type { Ending, Scenario } from './scenarios.ts'

/** What an edit asked for, whatever the dialect. */
export interface EditRequest {
  readonly model: string
  readonly prompt: string
  /** Decimal digits. */
  readonly seed: string
  readonly aspectRatio?: string
  readonly count: number
  readonly format: 'jpeg' | 'png'
  /** Bytes of the input image, when the request carried them. */
  readonly source?: Uint8Array
  /** The input image is at a host that nobody can have, so that the edit fails. */
  readonly unloadable?: true
  /** The result carries the image itself instead of its address. */
  readonly inline: boolean
  /** The fields as they came; kept for relays that echo them. */
  readonly echo?: Readonly<Record<string, unknown>>
}

/** Where a mock job stands. */
export type MockState = Ending | 'canceled' | 'queued' | 'running'

/** Where a job is reached and who is told of its end. */
export interface JobPlace {
  /** Under which the client reached the provider. */
  readonly baseUrl: string
  /** Scheme and host of its images. */
  readonly imageOrigin: string
  /** Where its end is announced. */
  readonly webhook?: string
}

/** A job of the mock. Plain data: every change makes a new one. */
export interface MockJob {
  readonly id: string
  readonly provider: string
  /** Id of the session that submitted it. */
  readonly session: string
  readonly scenario: Scenario
  /** Scenarios and faults its submit chose. */
  readonly names: readonly string[]
  readonly edit: EditRequest
  /** Pixels of its images: width and height. */
  readonly size: readonly [number, number]
  readonly place: JobPlace
  readonly durations: Durations
  /** Milliseconds since 1970 on the mock's clock. */
  readonly createdAt: number
  readonly state: MockState
  /** How many looks the job has had. */
  readonly looks: number
  /** How many jobs are ahead of it. */
  readonly position: number
  /** From 0 to 1. */
  readonly progress: number
  /** When it came to its end, on the mock's clock. */
  readonly endedAt?: number
}

/** What is known of a job when it is taken. */
export type NewJob = Omit<MockJob, 'endedAt' | 'looks' | 'position' | 'progress' | 'state'>

/** A job that was just taken. */
export function newJob(given: NewJob): MockJob {
  const waiting = given.scenario.looks.filter((step) => step === 'queued').length
  return { ...given, state: 'queued', looks: 0, position: waiting, progress: 0 }
}

/** The job as a moment finds it; one that has ended stays as it is. */
export function settle(job: MockJob, moment: Omit<Moment, 'looks'>): MockJob {
  return atLooks(job, { ...moment, looks: job.looks })
}

/** The job as one more look at its status sees it. */
export function look(job: MockJob, moment: Omit<Moment, 'looks'>): MockJob {
  return atLooks(job, { ...moment, looks: job.looks + 1 })
}

function atLooks(job: MockJob, moment: Moment): MockJob {
  if (hasEnded(job)) return job
  const { state, position, progress, endsAt = moment.now } = stageOf(job, moment)
  const seen = { ...job, looks: moment.looks, state, position, progress }
  return hasEnded(seen) ? { ...seen, endedAt: endsAt } : seen
}

/** The job after somebody asked to cancel it; a job that has ended stays as it is. */
export function cancel(job: MockJob, now: number): MockJob {
  if (hasEnded(job)) return job
  // What still waited has done nothing.
  return { ...job, state: 'canceled', progress: job.state === 'queued' ? 0 : job.progress, endedAt: now }
}

/** Whether nothing will happen to the job any more. */
export function hasEnded({ state }: Pick<MockJob, 'state'>): boolean {
  return state !== 'queued' && state !== 'running'
}
