import { offers, exampleReply, onReply, type Behaviours } from './behaviour.ts'

/** Jobs that are not there, told of as if they were. */
export const unknownJobs: Behaviours = {
  'unknown-status': {
    about: 'A job that nobody submitted is said to wait.',
    caughtBy: 'unknown-job.status',
    start: (facts) =>
      onReply('status', 404, () => {
        const status = facts.descriptor.dialect === 'task' ? 200 : 202
        return exampleReply(facts, { operation: 'status', status, name: 'queued' })
      }),
  },
  'odd-id-500': {
    about: 'An id of another form breaks the server.',
    caughtBy: 'unknown-job.odd-id',
    start: (facts) => ({
      reply: (reply, { operation, jobId = '' }) =>
        operation === 'status' && reply.status === 404 && !jobId.startsWith('0000')
          ? exampleReply(facts, {
              operation: facts.descriptor.dialect === 'task' ? 'status' : 'result',
              status: 500,
            })
          : undefined,
    }),
  },
  'unknown-result': {
    about: 'A job that nobody submitted is said to be in progress when its result is asked for.',
    caughtBy: 'unknown-job.result',
    dialects: ['fal-queue'],
    start: (facts) => onReply('result', 404, () => exampleReply(facts, { operation: 'result', status: 400 })),
  },
  'unknown-cancel': {
    about: 'A job that nobody submitted is said to be canceled.',
    caughtBy: 'unknown-job.cancel',
    having: offers('cancel'),
    start: (facts) => onReply('cancel', 404, () => exampleReply(facts, { operation: 'cancel', status: 202 })),
  },
  'unknown-stream': {
    about: 'A job that nobody submitted has a stream.',
    caughtBy: 'unknown-job.stream',
    having: offers('stream'),
    start: (facts) => onReply('stream', 404, () => exampleReply(facts, { operation: 'stream', status: 200 })),
  },
}
