import { stageOf, type MockTime } from './course.ts'
import { hasEnded, settle, type MockJob } from './job.ts'
import type { MockLimits } from '../mock-options.ts'

/** What keeping jobs depends on. */
export interface JobStoreOptions {
  readonly now: () => number
  readonly time: MockTime
  readonly limits: Pick<MockLimits, 'imageBytes' | 'jobs'>
  /** Called once for each job that was taken, and once when it has ended. */
  readonly onJob: (event: 'ended' | 'taken', job: MockJob) => void
}

/** The jobs of one provider, each as it is at the moment. */
export class JobStore {
  readonly #options: JobStoreOptions
  readonly #jobs = new Map<string, MockJob>()
  // Ids of jobs whose input image is kept, oldest first.
  readonly #withImages = new Set<string>()
  #imageBytes = 0

  constructor(options: JobStoreOptions) {
    this.#options = options
  }

  /** The moment jobs are seen in. */
  get moment(): { readonly time: MockTime; readonly now: number } {
    return { time: this.#options.time, now: this.#options.now() }
  }

  /** A job as it is now. */
  get(id: string): MockJob | undefined {
    const job = this.#jobs.get(id)
    return job === undefined ? undefined : this.#settled(job)
  }

  /** Every job, oldest first. */
  all(): readonly MockJob[] {
    return [...this.#jobs.values()].map((job) => this.#settled(job))
  }

  /** Takes a new job; the oldest go where there are too many. */
  take(job: MockJob): MockJob {
    this.put(job)
    this.#forgetOldest(job)
    this.#options.onJob('taken', job)
    return job
  }

  /** Puts a job in, as a snapshot has it. */
  put(job: MockJob): void {
    this.drop(job.id)
    this.#imageBytes += job.edit.source?.length ?? 0
    if (job.edit.source !== undefined) this.#withImages.add(job.id)
    this.#jobs.set(job.id, job)
  }

  /** What has become of a job. */
  keep(job: MockJob): MockJob {
    const before = this.#jobs.get(job.id)
    if (before === undefined || before === job) return job
    this.#jobs.set(job.id, job)
    if (hasEnded(job) && !hasEnded(before)) this.#options.onJob('ended', job)
    return job
  }

  /** Forgets a job. */
  drop(id: string): void {
    this.#imageBytes -= this.#jobs.get(id)?.edit.source?.length ?? 0
    this.#withImages.delete(id)
    this.#jobs.delete(id)
  }

  /** Ends a job as its course says, whatever has become of it so far; one without an end stays as it is. */
  finish(id: string): void {
    const job = this.get(id)
    if (job === undefined || hasEnded(job) || job.scenario.ending === 'never') return
    this.keep({ ...job, state: job.scenario.ending, position: 0, progress: 1, endedAt: this.#options.now() })
  }

  /** How long until a job looks different; 0 where the next look moves it, undefined where nothing does. */
  nextChangeMs(id: string): number | undefined {
    const job = this.get(id)
    if (job === undefined || hasEnded(job)) return 0
    const { looks, ending } = job.scenario
    const { moment } = this
    if (moment.time === 'polls') return ending === 'never' && job.looks >= looks.length ? undefined : 0
    const { changesAt } = stageOf(job, { ...moment, looks: job.looks })
    return changesAt === undefined ? undefined : Math.max(1, changesAt - moment.now)
  }

  #settled(job: MockJob): MockJob {
    // Looks alone move it.
    return this.#options.time === 'polls' || hasEnded(job) ? job : this.keep(settle(job, this.moment))
  }

  #forgetOldest(latest: MockJob): void {
    const { limits } = this.#options
    for (const oldest of this.#jobs.values()) {
      if (oldest === latest || this.#jobs.size <= limits.jobs) break
      this.drop(oldest.id)
    }
    for (const id of this.#withImages) {
      if (id === latest.id || this.#imageBytes <= limits.imageBytes) break
      this.#forgetImage(id)
    }
  }

  #forgetImage(id: string): void {
    const job = this.#jobs.get(id)
    this.#withImages.delete(id)
    this.#imageBytes -= job?.edit.source?.length ?? 0
    if (job !== undefined) this.#jobs.set(id, { ...job, edit: withoutImage(job.edit) })
  }
}

function withoutImage(edit: MockJob['edit']): MockJob['edit'] {
  const { model, prompt, seed, count, format, inline, aspectRatio } = edit
  return { model, prompt, seed, count, format, inline, ...(aspectRatio === undefined ? {} : { aspectRatio }) }
}
