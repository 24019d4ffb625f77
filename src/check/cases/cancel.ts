import type { Case } from '../case.ts'
import type { Subject } from '../subject.ts'
import { courseCase, type OneCourseCase } from './course-case.ts'
import {
  judgeCancelEnds,
  judgeCancelStops,
  judgeCancelTaken,
  judgeCancelTooLate,
  judgeCanceledResult,
} from './judges/cancel.ts'
import { whenTaken } from './judges/ticket.ts'
import { lackingOperation } from './lacking.ts'
import { answerPlace, placeOf } from './wire-places.ts'

/** What comes of a job that somebody asks to stop, in each of its states. */
export function cancelCases(subject: Subject): readonly Case[] {
  const taken = [answerPlace(subject, 'cancelTaken')]
  const cases: readonly OneCourseCase[] = [
    {
      id: 'cancel.queued',
      severity: 'major',
      title: 'A job that waits can be canceled.',
      edit: 'cancel-queued',
      places: taken,
      judge: whenTaken(judgeCancelTaken),
    },
    {
      id: 'cancel.queued-ends',
      severity: 'major',
      title: 'A job that was canceled while it waited ends.',
      edit: 'cancel-queued',
      places: [...taken, placeOf(subject, 'state')],
      judge: judgeCancelEnds,
    },
    {
      id: 'cancel.queued-stops',
      severity: 'critical',
      title: 'A job that was canceled while it waited is not run all the same.',
      edit: 'cancel-queued',
      places: taken,
      judge: judgeCancelStops,
    },
    {
      id: 'cancel.result',
      severity: 'minor',
      title: 'The result of a job that was canceled says so.',
      edit: 'cancel-queued',
      places: [answerPlace(subject, 'canceledResult')],
      judge: judgeCanceledResult,
    },
    {
      id: 'cancel.running',
      severity: 'major',
      title: 'A job that runs can be canceled.',
      edit: 'cancel-running',
      places: taken,
      judge: whenTaken(judgeCancelTaken),
    },
    {
      id: 'cancel.running-ends',
      severity: 'major',
      title: 'A job that was canceled while it ran ends.',
      edit: 'cancel-running',
      places: [...taken, placeOf(subject, 'state')],
      judge: judgeCancelEnds,
    },
    {
      id: 'cancel.too-late',
      severity: 'minor',
      title: 'Asked to cancel a job that has ended, the server says that it is too late.',
      edit: 'usual',
      places: [answerPlace(subject, 'cancelTooLate')],
      missing: lackingOperation(subject, 'cancel'),
      judge: judgeCancelTooLate,
    },
  ]
  return cases.map((given) => courseCase('cancel', subject, given))
}
