import { isRecord } from 'kontext-sdk/contracts'
import { recordOf, withFields } from '../json-reply.ts'
import type { Asked, Changes, MutantReply } from '../mutant.ts'
import { exampleReply, onReply, stateIn, submitOf, type Behaviours, type Facts } from './behaviour.ts'
import { createJobNotes } from './job-notes.ts'

const otherId = '00000000-0000-4000-8000-000000000000'

/** Jobs whose course is another than the contract tells. */
export const lifecycle: Behaviours = {
  'ticket-nameless': {
    about: 'The id of a ticket is an empty text.',
    caughtBy: 'lifecycle.submit',
    start: ({ descriptor }) =>
      onReply('submit', 200, (reply) =>
        withFields(reply, { [descriptor.dialect === 'task' ? 'id' : 'request_id']: '' }),
      ),
  },
  'edit-refused': {
    about: 'A valid edit is refused.',
    caughtBy: 'lifecycle.submit',
    start: (facts) => {
      const status = facts.descriptor.dialect === 'task' ? 400 : 422
      const operation = submitOf(facts)
      return onReply('submit', 200, () => exampleReply(facts, { operation, status }))
    },
  },
  'other-word': {
    about: 'A job that has ended is said to have "SUCCEEDED".',
    caughtBy: 'lifecycle.words',
    start: (facts) => ({
      reply: (reply, { operation }) =>
        operation === 'status' && stateIn(reply, facts) === 'completed'
          ? withFields(reply, { status: 'SUCCEEDED' })
          : undefined,
    }),
  },
  'logs-kept': {
    about: 'The log lines of a run are not told to those who ask for them.',
    caughtBy: 'lifecycle.logs',
    dialects: ['fal-queue'],
    start: () => onReply('status', 200, (reply) => withFields(reply, { logs: null })),
  },
  'never-ends': { about: 'A job runs for ever.', caughtBy: 'lifecycle.ends', scenario: 'stuck' },
  'state-skipped': {
    about: 'A job that runs is said to wait, by looks and by the stream, until it has ended.',
    caughtBy: 'lifecycle.running',
    dialects: ['fal-queue'],
    start: (facts) =>
      onReply('status', 202, (reply) =>
        stateIn(reply, facts) === 'running' ? queued(reply, facts, 0) : undefined,
      ),
  },
  'goes-back': {
    about: 'A job that has run waits again before it ends.',
    caughtBy: 'lifecycle.order',
    start: (facts) => goesBack(facts),
  },
  'position-rises': {
    about: 'A job that waits falls back in the queue.',
    caughtBy: 'lifecycle.position',
    dialects: ['fal-queue'],
    start: (facts) => {
      let looks = 0
      return onReply('status', 202, (reply) =>
        stateIn(reply, facts) === 'queued' ? withFields(reply, { queue_position: (looks += 3) }) : undefined,
      )
    },
  },
  'progress-falls': {
    about: 'The progress of a job becomes less at each look.',
    caughtBy: 'lifecycle.progress',
    dialects: ['task'],
    start: (facts) => {
      let progress = 1
      return onReply('status', 200, (reply) =>
        stateIn(reply, facts) === 'running' ? withFields(reply, { progress: (progress *= 0.9) }) : undefined,
      )
    },
  },
  'completed-again': {
    about: 'A job that has ended is said to run when it is looked at again.',
    caughtBy: 'lifecycle.stays-ended',
    start: (facts) => {
      const ended = new Set<string>()
      return {
        reply: (reply, { operation, jobId = '' }) => {
          if (operation !== 'status' || stateIn(reply, facts) !== 'completed') return undefined
          if (ended.has(jobId)) return running(reply, facts)
          ended.add(jobId)
          return undefined
        },
      }
    },
  },
  'result-early': {
    about: 'A result with images is there before the job has ended.',
    caughtBy: 'lifecycle.early-result',
    dialects: ['fal-queue'],
    start: (facts) => onReply('result', 400, () => exampleReply(facts, { operation: 'result', status: 200 })),
  },
  'result-early-404': {
    about: 'A job that has not ended is unknown where its result will be.',
    caughtBy: 'lifecycle.early-result',
    dialects: ['fal-queue'],
    start: (facts) => onReply('result', 400, () => exampleReply(facts, { operation: 'result', status: 404 })),
  },
  'result-early-500': {
    about: 'Who asks for the result too early breaks the server.',
    caughtBy: 'lifecycle.early-result',
    dialects: ['fal-queue'],
    start: (facts) => onReply('result', 400, () => exampleReply(facts, { operation: 'result', status: 500 })),
  },
  'output-early': {
    about: 'A task that runs brings an output.',
    caughtBy: 'lifecycle.nothing-early',
    dialects: ['task'],
    start: (facts) =>
      onReply('status', 200, (reply) => {
        const url = 'https://images.elsewhere.example/early.jpg'
        const output = [{ content: [{ type: 'image', url }] }]
        return stateIn(reply, facts) === 'running' ? withFields(reply, { output }) : undefined
      }),
  },
  'result-never': {
    about: 'The result of a job that has ended is said to be in progress for ever.',
    caughtBy: 'result.images',
    dialects: ['fal-queue'],
    start: (facts) => onReply('result', 200, () => exampleReply(facts, { operation: 'result', status: 400 })),
  },
  'status-of-another': {
    about: 'A look names another job.',
    caughtBy: 'lifecycle.same-job',
    start: ({ descriptor }) => {
      const id = descriptor.dialect === 'task' ? 'id' : 'request_id'
      return {
        reply: (reply, { operation }) =>
          operation === 'status' && reply.status < 300 ? withFields(reply, { [id]: otherId }) : undefined,
      }
    },
  },
  'one-id-for-all': {
    about: 'Every submit gets the id of the first.',
    caughtBy: 'lifecycle.distinct-jobs',
    start: ({ descriptor }) => oneIdForAll(descriptor.dialect === 'task' ? 'id' : 'request_id'),
  },
  'ticket-url-abroad': {
    about: 'The addresses of a ticket are at another host.',
    caughtBy: 'lifecycle.ticket-urls',
    dialects: ['fal-queue'],
    start: () => ticketUrls((url) => url.replace(/^https?:\/\/[^/]+/, 'https://elsewhere.example')),
  },
  'ticket-url-plain': {
    about: 'The addresses of a ticket are not encrypted.',
    caughtBy: 'lifecycle.ticket-urls',
    dialects: ['fal-queue'],
    start: () => ticketUrls((url) => url.replace(/^https?:\/\/[^/]+/, 'http://queue.elsewhere.example')),
  },
  'ticket-url-of-another': {
    about: 'The addresses of a ticket are those of another job.',
    caughtBy: 'lifecycle.ticket-urls',
    dialects: ['fal-queue'],
    start: () => ticketUrls((url) => url.replace(/requests\/[^/]+/, `requests/${otherId}`)),
  },
}

