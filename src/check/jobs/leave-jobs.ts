import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { jobRequest } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'
import { cancelSaid } from './left-job.ts'
import { takenJobs, type TakenJob } from './taken-jobs.ts'

/** What is needed to leave the jobs of a run. */
export interface Leaving {
  readonly subject: Subject
  readonly exchanges: readonly CheckExchange[]
  /** Numbers of the submits whose jobs need not be asked for again; those that are asked for come to it. */
  readonly asked: Set<number>
  readonly send: (request: CheckRequest) => Promise<CheckExchange>
}

// The whole stop is to take five seconds, two of which an unanswered submit may have: who sends SIGTERM may send SIGKILL
// after ten. (docs.docker.com/reference/cli/docker/container/stop)
const timeoutMs = 3_000

/** Asks once to cancel each job that nobody waits for any more, where its contract has a cancel: all at the same time. */
export async function leaveJobs({ subject, exchanges, asked, send }: Leaving): Promise<void> {
  const open = takenJobs(exchanges, subject).filter((job) => isOpen(job, subject))
  await Promise.all(
    open.map(async (job) => {
      const known = jobRequest(subject, 'cancel', job.requestId)
      if (known === undefined || asked.has(job.submit)) return
      const path = job.paths.cancel ?? known.path
      await send({ ...known, path, about: `${job.edit}: cancel it, nobody waits for it`, timeoutMs })
      asked.add(job.submit)
    }),
  )
}

/** Whether a job may still run, and nobody has agreed to cancel it. */
function isOpen(job: TakenJob, subject: Subject): boolean {
  const said = cancelSaid(job, subject)
  return !job.ended && said !== 'canceled' && said !== 'requested'
}
