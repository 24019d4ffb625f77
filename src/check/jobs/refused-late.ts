import { answerFor } from '../../contracts/operation-checks.ts'
import type { Clock } from '../../clock.ts'
import { dialectOf } from '../../dialects/dialect-of.ts'
import { isRefusal } from '../cases/refusal.ts'
import { nextLook, paceOf } from '../edits/look-step.ts'
import type { Look } from '../edits/course.ts'
import type { CheckAnswer, CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { hasResultOfItsOwn, jobRequest, operationOf } from '../wire/operations.ts'
import { takenJob } from './probe.ts'
import type { Subject } from '../subject.ts'

/** What is needed to look at the job that a probe was taken as. */
export interface Following {
  readonly subject: Subject
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  readonly send: (request: CheckRequest) => Promise<CheckExchange>
}

// A body that lacks what is required fails as soon as anybody looks into it.
const longestMs = 60_000
const resultTries = 3
const resultPauseMs = 1_000

/**
 * How the result of a probe's job refuses what was submitted; undefined where the job ends otherwise, or not in a minute.
 * The contract has 422 with the places of what is wrong for a submit and for a result alike, and fal is said to take any
 * body and to look into it only when it runs the job. (TanStack/ai#394) Looking is free.
 */
export async function refusedLate(
  probe: CheckExchange,
  following: Following,
): Promise<CheckAnswer | undefined> {
  const { subject } = following
  const id = takenJob(probe, subject)
  const { key = 'right' } = probe.request
  if (id === undefined || key !== 'right' || !tellsFailures(subject)) return undefined
  if (!(await seeEnd(probe, id, following))) return undefined
  const answer = await endedResult(id, following)
  return answer !== undefined && answer.status >= 400 && isRefusal(answer, subject) ? answer : undefined
}

/** Whether the contract has an answer for the result of a job that failed. */
function tellsFailures(subject: Subject): boolean {
  const answers = operationOf(subject, 'result')?.operation.answers ?? []
  return hasResultOfItsOwn(subject) && answerFor(answers, 422) !== undefined
}

async function seeEnd(probe: CheckExchange, id: string, following: Following): Promise<boolean> {
  const { subject, clock, signal, send } = following
  const request = jobRequest(subject, 'status', id)
  if (request === undefined) return false
  const pace = paceOf(subject.provider.baseUrl)
  for (let failures = 0; ;) {
    const look = readLook(await send({ ...request, about: 'look at the job of the probe' }), subject)
    if (look.exchange.answer === undefined) return false
    failures = look.reading === undefined ? failures + 1 : 0
    const elapsedMs = clock.now() - probe.at
    const remainingMs = longestMs - elapsedMs
    const step = nextLook({ look, elapsedMs, remainingMs, failures, canceled: false, pace })
    if (step.do === 'stop') return step.why === 'ended'
    await clock.sleep(step.ms, signal)
  }
}

function readLook(exchange: CheckExchange, { descriptor: { dialect, states } }: Subject): Look {
  const { answer } = exchange
  const isStatus = answer !== undefined && answer.status >= 200 && answer.status < 300
  const reading = isStatus ? dialectOf(dialect).readStatus(answer.body, states) : undefined
  return { exchange, ...(reading === undefined ? {} : { reading }) }
}

/** The result of a job that has ended; asked for again where it is not there yet. */
async function endedResult(
  id: string,
  { subject, clock, signal, send }: Following,
): Promise<CheckAnswer | undefined> {
  const { dialect, states } = subject.descriptor
  const request = jobRequest(subject, 'result', id)
  if (request === undefined) return undefined
  for (let number = 1; ; number += 1) {
    const { answer } = await send({ ...request, about: 'fetch the result of the probe' })
    const reading = answer && dialectOf(dialect).readResult(answer.status, answer.body, states)
    if (number === resultTries || (reading !== 'pending' && answer?.status !== 404)) return answer
    await clock.sleep(resultPauseMs * paceOf(subject.provider.baseUrl), signal)
  }
}
