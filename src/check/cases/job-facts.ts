import { takesLogs } from '../edits/job-watch.ts'
import type { Subject } from '../subject.ts'
import type { OneCourseCase } from './course-case.ts'
import { judgeCreated, judgeLogsUnasked, judgeModelTold, judgeNoError } from './judges/facts-told.ts'
import { judgeRunTime } from './judges/run-time.ts'
import { lacking } from './lacking.ts'
import { placeOf } from './wire-places.ts'

/** What statuses tell beside where the job stands. */
export function jobFactCases(subject: Subject): readonly OneCourseCase[] {
  const [runTime, error] = [placeOf(subject, 'runTime'), placeOf(subject, 'statusError')]
  const [created, model] = [placeOf(subject, 'createdAt'), placeOf(subject, 'model')]
  return [
    {
      id: 'lifecycle.run-time',
      severity: 'minor',
      title: 'How long a job ran is told in seconds, the same at each look.',
      edit: 'usual',
      places: [runTime],
      missing: lacking(runTime, 'time a job ran'),
      judge: judgeRunTime,
    },
    {
      id: 'lifecycle.no-error',
      severity: 'minor',
      title: 'The status of a job that ends well tells no error.',
      edit: 'usual',
      places: [error],
      missing: lacking(error, 'error in its statuses'),
      judge: judgeNoError,
    },
    {
      id: 'lifecycle.created',
      severity: 'minor',
      title: 'When a job was created is told in seconds since 1970, the same at each look.',
      edit: 'usual',
      places: [created],
      missing: lacking(created, 'time a job was created'),
      judge: judgeCreated,
    },
    {
      id: 'lifecycle.model',
      severity: 'major',
      title: 'The model that answers name is the one that was asked for.',
      edit: 'usual',
      places: [model],
      missing: lacking(model, 'model in its answers'),
      judge: judgeModelTold,
    },
    {
      id: 'lifecycle.logs-unasked',
      severity: 'minor',
      title: 'Log lines come only to those who ask for them.',
      edit: 'usual',
      places: [placeOf(subject, 'logs')],
      missing: lacking(takesLogs(subject, 'status'), 'log lines to ask for'),
      judge: judgeLogsUnasked,
    },
  ]
}
