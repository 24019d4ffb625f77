import type { StatusReading } from '../../../dialects/dialect.ts'
import type { Course } from '../../edits/course.ts'
import { hasEnded, longestWaitMs } from '../../edits/look-step.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { placeOf, valueTold } from '../wire-places.ts'
import { answered, deviation, lookedAt, needJob, shown, toldStatuses, type ToldStatus } from './seen.ts'

/** Every status is told in a word of the contract. */
export function judgeWords(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const known = Object.keys(subject.descriptor.states).join(', ')
  const strange = toldStatuses(course).filter(({ reading }) => reading.state === 'unknown')
  const first = new Map(strange.toReversed().map((told) => [told.reading.raw, told]))
  return [...first].map(([raw, { exchange }]) =>
    deviation('A status is told in a word that the contract does not have.', {
      want: known,
      got: raw === '' ? 'no word' : shown(raw),
      pointer: placeOf(subject, 'state'),
      at: exchange,
    }),
  )
}

/** States go on, never back. */
export function judgeOrder(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  // What gateways say in a ticket is often the same word for every job; only an end is more than that.
  const told = toldStatuses(course).filter(
    ({ reading, exchange }) => exchange !== course.submit || hasEnded(reading),
  )
  return backward(told, placeOf(subject, 'state'))
}

/** The first step back among statuses, as a deviation. */
export function backward(
  told: readonly { readonly reading: StatusReading; readonly exchange: ToldStatus['exchange'] }[],
  pointer: string | undefined,
): readonly Deviation[] {
  const ranked = told.flatMap((one) => {
    const rank = rankOf(one.reading)
    return rank === undefined ? [] : [{ ...one, rank }]
  })
  for (const [index, one] of ranked.entries()) {
    const before = ranked[index - 1]
    if (before === undefined || before.rank <= one.rank) continue
    const want = `${before.reading.state}, or what follows it`
    const got = `${one.reading.state} after ${before.reading.state}`
    return [deviation('A job went back to a state before.', { want, got, pointer, at: one.exchange })]
  }
  return []
}

function rankOf(reading: StatusReading): number | undefined {
  if (hasEnded(reading)) return 2
  if (reading.state === 'running') return 1
  return reading.state === 'queued' ? 0 : undefined
}

/** The position in the queue never rises. */
export function judgePositions(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  return rising(toldStatuses(course), placeOf(subject, 'position'))
}

/** The first rise of a position among statuses, as a deviation. */
export function rising(told: readonly ToldStatus[], pointer: string | undefined): readonly Deviation[] {
  let lowest: number | undefined
  for (const { reading, exchange } of told) {
    if (reading.state !== 'queued' || reading.position === undefined) continue
    if (lowest !== undefined && reading.position > lowest) {
      const facts = { want: `${lowest} or less`, got: `${reading.position}`, pointer, at: exchange }
      return [deviation('The position of a job in the queue rose while it waited.', facts)]
    }
    lowest = reading.position
  }
  return []
}

/** Progress never falls. */
export function judgeProgress(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  let highest = -Infinity
  for (const { exchange } of lookedAt(course)) {
    const progress = valueTold(subject, 'progress', exchange.answer?.body)
    if (typeof progress !== 'number') continue
    if (progress < highest) {
      const pointer = placeOf(subject, 'progress')
      const facts = { want: `${highest} or more`, got: `${progress}`, pointer, at: exchange }
      return [deviation('The progress of a job fell.', facts)]
    }
    highest = progress
  }
  return []
}

// Clocks and the way of an answer make as much of a difference.
const slackMs = 250

/** A job that runs is said to run: it has made progress, or ran longer than there was between "queued" and its end. */
export function judgeRunTold(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const working = lookedAt(course).find(({ reading, exchange }) => {
    const progress = valueTold(subject, 'progress', exchange.answer?.body)
    return reading.state === 'queued' && typeof progress === 'number' && progress > 0
  })
  if (working !== undefined) {
    const facts = {
      want: 'a status that says it runs',
      got: shown(working.reading.raw),
      at: working.exchange,
    }
    const message = 'A job that has made progress was still said to wait.'
    return [deviation(message, { ...facts, pointer: placeOf(subject, 'state') })]
  }
  // Two looks right after each other: one that was lost in between could have told.
  const at = course.looks.findIndex(({ reading }) => reading !== undefined && hasEnded(reading))
  const [waited, ended] = [course.looks[at - 1], course.looks[at]]
  if (waited?.reading?.state !== 'queued' || ended === undefined) return []
  // Mocks move their jobs on by each look, the one at the result too.
  const between = (course.early?.exchange.number ?? 0) > waited.exchange.number
  if (between) return []
  const seconds = valueTold(subject, 'runTime', ended.exchange.answer?.body)
  const betweenMs = ended.exchange.at + ended.exchange.ms - waited.exchange.at
  if (typeof seconds !== 'number' || seconds * 1_000 <= betweenMs + slackMs) return []
  const message = `A job that ran for ${seconds} s was still said to wait ${betweenMs / 1_000} s before its end.`
  const pointer = placeOf(subject, 'state')
  const facts = { want: 'a status that says it runs', got: shown(waited.reading.raw), pointer }
  return [deviation(message, { ...facts, at: waited.exchange })]
}

/** A job ends, and its status says so. */
export function judgeEnd(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { end, looks } = course
  if (end !== 'deadline' && end !== 'silent') return []
  const last = looks.at(-1)
  const pointer = placeOf(subject, 'state')
  const want = `an end within ${longestWaitMs / 1_000} s`
  if (end === 'silent') {
    const got = last === undefined ? 'nothing' : answered(last.exchange)
    return [deviation('Looks at a job say nothing about it.', { want, got, pointer, at: last?.exchange })]
  }
  const got = last?.reading === undefined ? 'no status' : shown(last.reading.raw)
  return [deviation('A job did not end.', { want, got, pointer, at: last?.exchange })]
}

/** An edit that can be made is made. */
export function judgeSuccess(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { end, result, looks } = course
  if (end !== 'failed' && end !== 'canceled') return []
  const exchange = result?.exchange ?? looks.at(-1)?.exchange
  const got = exchange === undefined ? end : `${end}: ${answered(exchange, result?.failure)}`
  const pointer = placeOf(subject, 'images')
  return [
    deviation('A valid edit was taken and did not succeed.', {
      want: 'completed',
      got,
      pointer,
      at: exchange,
    }),
  ]
}

/** A job that has ended stays so. */
export function judgeStays(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const { afterEnd, looks } = course
  if (afterEnd?.exchange.answer === undefined)
    throw new Skipped('the job was not looked at again after its end')
  const { reading, exchange } = afterEnd
  const before = looks.at(-1)?.reading?.raw ?? ''
  if (reading !== undefined && hasEnded(reading)) return []
  const got = reading === undefined ? answered(exchange) : shown(reading.raw)
  const facts = { want: shown(before), got, pointer: placeOf(subject, 'state'), at: exchange }
  return [deviation('A job that had ended was said not to have.', facts)]
}

/** Whoever asks for the log lines of a run gets a list of them. */
export function judgeLogs(course: Course, subject: Subject): readonly Deviation[] {
  needJob(course)
  const last = lookedAt(course).findLast(({ reading }) => hasEnded(reading))
  if (last === undefined) throw new Skipped('the job did not end')
  if (valueTold(subject, 'logs', last.exchange.answer?.body) !== null) return []
  const facts = { want: 'a list of lines', got: 'null', pointer: placeOf(subject, 'logs'), at: last.exchange }
  return [deviation('The log lines of a run were asked for and are not there.', facts)]
}
