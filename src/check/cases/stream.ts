import type { Case } from '../case.ts'
import type { Subject } from '../subject.ts'
import { contractPlaces } from './contract-places.ts'
import { courseCase, type OneCourseCase } from './course-case.ts'
import {
  judgeStreamAgrees,
  judgeStreamChanges,
  judgeStreamEnds,
  judgeStreamEvents,
  judgeStreamLogs,
  judgeStreamOpens,
  judgeStreamOrder,
} from './judges/stream.ts'
import { lackingOperation } from './lacking.ts'

/** Statuses as server-sent events. */
export function streamCases(subject: Subject): readonly Case[] {
  const places = contractPlaces(subject)
  const [answer, events, logs] = [
    places.answer('stream', 200),
    places.events(),
    places.parameter('stream', 'logs'),
  ]
  const shared = { edit: 'again', missing: lackingOperation(subject, 'stream') } as const
  const cases: readonly OneCourseCase[] = [
    {
      ...shared,
      id: 'stream.opens',
      severity: 'major',
      title: 'The statuses of a job can be streamed.',
      places: [answer],
      judge: judgeStreamOpens,
    },
    {
      ...shared,
      id: 'stream.events',
      severity: 'major',
      title: 'Every event tells a status in a word of the contract.',
      places: [events],
      judge: judgeStreamEvents,
    },
    {
      ...shared,
      id: 'stream.order',
      severity: 'minor',
      title: 'The states of a stream go on, and its positions never rise.',
      places: [events],
      judge: judgeStreamOrder,
    },
    {
      ...shared,
      id: 'stream.changes',
      severity: 'minor',
      title: 'There is an event at each change.',
      places: [answer],
      judge: judgeStreamChanges,
    },
    {
      ...shared,
      id: 'stream.ends',
      severity: 'major',
      title: 'A stream ends once the job has, not before.',
      places: [answer],
      judge: judgeStreamEnds,
    },
    {
      ...shared,
      id: 'stream.agrees',
      severity: 'major',
      title: 'A stream tells of its own job, and what a look at it tells.',
      places: [events],
      judge: judgeStreamAgrees,
    },
    {
      ...shared,
      id: 'stream.logs',
      severity: 'minor',
      title: 'Whoever asks a stream for the log lines of a run gets them.',
      places: [logs, events],
      ...(logs === undefined ? { missing: 'its contract has no log lines to ask a stream for' } : {}),
      judge: judgeStreamLogs,
    },
  ]
  return cases.map((given) => courseCase('stream', subject, given))
}
