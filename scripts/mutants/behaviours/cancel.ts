import type { Asked, Changes, MutantReply } from '../mutant.ts'
import { exampleReply, offers, onReply, stateIn, type Behaviours, type Facts } from './behaviour.ts'
import { createJobNotes, type JobNotes } from './job-notes.ts'

const having = offers('cancel')

/** Cancels that do not do what they say. */
export const cancel: Behaviours = {
  'cancel-ignored': {
    about: 'A job is said to be canceled, and runs on to its images.',
    caughtBy: 'cancel.queued-stops',
    having,
    start: (facts) => refusing(facts, () => true, exampleReply(facts, { operation: 'cancel', status: 202 })),
  },
  'cancel-too-late': {
    about: 'A job that waits is said to have ended when it is to be canceled.',
    caughtBy: 'cancel.queued',
    having,
    start: (facts) =>
      refusing(
        facts,
        (notes, id) => !notes.hasRun(id),
        exampleReply(facts, { operation: 'cancel', status: 400 }),
      ),
  },
  'cancel-not-running': {
    about: 'A job that runs is said to have ended when it is to be canceled, and runs on.',
    caughtBy: 'cancel.running',
    having,
    start: notWhileRunning,
  },
  'cancel-of-ended': {
    about: 'A job that has ended is said to be canceled.',
    caughtBy: 'cancel.too-late',
    having,
    start: (facts) => onReply('cancel', 400, () => exampleReply(facts, { operation: 'cancel', status: 202 })),
  },
  'canceled-never-ends': {
    about: 'A job that was canceled while it waited never ends.',
    caughtBy: 'cancel.queued-ends',
    having,
    start: (facts) => stuck(facts, (notes, id) => !notes.hasRun(id)),
  },
  'canceled-runs-on': {
    about: 'A job that was canceled while it ran never ends.',
    caughtBy: 'cancel.running-ends',
    having,
    start: (facts) => stuck(facts, (notes, id) => notes.hasRun(id)),
  },
  'canceled-in-progress': {
    about: 'The result of a job that was canceled is said to be in progress for ever.',
    caughtBy: 'cancel.result',
    having,
    start: (facts) => onReply('result', 499, () => exampleReply(facts, { operation: 'result', status: 400 })),
  },
}

/** Refuses to cancel what runs, and says at the next look, too, that it runs. */
function notWhileRunning(facts: Facts): Changes {
  const refused = new Set<string>()
  const refusal = exampleReply(facts, { operation: 'cancel', status: 400 })
  const { instead, reply: noted } = refusing(facts, (notes, id) => notes.hasRun(id), refusal)
  return {
    instead: async (asked) => {
      const answer = await instead?.(asked)
      if (answer !== undefined) refused.add(asked.jobId ?? '')
      return answer
    },
    reply: (reply, asked) => {
      const { operation, jobId = '' } = asked
      if (operation !== 'status' || stateIn(reply, facts) !== 'completed' || !refused.delete(jobId))
        return noted?.(reply, asked)
      return exampleReply(facts, { operation: 'status', status: 202, name: 'running' })
    },
  }
}

/** Once a job is canceled, looks say for ever what the last one before said. */
function stuck(facts: Facts, isMeant: (notes: JobNotes, jobId: string) => boolean): Changes {
  const notes = createJobNotes(facts)
  const kept = new Set<string>()
  return {
    reply: (reply, asked) => {
      notes.note(reply, asked)
      const { operation, jobId = '' } = asked
      if (operation === 'cancel' && reply.status < 300 && isMeant(notes, jobId)) kept.add(jobId)
      if (operation !== 'status' || reply.status >= 300 || !kept.has(jobId)) return undefined
      return exampleReply(facts, { operation: 'status', status: 202, name: 'running' })
    },
  }
}

/** Cancels of jobs that have not ended do nothing and get this answer. */
function refusing(
  facts: Facts,
  isMeant: (notes: JobNotes, jobId: string) => boolean,
  answer: MutantReply,
): Changes {
  const notes = createJobNotes(facts)
  return {
    instead: ({ operation, jobId = '' }: Asked) =>
      operation === 'cancel' && notes.isKnown(jobId) && !notes.hasEnded(jobId) && isMeant(notes, jobId)
        ? answer
        : undefined,
    reply: (reply, asked) => {
      notes.note(reply, asked)
      return undefined
    },
  }
}
