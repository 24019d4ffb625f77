import type { Case } from '../case.ts'
import { takesLogs } from '../edits/job-watch.ts'
import { hasResultOfItsOwn } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'
import { contractPlaces } from './contract-places.ts'
import { jobFactCases } from './job-facts.ts'
import { courseCase, twoCoursesCase, type OneCourseCase } from './course-case.ts'
import { judgeEarlyResult, judgeNothingBeforeEnd } from './judges/early.ts'
import { judgeFresh } from './judges/fresh.ts'
import {
  judgeEnd,
  judgeLogs,
  judgeOrder,
  judgePositions,
  judgeProgress,
  judgeRunTold,
  judgeStays,
  judgeSuccess,
  judgeWords,
} from './judges/states.ts'
import { judgeDistinctJobs, judgeMade, judgeSameJob, judgeTicket, judgeTicketUrls } from './judges/ticket.ts'
import { lacking, lackingOperation } from './lacking.ts'
import { answerPlace, placeOf } from './wire-places.ts'

/** The way of a job from its submit to its end. */
export function lifecycleCases(subject: Subject): readonly Case[] {
  const one = (given: OneCourseCase): Case => courseCase('lifecycle', subject, given)
  const distinct = twoCoursesCase('lifecycle', subject, {
    id: 'lifecycle.distinct-jobs',
    severity: 'major',
    title: 'Two submits of the same edit are two jobs.',
    edits: ['usual', 'again'],
    places: [placeOf(subject, 'jobId')],
    judge: judgeDistinctJobs,
  })
  return [
    ...[
      ...submitted(subject),
      ...waiting(subject),
      ...ending(subject),
      ...jobFactCases(subject),
      ...made(subject),
    ].map(one),
    distinct,
  ]
}

function submitted(subject: Subject): readonly OneCourseCase[] {
  const urls = [placeOf(subject, 'statusUrl'), placeOf(subject, 'resultUrl'), placeOf(subject, 'cancelUrl')]
  return [
    {
      id: 'lifecycle.submit',
      severity: 'major',
      title: 'A valid submit is answered with a ticket that names a job.',
      edit: 'usual',
      places: [answerPlace(subject, 'ticket'), placeOf(subject, 'jobId')],
      judgesLoss: true,
      judge: judgeTicket,
    },
    {
      id: 'lifecycle.ticket-urls',
      severity: 'critical',
      title: 'The URLs of a ticket and of its statuses lead to its job at the address that was asked.',
      edit: 'usual',
      places: urls,
      missing: lacking(urls.some(Boolean), 'URLs in its tickets'),
      judge: judgeTicketUrls,
    },
    {
      id: 'lifecycle.early-result',
      severity: 'major',
      title: 'A result that is asked for too early is answered with "not yet".',
      edit: 'usual',
      places: [answerPlace(subject, 'tooEarly')],
      missing: lackingOperation(subject, 'result'),
      judge: judgeEarlyResult,
    },
  ]
}

function waiting(subject: Subject): readonly OneCourseCase[] {
  const [state, position] = [placeOf(subject, 'state'), placeOf(subject, 'position')]
  const [progress, runTime] = [placeOf(subject, 'progress'), placeOf(subject, 'runTime')]
  return [
    {
      id: 'lifecycle.words',
      severity: 'major',
      title: 'Every status is told in a word of the contract.',
      edit: 'usual',
      places: [state],
      judge: judgeWords,
    },
    {
      id: 'lifecycle.same-job',
      severity: 'major',
      title: 'A status names the job that was asked for.',
      edit: 'usual',
      places: [placeOf(subject, 'statusJobId') ?? state],
      judge: judgeSameJob,
    },
    {
      id: 'lifecycle.fresh',
      severity: 'minor',
      title: 'A status that can still change may not be kept by caches.',
      edit: 'usual',
      places: [contractPlaces(subject).operation('status')],
      judge: judgeFresh,
    },
    {
      id: 'lifecycle.order',
      severity: 'minor',
      title: 'A job goes on from waiting to running to its end, never back.',
      edit: 'usual',
      places: [state],
      judge: judgeOrder,
    },
    {
      id: 'lifecycle.running',
      severity: 'minor',
      title: 'A job that runs is not said to wait.',
      edit: 'usual',
      places: [state, runTime, progress],
      missing: lacking(runTime ?? progress, 'time a job ran, and no progress'),
      judge: judgeRunTold,
    },
    {
      id: 'lifecycle.position',
      severity: 'minor',
      title: 'The position in the queue never rises.',
      edit: 'usual',
      places: [position],
      missing: lacking(position, 'position in a queue'),
      judge: judgePositions,
    },
    {
      id: 'lifecycle.progress',
      severity: 'minor',
      title: 'Progress never falls.',
      edit: 'usual',
      places: [progress],
      missing: lacking(progress, 'progress'),
      judge: judgeProgress,
    },
  ]
}

function ending(subject: Subject): readonly OneCourseCase[] {
  const [state, images] = [placeOf(subject, 'state'), placeOf(subject, 'images')]
  return [
    {
      id: 'lifecycle.ends',
      severity: 'critical',
      title: 'A job ends, and its status says so.',
      edit: 'usual',
      places: [state],
      judge: judgeEnd,
    },
    {
      id: 'lifecycle.succeeds',
      severity: 'major',
      title: 'A valid edit that was taken succeeds.',
      edit: 'usual',
      places: [images],
      judge: judgeSuccess,
    },
    {
      id: 'lifecycle.nothing-early',
      severity: 'minor',
      title: 'A status brings images, and what they cost, only when the job has ended.',
      edit: 'usual',
      places: [images, placeOf(subject, 'usage')],
      missing: hasResultOfItsOwn(subject) ? 'its contract has a result apart from the status' : undefined,
      judge: judgeNothingBeforeEnd,
    },
    {
      id: 'lifecycle.stays-ended',
      severity: 'minor',
      title: 'A job that has ended is still said to have ended.',
      edit: 'usual',
      places: [state],
      judge: judgeStays,
    },
    {
      id: 'lifecycle.logs',
      severity: 'minor',
      title: 'Whoever asks for the log lines of a run gets a list of them.',
      edit: 'again',
      places: [placeOf(subject, 'logs'), contractPlaces(subject).parameter('status', 'logs')],
      missing: lacking(takesLogs(subject, 'status'), 'log lines to ask for'),
      judge: judgeLogs,
    },
  ]
}

function made(subject: Subject): readonly OneCourseCase[] {
  const titles = [
    ['again', 'The same edit succeeds a second time.'],
    ['sync-mode', 'An edit in sync mode succeeds.'],
    ['webhook', 'An edit that names an address for its webhook succeeds.'],
    ['other-shape', 'An edit of another shape succeeds: two images, 9:16, JPEG, where there is a choice.'],
  ] as const
  return titles.map(([edit, title]) => ({
    id: `lifecycle.${edit}`,
    severity: 'major',
    title,
    edit,
    places: [answerPlace(subject, 'ticket'), placeOf(subject, 'images')],
    judge: judgeMade,
  }))
}
