import type { MockJob } from '../jobs/job.ts'

/** A line that the run of a job wrote. */
interface LogLine {
  readonly message: string
  /** Milliseconds since 1970 on the mock's clock. */
  readonly at: number
}

/** What the run of a job has written so far; the same job has the same lines. */
export function logLines({ state, progress, durations, createdAt, edit }: MockJob): readonly LogLine[] {
  if (state === 'queued' || (state === 'canceled' && progress === 0)) return []
  const startedAt = createdAt + durations.queueMs
  const lines = [
    { message: 'Loading the model', share: 0 },
    { message: `Editing with seed ${edit.seed}`, share: 0.1 },
    { message: `Saving ${edit.count === 1 ? '1 image' : `${edit.count} images`}`, share: 1 },
  ]
  return lines
    .filter(({ share }) => state === 'completed' || share < Math.max(progress, 0.01))
    .map(({ message, share }) => ({ message, at: startedAt + Math.round(durations.runMs * share) }))
}
