import { isRecord } from 'kontext-sdk/contracts'
import { eventsOf, withEvents } from '../events.ts'
import type { Changes } from '../mutant.ts'
import { exampleReply, offers, onReply, type Behaviours } from './behaviour.ts'

const having = offers('stream')

/** Streams that tell of a job other than it is. */
export const stream: Behaviours = {
  'stream-breaks-off': {
    about: 'The stream ends before the job does.',
    caughtBy: 'stream.ends',
    having,
    start: () => events((all) => all.slice(0, -1)),
  },
  'stream-goes-on': {
    about: 'The stream says after the end of a job that it runs.',
    caughtBy: 'stream.order',
    having,
    start: () => events((all) => [...all, all.find((event) => wordOf(event) === 'IN_PROGRESS')]),
  },
  'stream-backwards': {
    about: 'The events of the stream come in another order.',
    caughtBy: 'stream.order',
    having,
    start: () => events((all) => [...all].reverse()),
  },
  'stream-silent': {
    about: 'The stream has no event.',
    caughtBy: 'stream.ends',
    having,
    start: () => events(() => []),
  },
  'stream-skips': {
    about: 'The stream does not say that the job runs.',
    caughtBy: 'stream.changes',
    having,
    start: () => events((all) => all.filter((event) => wordOf(event) !== 'IN_PROGRESS')),
  },
  'stream-wordless': {
    about: 'An event of the stream has no status.',
    caughtBy: 'stream.events',
    having,
    start: () => events((all) => [{ ping: true }, ...all]),
  },
  'stream-early': {
    about: 'The stream says at once that a job has ended which still waits.',
    caughtBy: 'stream.agrees',
    having,
    start: (facts) => ({
      instead: ({ operation, jobId = '' }) => {
        if (operation !== 'stream' || jobId === '' || jobId.startsWith('0000')) return undefined
        const reply = exampleReply(facts, { operation: 'stream', status: 200 })
        const last = eventsOf(reply).slice(-1)
        return withEvents(
          reply,
          last.map((event) => (isRecord(event) ? { ...event, request_id: jobId } : event)),
        )
      },
    }),
  },
  'stream-of-another': {
    about: 'The events of the stream name another job.',
    caughtBy: 'stream.agrees',
    having,
    start: () =>
      events((all) =>
        all.map((event) => (isRecord(event) ? { ...event, request_id: 'another-job' } : event)),
      ),
  },
  'stream-not-there': {
    about: 'A job that is there has no stream.',
    caughtBy: 'stream.opens',
    having,
    start: (facts) => onReply('stream', 200, () => exampleReply(facts, { operation: 'stream', status: 404 })),
  },
}

function events(change: (all: readonly unknown[]) => readonly unknown[]): Changes {
  return onReply('stream', 200, (reply) => withEvents(reply, change(eventsOf(reply))))
}

function wordOf(event: unknown): unknown {
  return isRecord(event) ? event['status'] : undefined
}
