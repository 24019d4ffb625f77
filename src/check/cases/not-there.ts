import { dialectOf } from '../../dialects/dialect-of.ts'
import type { CheckAnswer } from '../wire/exchange.ts'
import type { JobOperation } from '../wire/operations.ts'
import type { Run } from '../run/run.ts'
import { shown, type AnswerDeviation } from './judging.ts'

/** Finds that a path, asked for a job there is, did not answer about it. */
export function notThere(
  answer: CheckAnswer,
  { path, name, run }: { readonly path: string; readonly name: JobOperation; readonly run: Run },
): readonly AnswerDeviation[] {
  const { descriptor } = run.subject
  const state = dialectOf(descriptor.dialect).readStatus(answer.body, descriptor.states)?.state
  // A job that failed has an error for its result.
  const isThere =
    name === 'status'
      ? answer.status < 300 && state !== undefined && state !== 'unknown'
      : ![404, 405, 410, 501].includes(answer.status) && !(answer.status >= 300 && answer.status < 400)
  if (isThere) return []
  const message = `The job is not at ${path}: its ${name} was asked for there.`
  return [{ message, want: `the ${name} of the job`, got: shown(answer) }]
}
