import { recordOf } from '../json-reply.ts'
import type { Asked, MutantReply } from '../mutant.ts'
import { stateIn, type Facts } from './behaviour.ts'

/** What a run has been told of its jobs. */
export interface JobNotes {
  note(reply: MutantReply, asked: Asked): void
  isKnown(jobId: string): boolean
  hasRun(jobId: string): boolean
  hasEnded(jobId: string): boolean
}

/** Notes what the answers of one run say of its jobs. */
export function createJobNotes(facts: Facts): JobNotes {
  const [known, run, ended] = [new Set<string>(), new Set<string>(), new Set<string>()]
  return {
    note: (reply, { operation, jobId = '' }) => {
      if (reply.status >= 300) return
      if (operation === 'submit') {
        const { request_id: id = recordOf(reply)['id'] } = recordOf(reply)
        if (typeof id === 'string') known.add(id)
      }
      if (operation !== 'status') return
      const state = stateIn(reply, facts)
      if (state === 'running') run.add(jobId)
      if (state === 'completed' || state === 'failed') ended.add(jobId)
    },
    isKnown: (jobId) => known.has(jobId),
    hasRun: (jobId) => run.has(jobId),
    hasEnded: (jobId) => ended.has(jobId),
  }
}
