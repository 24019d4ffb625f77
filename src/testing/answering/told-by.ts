import { hasEnded, type MockJob } from '../jobs/job.ts'
import type { MockOperation, Told } from '../sessions/journal.ts'

/** What the client could learn about its job. */
export function toldBy(operation: MockOperation | undefined, job: MockJob): { readonly told?: Told } {
  switch (operation) {
    case 'submit':
      return { told: 'waiting' }
    case 'result':
      // An error is the last word on a job that has ended, too.
      return { told: hasEnded(job) ? 'result' : 'waiting' }
    case 'status':
    case 'stream':
      return { told: hasEnded(job) ? 'ended' : 'waiting' }
    case 'cancel':
    case 'image':
    case 'jwks':
    case 'sync':
    case undefined:
      return {}
    default:
      return operation satisfies never
  }
}
