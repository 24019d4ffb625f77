import { readErrorAnswer } from '../../dialects/error-body.ts'
import { kindOf } from '../../errors/error-kind.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import type { CourseEnd, Look, ResultLook } from './course.ts'
import { ask, pause, type JobWatch } from './job-watch.ts'

const tries = 4
const pauseMs = 1_000

/** Asks for the result of a job once. */
export async function askResult(job: JobWatch, about: string): Promise<ResultLook> {
  const exchange = await ask(job, 'result', { about })
  if (exchange === undefined) throw new Error('every provider has a result')
  return readResultLook(job, exchange)
}

/** Asks for the result of a job that has ended; again where it is not there yet or a machine failed. */
export async function askEndedResult(job: JobWatch): Promise<ResultLook> {
  for (let number = 1; ; number += 1) {
    const look = await askResult(job, 'fetch the result')
    if (number === tries || !mayChange(look)) return look
    await pause(job, pauseMs)
  }
}

/** What an answer says as a result. */
function readResultLook({ dialect, run }: JobWatch, exchange: CheckExchange): ResultLook {
  const { answer } = exchange
  if (answer === undefined) return { exchange }
  const { states } = run.subject.descriptor
  const reading = dialect.readResult(answer.status, answer.body, states)
  const readable = reading === 'pending' || (answer.status >= 200 && answer.status < 300)
  const failure =
    reading !== 'pending' && answer.status >= 400
      ? readErrorAnswer({ ...answer, headers: new Headers(answer.headers) })
      : undefined
  return {
    exchange,
    ...(reading !== undefined && readable ? { reading } : {}),
    ...(failure === undefined ? {} : { failure }),
  }
}

/** The last look as a result, where the status brings it along. */
export function resultInStatus({ exchange, reading }: Look): ResultLook {
  return {
    exchange,
    ...(reading?.result === undefined ? {} : { reading: reading.result }),
    ...(reading?.failure === undefined ? {} : { failure: reading.failure }),
  }
}

/** How a job came out whose status says that it has ended. */
export function endOf(result: ResultLook, last: Look | undefined): CourseEnd {
  const { failure, exchange, reading } = result
  const status = exchange.answer?.status ?? 0
  if (last?.reading?.state === 'canceled') return 'canceled'
  if (failure !== undefined && (kindOf(failure, 0) === 'canceled' || status === 499)) return 'canceled'
  if (last?.reading?.state === 'failed') return 'failed'
  if (typeof reading === 'object') return 'completed'
  if (failure !== undefined && isOfJob(result)) return 'failed'
  return last?.reading?.failure === undefined ? 'completed' : 'failed'
}

/** Whether an error answer is about the job, and not about the request for its result. */
function isOfJob({ failure, exchange }: ResultLook): boolean {
  const status = exchange.answer?.status ?? 0
  if (failure === undefined || [401, 403, 404, 405, 410, 429].includes(status)) return false
  return failure.final || status === 422 || failure.type !== undefined || kindOf(failure, 0) !== undefined
}

function mayChange({ exchange: { answer }, reading, failure }: ResultLook): boolean {
  if (answer === undefined || reading === 'pending') return true
  if (failure?.final === true || typeof reading === 'object') return false
  // What cannot be read may have been cut on its way.
  if (answer.status < 300) return true
  return [404, 408, 425, 429].includes(answer.status) || answer.status >= 500
}
