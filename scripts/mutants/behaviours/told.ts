import { isRecord, valueAt, type JsonPath, type JsonRecord } from 'kontext-sdk/contracts'
import { eventsOf, withEvents } from '../events.ts'
import { jsonOf, recordOf, replacedAt, withFields, withJson } from '../json-reply.ts'
import type { Changes, MutantReply } from '../mutant.ts'
import { offers, onReply, stateIn, type Behaviours, type Facts } from './behaviour.ts'

const runTime: JsonPath = ['metrics', 'inference_time']
const having = offers('stream')

/** Answers that tell of a job what cannot be. */
export const told: Behaviours = {
  'run-time-in-ms': {
    about: 'How long a job ran is told in milliseconds.',
    caughtBy: 'lifecycle.run-time',
    dialects: ['fal-queue'],
    start: () => changed('status', 200, runTime, (seconds) => Number(seconds) * 1_000),
  },
  'run-time-negative': {
    about: 'A job ran for less than nothing.',
    caughtBy: 'lifecycle.run-time',
    dialects: ['fal-queue'],
    start: () => changed('status', 200, runTime, (seconds) => -Number(seconds)),
  },
  'run-time-grows': {
    about: 'A job that has ended ran for longer at each look.',
    caughtBy: 'lifecycle.run-time',
    dialects: ['fal-queue'],
    start: () => {
      let looks = 0
      return changed('status', 200, runTime, (seconds) => Number(seconds) + (looks += 1))
    },
  },
  'error-at-good-end': {
    about: 'A job that ended well has an error in its status.',
    caughtBy: 'lifecycle.no-error',
    start: (facts) => atEnd(facts, (reply) => withFields(reply, { error: 'something went wrong' })),
  },
  'created-in-ms': {
    about: 'When a task was created is told in milliseconds.',
    caughtBy: 'lifecycle.created',
    dialects: ['task'],
    start: () => changed('status', 200, ['created_at'], (seconds) => Number(seconds) * 1_000),
  },
  'created-again': {
    about: 'A task was created at another time at each look.',
    caughtBy: 'lifecycle.created',
    dialects: ['task'],
    start: () => {
      let looks = 0
      return changed('status', 200, ['created_at'], (seconds) => Number(seconds) + (looks += 1))
    },
  },
  'other-model': {
    about: 'A task is said to be of a cheaper model.',
    caughtBy: 'lifecycle.model',
    dialects: ['task'],
    start: () => changed('status', 200, ['model'], (name) => String(name).replace('max', 'pro')),
  },
  'waits-with-progress': {
    about: 'A task that makes progress is said to wait until it has ended.',
    caughtBy: 'lifecycle.running',
    dialects: ['task'],
    start: (facts) =>
      onReply('status', 200, (reply) =>
        stateIn(reply, facts) === 'running' ? withFields(reply, { status: 'pending' }) : undefined,
      ),
  },
  'usage-early': {
    about: 'A task that runs tells what it has cost.',
    caughtBy: 'lifecycle.nothing-early',
    dialects: ['task'],
    start: (facts) =>
      onReply('status', 200, (reply) =>
        stateIn(reply, facts) === 'running' ? withFields(reply, { usage: { cost: '0.0065' } }) : undefined,
      ),
  },
  'logs-for-all': {
    about: 'The log lines of a run come without having been asked for.',
    caughtBy: 'lifecycle.logs-unasked',
    dialects: ['fal-queue'],
    start: () => changed('status', 200, ['logs'], () => [{ message: 'Step 1' }]),
  },
  'status-urls-abroad': {
    about: 'The addresses in a status are at another host.',
    caughtBy: 'lifecycle.ticket-urls',
    dialects: ['fal-queue'],
    start: () =>
      changed('status', 202, ['response_url'], (url) => {
        const { pathname } = new URL(String(url))
        return `https://elsewhere.example${pathname}`
      }),
  },
  'stream-logs-kept': {
    about: 'The stream keeps back the log lines that were asked for.',
    caughtBy: 'stream.logs',
    having,
    start: () => events((event) => ('logs' in event ? { ...event, logs: null } : event)),
  },
  'stream-other-run-time': {
    about: 'The stream tells another time that the job ran than its status.',
    caughtBy: 'stream.agrees',
    having,
    start: () =>
      events((event) => ('metrics' in event ? { ...event, metrics: { inference_time: 99 } } : event)),
  },
  'seed-changes': {
    about: 'A result names another seed when it is asked for again.',
    caughtBy: 'result.told-again',
    dialects: ['fal-queue'],
    start: () => {
      const seen = new Set<string>()
      return {
        reply: (reply, { operation, jobId = '' }) => {
          if (operation !== 'result' || reply.status !== 200) return undefined
          return seen.size === seen.add(jobId).size ? withFields(reply, { seed: 1 }) : undefined
        },
      }
    },
  },
  'cost-changes': {
    about: 'A task costs more at each look after its end.',
    caughtBy: 'result.told-again',
    dialects: ['task'],
    start: () => {
      let looks = 0
      return changed('status', 200, ['usage', 'cost'], () => `0.0${(looks += 1) + 10}`)
    },
  },
  'other-prompt': {
    about: 'A result names another prompt than the one of its edit.',
    caughtBy: 'result.prompt-told',
    dialects: ['fal-queue'],
    start: () => changed('result', 200, ['prompt'], () => 'A cat in the rain.'),
  },
  'called-video': {
    about: 'The image of an edit is called a video.',
    caughtBy: 'result.kind',
    dialects: ['task'],
    start: () => changed('status', 200, ['output', 0, 'content', 0, 'type'], () => 'video'),
  },
  'failure-billed': {
    about: 'A task that failed tells what it has cost.',
    caughtBy: 'result.failure-told',
    dialects: ['task'],
    start: () =>
      onReply('status', 200, (reply) =>
        recordOf(reply)['status'] === 'failed' ? withFields(reply, { usage: { cost: '0.0065' } }) : undefined,
      ),
  },
  'failure-unexplained': {
    about: 'A task that failed does not say why.',
    caughtBy: 'result.failure-told',
    dialects: ['task'],
    start: () =>
      onReply('status', 200, (reply) =>
        recordOf(reply)['status'] === 'failed'
          ? withFields(reply, { error: { code: '', message: '' } })
          : undefined,
      ),
  },
}

/** Changes a value of an answer, where it is there. */
function changed(
  operation: 'result' | 'status',
  status: number,
  at: JsonPath,
  change: (value: unknown) => unknown,
): Changes {
  return onReply(operation, status, (reply) => {
    const value = valueAt(jsonOf(reply), at)
    return value === undefined ? undefined : withJson(reply, replacedAt(jsonOf(reply), at, change(value)))
  })
}

function atEnd(facts: Facts, change: (reply: MutantReply) => MutantReply): Changes {
  return onReply('status', 200, (reply) =>
    stateIn(reply, facts) === 'completed' ? change(reply) : undefined,
  )
}

function events(change: (event: JsonRecord) => JsonRecord): Changes {
  return onReply('stream', 200, (reply) =>
    withEvents(
      reply,
      eventsOf(reply).map((event) => (isRecord(event) ? change(event) : event)),
    ),
  )
}
