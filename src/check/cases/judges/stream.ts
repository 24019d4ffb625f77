import type { Course, SeenStream } from '../../edits/course.ts'
import { hasEnded } from '../../edits/look-step.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { readId } from '../../../dialects/job-id.ts'
import { contractPlaces } from '../contract-places.ts'
import { placeOf, valueTold } from '../wire-places.ts'
import { answered, deviation, lookedAt, needJob, shown, type ToldStatus } from './seen.ts'
import { backward, rising } from './states.ts'

/** The statuses of a job can be streamed. */
export function judgeStreamOpens(course: Course, subject: Subject): readonly Deviation[] {
  const { exchange } = needStream(course)
  const { answer } = exchange
  const facts = { pointer: contractPlaces(subject).answer('stream', 200), at: exchange }
  if (answer?.status !== 200) {
    const got = answered(exchange)
    return [deviation('The statuses of a job could not be streamed.', { want: '200', got, ...facts })]
  }
  const type = answer.headers['content-type'] ?? 'none'
  if (/^text\/event-stream\b/i.test(type)) return []
  const message = 'The stream of statuses is not sent as one.'
  return [deviation(message, { want: 'text/event-stream', got: shown(type), ...facts })]
}

/** Every event tells a status, in a word of the contract. */
export function judgeStreamEvents(course: Course, subject: Subject): readonly Deviation[] {
  const stream = needOpen(course)
  const facts = { pointer: contractPlaces(subject).events(), at: stream.exchange }
  const want = Object.keys(subject.descriptor.states).join(', ')
  if (stream.events.length === 0)
    return [deviation('The stream of a job told nothing.', { want, got: 'no event', ...facts })]
  const strange = stream.events.find(({ reading }) => reading === undefined || reading.state === 'unknown')
  if (strange === undefined) return []
  const got =
    strange.reading === undefined || strange.reading.raw === '' ? 'no status' : shown(strange.reading.raw)
  return [deviation('An event of the stream tells no status of the contract.', { want, got, ...facts })]
}

/** The states of a stream go on, never back, and its positions never rise. */
export function judgeStreamOrder(course: Course, subject: Subject): readonly Deviation[] {
  const told = toldBy(needOpen(course))
  const pointer = contractPlaces(subject).events()
  return [...backward(told, pointer), ...rising(told, pointer)]
}

/** There is an event at each change: a job that waited does not end without having run. */
export function judgeStreamChanges(course: Course, subject: Subject): readonly Deviation[] {
  const stream = needOpen(course)
  const states = toldBy(stream).map(({ reading }) => (hasEnded(reading) ? 'ended' : reading.state))
  const skips = states.includes('queued') && states.includes('ended') && !states.includes('running')
  if (!skips || course.end !== 'completed') return []
  const facts = {
    want: 'queued, running, ended',
    got: states.join(', '),
    pointer: contractPlaces(subject).events(),
  }
  return [deviation('The stream of a job does not tell that it ran.', { ...facts, at: stream.exchange })]
}

/** Whoever asks a stream for the log lines of a run gets them in one of its events. */
export function judgeStreamLogs(course: Course, subject: Subject): readonly Deviation[] {
  const stream = needOpen(course)
  const told = stream.events.map(({ data }) => valueTold(subject, 'logs', data))
  if (told.some(Array.isArray) || !told.includes(null)) return []
  const facts = { want: 'a list of lines', got: 'null', pointer: contractPlaces(subject).events() }
  return [
    deviation('The log lines of a run were asked for and are in no event.', {
      ...facts,
      at: stream.exchange,
    }),
  ]
}

/** A stream ends once the job has, not before. */
export function judgeStreamEnds(course: Course, subject: Subject): readonly Deviation[] {
  const stream = needOpen(course)
  const { exchange } = stream
  const last = toldBy(stream).at(-1)
  const told = last !== undefined && hasEnded(last.reading)
  const facts = { pointer: contractPlaces(subject).answer('stream', 200), at: exchange }
  const want = 'the end of the stream right after that of the job'
  if (exchange.failure?.kind === 'timeout') {
    const next = lookedAt(course)[0]?.reading
    if (!told && (next === undefined || !hasEnded(next)))
      throw new Skipped('the job took longer than the stream was listened to')
    return [
      deviation('The stream of a job that had ended went on.', {
        want,
        got: `${exchange.ms / 1_000} s of it`,
        ...facts,
      }),
    ]
  }
  if (told) return []
  const got = last === undefined ? 'an end without a status' : `an end after ${shown(last.reading.raw)}`
  return [deviation('The stream of a job ended before the job was said to have.', { want, got, ...facts })]
}

/** A stream tells of its own job, and what a look at it tells. */
export function judgeStreamAgrees(course: Course, subject: Subject): readonly Deviation[] {
  const stream = needOpen(course)
  const facts = { pointer: contractPlaces(subject).events(), at: stream.exchange }
  const foreign = stream.events
    .map(({ data }) => readId(valueTold(subject, 'jobId', data)))
    .find((id) => id !== undefined && id !== course.requestId)
  if (foreign !== undefined) {
    const facts2 = { want: shown(course.requestId ?? ''), got: shown(foreign), ...facts }
    return [deviation('An event of the stream names another job.', facts2)]
  }
  const last = toldBy(stream).at(-1)
  // Machines hear of an end one after the other: the first look after it may be early.
  const [first, next = first] = lookedAt(course)
  if (last === undefined || next === undefined)
    throw new Skipped('there is no status to compare the stream with')
  if (hasEnded(last.reading) && hasEnded(next.reading)) return otherRunTime(stream, next, subject)
  if (!hasEnded(last.reading)) return []
  const message = 'The stream said that a job had ended, and its status did not.'
  const told = { want: shown(last.reading.raw), got: shown(next.reading.raw) }
  return [deviation(message, { ...facts, ...told, at: next.exchange })]
}

function otherRunTime(stream: SeenStream, next: ToldStatus, subject: Subject): readonly Deviation[] {
  const [want, got] = [stream.events.at(-1)?.data, next.exchange.answer?.body].map((body) =>
    valueTold(subject, 'runTime', body),
  )
  if (typeof want !== 'number' || typeof got !== 'number' || want === got) return []
  const facts = { want: `${want} s`, got: `${got} s`, pointer: placeOf(subject, 'runTime') }
  return [
    deviation('The stream tells another time that the job ran than its status.', {
      ...facts,
      at: next.exchange,
    }),
  ]
}

function toldBy({ events, exchange }: SeenStream): readonly ToldStatus[] {
  return events.flatMap(({ reading }) => (reading === undefined ? [] : [{ reading, exchange }]))
}

function needStream(course: Course): SeenStream {
  needJob(course)
  if (course.stream !== undefined) return course.stream
  throw new Skipped('the job was not streamed')
}

function needOpen(course: Course): SeenStream {
  const stream = needStream(course)
  if (stream.exchange.answer?.status === 200) return stream
  throw new Skipped('the stream could not be opened')
}