function queued(reply: MutantReply, { descriptor }: Facts, position: number): MutantReply {
  if (descriptor.dialect === 'task')
    return withFields(reply, { status: 'pending', output: undefined, usage: undefined, progress: 0 })
  return { ...withFields(reply, { status: 'IN_QUEUE', queue_position: position }), status: 202 }
}

function running(reply: MutantReply, { descriptor }: Facts): MutantReply {
  if (descriptor.dialect === 'task')
    return withFields(reply, { status: 'in_progress', output: undefined, usage: undefined, progress: 0.5 })
  return { ...withFields(reply, { status: 'IN_PROGRESS', metrics: undefined }), status: 202 }
}

/** What would have been the last look of a job sees it wait, once. */
function goesBack(facts: Facts): Changes {
  const notes = createJobNotes(facts)
  const struck = new Set<string>()
  return {
    reply: (reply, asked: Asked) => {
      notes.note(reply, asked)
      const { operation, jobId = '' } = asked
      if (operation !== 'status' || stateIn(reply, facts) !== 'completed' || struck.has(jobId))
        return undefined
      if (!notes.hasRun(jobId)) return undefined
      struck.add(jobId)
      return queued(reply, facts, 0)
    },
  }
}

function oneIdForAll(field: string): Changes {
  let first: string | undefined
  return onReply('submit', 200, (reply) => {
    const { [field]: own } = recordOf(reply)
    if (typeof own !== 'string') return undefined
    if (first === undefined) {
      first = own
      return undefined
    }
    return {
      ...reply,
      body: new TextEncoder().encode(new TextDecoder().decode(reply.body).replaceAll(own, first)),
    }
  })
}

function ticketUrls(change: (url: string) => string): Changes {
  return onReply('submit', 200, (reply) => {
    const ticket = recordOf(reply)
    if (!isRecord(ticket)) return undefined
    const urls = Object.entries(ticket).flatMap(([name, value]) =>
      name.endsWith('_url') && typeof value === 'string' ? [[name, change(value)] as const] : [],
    )
    return urls.length === 0 ? undefined : withFields(reply, Object.fromEntries(urls))
  })
}
