import type { Case, EditName } from '../../../../src/check/case.ts'
import { cancelCases } from '../../../../src/check/cases/cancel.ts'
import { lifecycleCases } from '../../../../src/check/cases/lifecycle.ts'
import { resultCases } from '../../../../src/check/cases/result.ts'
import { streamCases } from '../../../../src/check/cases/stream.ts'
import { webhookCases } from '../../../../src/check/cases/webhook.ts'
import type { Course, Look, ResultLook } from '../../../../src/check/edits/course.ts'
import type { CheckExchange } from '../../../../src/check/wire/exchange.ts'
import type { Deviation } from '../../../../src/check/report.ts'
import type { Run } from '../../../../src/check/run/run.ts'
import type { Subject } from '../../../../src/check/subject.ts'
import type { ResultReading, StatusReading } from '../../../../src/dialects/dialect.ts'
import { mockRun, type MockRun, type ProviderId } from '../edits/mock-run.ts'

/** A course that breaks the contract in one way, and what the case says of it. */
export interface Broken {
  /** A sentence about the server. */
  readonly name: string
  /** The case that must tell. */
  readonly id: string
  /** @default 'fal' */
  readonly provider?: ProviderId
  /** What was other than in a run without fault. */
  readonly change: Changes
  readonly want: string
  readonly got: string
}

/** A course there is nothing to say about, though something in it is unusual. */
export interface Allowed extends Pick<Broken, 'change' | 'id' | 'name' | 'provider'> {
  /** How the reason begins, where the case could not be judged. */
  readonly skipped?: string
}

export type Changes = Readonly<Partial<Record<EditName, (course: Course) => Course>>>

const runs = new Map<ProviderId, MockRun>()

/** The courses of a mock without fault, played once. */
export function faultless(id: ProviderId): Run {
  const known = runs.get(id) ?? mockRun(id)
  runs.set(id, known)
  return known.run
}

/** All cases over courses, of one provider. */
export function courseCases(subject: Subject): readonly Case[] {
  return [lifecycleCases, resultCases, cancelCases, streamCases, webhookCases].flatMap((list) =>
    list(subject),
  )
}

/** What a case finds in courses that were changed. */
export async function found({
  id,
  provider = 'fal',
  change,
}: Pick<Broken, 'change' | 'id' | 'provider'>): Promise<readonly Deviation[]> {
  const run = faultless(provider)
  const one = courseCases(run.subject).find((known) => known.id === id)
  if (one === undefined) throw new Error(`there is no case ${id}`)
  if (one.inapplicable !== undefined)
    throw new Error(`${id} does not apply to ${provider}: ${one.inapplicable}`)
  return one.run({
    ...run,
    course: async (name) => change[name]?.(await run.course(name)) ?? run.course(name),
  })
}

/** An exchange with another answer. */
export function answering(
  exchange: CheckExchange,
  { status, body, headers }: { status?: number; body?: unknown; headers?: Readonly<Record<string, string>> },
): CheckExchange {
  const { answer } = exchange
  if (answer === undefined) throw new Error('it has no answer')
  return {
    ...exchange,
    answer: {
      ...answer,
      ...(status === undefined ? {} : { status }),
      ...(body === undefined ? {} : { body, text: JSON.stringify(body) }),
      ...(headers === undefined ? {} : { headers }),
    },
  }
}

/** The course as far as its submit, which was answered in another way. */
export function refused(status: number, body: unknown): (course: Course) => Course {
  return ({ name, asked, submit }) => ({
    ...{ name, asked, paths: {}, looks: [], images: [], cancels: [] },
    submit: answering(submit, { status, body }),
    end: 'refused',
  })
}

/** The course with the statuses of its looks changed, one for each; those that are left out are not looked at. */
export function looking(...readings: readonly StatusReading[]): (course: Course) => Course {
  return (course) => ({ ...course, looks: readings.map((reading, index) => lookOf(course, index, reading)) })
}

function lookOf({ looks }: Course, index: number, reading: StatusReading): Look {
  const like = looks[index] ?? looks.at(-1)
  if (like === undefined) throw new Error('the course has no looks')
  return { ...like, reading }
}

export const queued = (position?: number): StatusReading => ({
  state: 'queued',
  raw: 'IN_QUEUE',
  ...(position === undefined ? {} : { position }),
})
export const running: StatusReading = { state: 'running', raw: 'IN_PROGRESS' }
export const completed: StatusReading = { state: 'completed', raw: 'COMPLETED' }

/** The course with another result. */
export function resulting(change: (look: ResultLook) => ResultLook): (course: Course) => Course {
  return (course) => {
    if (course.result === undefined) throw new Error('the course has no result')
    return { ...course, result: change(course.result) }
  }
}

/** The course with other facts in its result. */
export function reading(
  change: (given: ResultReading) => Partial<ResultReading>,
): (course: Course) => Course {
  return resulting((look) => {
    if (typeof look.reading !== 'object') throw new Error('the result has no images')
    return { ...look, reading: { ...look.reading, ...change(look.reading) } }
  })
}

/** The course with other facts about its first image. */
export function picturing(facts: Partial<Course['images'][number]>): (course: Course) => Course {
  return (course) => ({
    ...course,
    images: course.images.map((image, index) => (index === 0 ? { ...image, ...facts } : image)),
  })
}

/** The course without something that may be missing. */
export function without(key: 'early' | 'later'): (course: Course) => Course {
  // What is left is a course still: the key is optional.
  return (course) =>
    Object.fromEntries(Object.entries(course).filter(([name]) => name !== key)) as unknown as Course
}
