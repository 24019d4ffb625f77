import { hasResultOfItsOwn } from '../wire/operations.ts'
import type { CancelLook, Look, ResultLook } from './course.ts'
import { agreedToCancel, askCancel } from './ask-cancel.ts'
import { askResult } from './ask-result.ts'
import { ask, type JobWatch } from './job-watch.ts'
import { hasEnded, longestWaitMs, lookAbout, nextLook, pauseMs, type WatchEnd } from './look-step.ts'

/** What looks at a job until its end saw. */
export interface Watched {
  readonly looks: readonly Look[]
  readonly cancels: readonly CancelLook[]
  readonly early?: ResultLook
  readonly why: WatchEnd
  /** The job, with the paths on which it was found. */
  readonly job: JobWatch
}

// Who was listening to the stream may have used up the time.
const leastWaitMs = 15_000

/** Looks at the status of a job once. */
export async function askStatus(job: JobWatch, about: string): Promise<Look> {
  const exchange = await ask(job, 'status', { about })
  if (exchange === undefined) throw new Error('every provider has a status')
  const { answer } = exchange
  const readable = answer !== undefined && answer.status >= 200 && answer.status < 300
  const states = job.run.subject.descriptor.states
  const reading = readable ? job.dialect.readStatus(answer.body, states) : undefined
  return { exchange, ...(reading === undefined ? {} : { reading }) }
}

/** What is known of a job before it is looked at. */
export interface Begun {
  readonly job: JobWatch
  /** The provider has agreed to cancel it. */
  readonly canceled: boolean
  /** It was said to have ended. */
  readonly ended: boolean
}

/**
 * Looks at a job until it has ended, or nothing more can be learned; asks for its result too early, or for it to stop,
 * where its edit wants that.
 */
export async function watchToEnd(begun: Begun): Promise<Watched> {
  let { job } = begun
  const { clock, signal } = job.run
  const deadline = Math.max(job.submittedAt + longestWaitMs, clock.now() + leastWaitMs)
  const seen: { looks: Look[]; cancels: CancelLook[]; early?: ResultLook } = { looks: [], cancels: [] }
  // The first look of a thorough edit comes at once, so that it surely comes before the end.
  if (!begun.ended && !job.plan.thorough) await clock.sleep(pauseMs(0, job.pace), signal)
  for (let failures = 0; ;) {
    const look = await askStatus(job, lookAbout)
    seen.looks.push(look)
    failures = look.reading === undefined ? failures + 1 : 0
    await askOnTheWay(job, look, seen)
    const now = clock.now()
    const step = nextLook({
      ...{ look, failures, pace: job.pace, elapsedMs: now - job.submittedAt, remainingMs: deadline - now },
      canceled: begun.canceled || seen.cancels.some(agreedToCancel),
    })
    if (step.do === 'stop') return { ...seen, why: step.why, job }
    // A relay may name paths of its upstream that it does not have itself: then those of the contract are tried.
    if (isAway(look)) job = { ...job, paths: {} }
    await clock.sleep(step.ms, signal)
  }
}

async function askOnTheWay(
  job: JobWatch,
  { reading }: Look,
  seen: { readonly cancels: CancelLook[]; early?: ResultLook },
): Promise<void> {
  const { plan, run } = job
  if (reading === undefined || hasEnded(reading)) return
  if (plan.thorough && seen.early === undefined && hasResultOfItsOwn(run.subject))
    seen.early = await askResult(job, 'ask for the result too early')
  if (plan.cancel === 'running' && reading.state === 'running' && seen.cancels.length === 0)
    seen.cancels.push(...(await askCancel(job, 'running')))
}

function isAway({ exchange: { answer } }: Look): boolean {
  return answer?.status === 404 || answer?.status === 405
}
