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
  /** The result carries the image itself instead of its address. */
  readonly inline: boolean
}

/** Where a mock job stands. */
export type MockState = Ending | 'canceled' | 'queued' | 'running'

/** A job of the mock. Plain data: every change makes a new one. */
export interface MockJob {
  readonly id: string
  readonly provider: string
  readonly scenario: Scenario
  readonly edit: EditRequest
  readonly state: MockState
  /** How many looks the job has had. */
  readonly looks: number
  /** How many jobs are ahead of it. */
  readonly position: number
  readonly createdAt: number
}

/** A job that was just taken. */
export function newJob(given: Pick<MockJob, 'createdAt' | 'edit' | 'id' | 'provider' | 'scenario'>): MockJob {
  return { ...given, state: 'queued', looks: 0, position: waitingLooks(given.scenario, 0) }
}

/** The job as one more look at its status sees it. */
export function look(job: MockJob): MockJob {
  if (hasEnded(job)) return job
  const { looks, ending } = job.scenario
  const step = looks[job.looks] ?? (ending === 'never' ? (looks.at(-1) ?? 'running') : ending)
  return {
    ...job,
    state: step,
    looks: job.looks + 1,
    position: Math.max(0, waitingLooks(job.scenario, job.looks) - 1),
  }
}

/** The job after somebody asked to cancel it; a job that has ended stays as it is. */
export function cancel(job: MockJob): MockJob {
  return hasEnded(job) ? job : { ...job, state: 'canceled' }
}

/** Whether nothing will happen to the job any more. */
export function hasEnded({ state }: MockJob): boolean {
  return state !== 'queued' && state !== 'running'
}

function waitingLooks(scenario: Scenario, from: number): number {
  return scenario.looks.slice(from).filter((step) => step === 'queued').length
}
