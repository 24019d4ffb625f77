import { dialectOf } from '../../dialects/dialect-of.ts'
import type { Dialect } from '../../dialects/dialect.ts'
import type { JobPaths } from '../../ticket-url.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { jobRequest, operationOf, type JobOperation } from '../wire/operations.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import type { EditPlan } from './edit-plan.ts'
import { paceOf } from './look-step.ts'

/** A job that was taken, and how to ask about it. */
export interface JobWatch {
  readonly run: Run
  readonly plan: EditPlan
  readonly dialect: Dialect
  readonly requestId: string
  readonly paths: JobPaths
  /** When the submit was sent, on the run's clock. */
  readonly submittedAt: number
  /** What pauses are multiplied by. */
  readonly pace: number
}

/** Makes what is needed to ask about a job. */
export function watchOf(
  run: Run,
  plan: EditPlan,
  job: { readonly requestId: string; readonly paths: JobPaths; readonly submittedAt: number },
): JobWatch {
  const { descriptor, provider } = run.subject
  return { run, plan, pace: paceOf(provider.baseUrl), dialect: dialectOf(descriptor.dialect), ...job }
}

/** Waits between two requests about a job; a tenth as long at loopback. */
export async function pause({ run: { clock, signal }, pace }: JobWatch, ms: number): Promise<void> {
  await clock.sleep(ms * pace, signal)
}

/** Asks about a job once; `undefined` where the provider has no such operation. */
export async function ask(
  { run, plan, requestId, paths }: JobWatch,
  operation: JobOperation,
  { about, ...more }: { readonly about: string } & Partial<Pick<CheckRequest, 'headers' | 'timeoutMs'>>,
): Promise<CheckExchange | undefined> {
  const known = jobRequest(run.subject, operation, requestId)
  if (known === undefined) return undefined
  const ticket = operation === 'stream' ? paths.status && `${paths.status}/stream` : paths[operation]
  const query = plan.asked.logs && takesLogs(run.subject, operation) ? '?logs=1' : ''
  return run.send({
    ...known,
    ...more,
    about: `${plan.name}: ${about}`,
    path: (ticket ?? known.path) + query,
  })
}

/** Whether an operation can be asked for the log lines of a run. */
export function takesLogs(subject: Subject, operation: JobOperation): boolean {
  const { parameters = [] } = operationOf(subject, operation)?.operation ?? {}
  return parameters.some(({ side, name }) => side === 'query' && name === 'logs')
}
