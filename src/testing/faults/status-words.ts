import { answer, both, fields, recordOf, status } from './changes.ts'
import { faultTable, type Change, type Fault } from './fault.ts'

const base = {
  at: ['status'],
  when: 'always',
  billed: 1,
  expect: 'completes',
  client: 'Waits on within its deadline as if the job were queued.',
} as const

/** A look that says the job waits or runs, in the words of its dialect. */
const words = {
  queued: { 'fal-queue': 'IN_QUEUE', task: 'pending' },
  running: { 'fal-queue': 'IN_PROGRESS', task: 'in_progress' },
  completed: { 'fal-queue': 'COMPLETED', task: 'completed' },
} as const

const shows =
  (state: keyof typeof words): NonNullable<Fault['only']> =>
  (reply, { dialect }) =>
    recordOf(reply)['status'] === words[state][dialect]

/** The same look with another word for where the job stands. */
function word(value: unknown): Change {
  return fields(() => ({ status: value }))
}

/** The same look as if the job had not ended. */
function waiting(state: 'queued' | 'running'): Change {
  return both(
    fields((_look, { dialect }) => ({
      status: words[state][dialect],
      ...(dialect === 'task' ? { output: undefined, usage: undefined } : {}),
      ...(state === 'queued' && dialect === 'fal-queue' ? { queue_position: 3 } : {}),
    })),
    (reply, { dialect }) => (dialect === 'fal-queue' ? { ...reply, status: 202 } : reply),
  )
}

/** Looks whose words are not those of the contract. */
export const statusWords = faultTable(base, {
  'status-unknown-word-once': {
    about: 'A look shows a status nobody knows.',
    when: 'first',
    change: word('WARMING_UP'),
  },
  'status-unknown-word-forever': {
    about: 'Every look shows a status nobody knows.',
    expect: 'timeout',
    client: 'Waits without haste until its deadline, and names the word in its error.',
    change: word('WARMING_UP'),
  },
  'status-other-letters': {
    about: 'Every status comes in the other case: `in_queue`, `COMPLETED`.',
    client: 'Understands the word in any case.',
    change: fields(({ status: own }, { dialect }) => ({
      status: dialect === 'task' ? String(own).toUpperCase() : String(own).toLowerCase(),
    })),
  },
  'status-numeric-once': { about: 'A look shows a number for a status.', when: 'first', change: word(1) },
  'status-numeric-forever': {
    about: 'Every look shows a number for a status.',
    expect: ['contract', 'timeout'],
    client: 'Gives up with the handle, at once or at its deadline; it never takes a number for an end.',
    change: word(2),
  },
  'status-missing-once': { about: 'A look shows no status.', when: 'first', change: word(undefined) },
  'status-missing-forever': {
    about: 'No look shows a status.',
    expect: ['contract', 'timeout'],
    client: 'Gives up with the handle, at once or at its deadline; it never takes nothing for an end.',
    // A task whose look carries its images is done, whatever the status says.
    dialects: ['fal-queue'],
    change: word(undefined),
  },
  'status-empty-word-forever': {
    about: 'Every look shows an empty text for a status.',
    expect: ['contract', 'timeout'],
    client: 'Waits without haste until its deadline, or gives up with the handle.',
    change: word(''),
  },
  'status-null-once': { about: 'A look shows null for a status.', when: 'first', change: word(null) },
  'status-array-once': {
    about: 'A look is a list.',
    when: 'first',
    expect: ['completes', 'contract'],
    client: 'Looks again, or gives up with the handle.',
    change: answer(200, '[]', { 'content-type': 'application/json' }),
  },
  'status-huge-word-forever': {
    about: 'Every status is a text of 1 MB.',
    expect: ['timeout', 'contract'],
    client: 'Waits until its deadline, and shows a short part of the word at most.',
    change: word('W'.repeat(1_000_000)),
  },
  'status-backwards': {
    about: 'A job that was seen running is seen queued again.',
    when: 'first',
    only: shows('running'),
    client: 'Waits on: the provider may have put the job back.',
    change: waiting('queued'),
  },
  'status-stale': {
    about: 'Two looks after the end come from an old copy and show the job running.',
    when: { from: 1, to: 2 },
    only: shows('completed'),
    client: 'Waits on.',
    change: waiting('running'),
  },
  'status-completed-under-202': {
    about: 'The end comes under 202.',
    only: shows('completed'),
    client: 'Goes by the word, not by the code.',
    change: status(202),
  },
  'status-running-under-200': {
    about: 'Looks at a waiting job come under 200.',
    dialects: ['fal-queue'],
    client: 'Goes by the word, not by the code.',
    change: status(200),
  },
  'status-position-nonsense': {
    about: 'The position in the queue is a text, and below zero.',
    dialects: ['fal-queue'],
    client: 'Shows no position, and waits on.',
    change: fields(() => ({ queue_position: '-1e999' })),
  },
  'status-logs-object': {
    about: "The logs are an object, as in fal's own per-model description.",
    dialects: ['fal-queue'],
    client: 'Does not depend on logs.',
    change: fields(() => ({ logs: { message: 'step 1' } })),
  },
  'status-sparse': {
    about: 'Looks carry nothing but the status.',
    client: 'Needs nothing else.',
    change: (reply, context) =>
      context.dialect === 'task' && shows('completed')(reply, context)
        ? reply
        : { ...reply, ...answer(reply.status, { status: recordOf(reply)['status'] })(reply, context) },
  },
  'status-of-another-job': {
    about: 'A look shows the end of another job.',
    dialects: ['fal-queue'],
    when: 'first',
    client: 'Asks for its own result, hears that it is not there yet, and waits on.',
    change: fields(() => ({ status: 'COMPLETED', request_id: '00000000-0000-4000-8000-000000000000' })),
  },
  'status-failed-word': {
    about: "Every look says FAILED, which fal's queue does not know and relays say.",
    dialects: ['fal-queue'],
    when: { from: 2 },
    expect: ['job-failed', 'timeout', 'http', 'completes'],
    client: 'Ends with a failure, or waits until its deadline; it never looks without a pause.',
    change: word('FAILED'),
  },
  'status-error-beside-completed': {
    billed: 0,
    about: 'The end comes with `error` and `error_type`, and the result is an error too.',
    dialects: ['fal-queue'],
    at: ['status', 'result'],
    expect: ['job-failed', 'http'],
    client: 'Ends with the failure of the job.',
    only: (reply, context) => context.operation === 'result' || shows('completed')(reply, context),
    change: (reply, context) => {
      const error = { detail: 'Runner disconnected', error_type: 'runner_disconnected' }
      return context.operation === 'result'
        ? answer(500, error, { 'x-fal-error-type': 'runner_disconnected' })(reply, context)
        : fields(() => ({ error: error.detail, error_type: error.error_type }))(reply, context)
    },
  },
})
