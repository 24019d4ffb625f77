import { toPointer } from '../../contracts/json-tree.ts'
import { answerFor } from '../../contracts/operation-checks.ts'
import type { Case, Severity } from '../case.ts'
import type { CheckAnswer } from '../wire/exchange.ts'
import { jobRequest, operationOf, type JobOperation } from '../wire/operations.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import type { Deviation } from '../report.ts'
import { judging, shown } from './judging.ts'
import { lackingOperation } from './lacking.ts'
import { oddId, unknownId } from './unknown-id.ts'

const asked = ['status', 'result', 'cancel', 'stream'] as const

const questions = {
  status: 'A request for the status of',
  result: 'A request for the result of',
  cancel: 'A request to cancel',
  stream: 'A request for the stream of',
} as const satisfies Record<JobOperation, string>

/** Ids of no job: every operation says so with 404. */
export function unknownJobCases(subject: Subject): readonly Case[] {
  const severity: Severity = 'major'
  const each = asked.map((name): Case => {
    const missing = lackingOperation(subject, name)
    return {
      ...{ id: `unknown-job.${name}`, group: 'unknown-job', severity, edits: [] },
      title: `${questions[name]} a job that does not exist is answered with 404.`,
      pointers: notFoundOf(subject, name),
      ...(missing === undefined ? {} : { inapplicable: missing }),
      run: (run) => ask(run, { name, id: unknownId, isRight: ({ status }) => status === 404, want: '404' }),
    }
  })
  return [
    ...each,
    {
      ...{ id: 'unknown-job.odd-id', group: 'unknown-job', severity: 'minor', edits: [] },
      title: 'An id of another form is answered as that of no job, not with an error of the server.',
      pointers: notFoundOf(subject, 'status'),
      run: (run) =>
        ask(run, {
          ...{ name: 'status', id: oddId, want: '404, or 400 or 422' },
          isRight: ({ status }) => [400, 404, 422].includes(status),
        }),
    },
  ]
}

interface Question {
  readonly name: JobOperation
  readonly id: string
  readonly isRight: (answer: CheckAnswer) => boolean
  readonly want: string
}

async function ask(run: Run, { name, id, isRight, want }: Question): Promise<readonly Deviation[]> {
  const request = jobRequest(run.subject, name, id)
  if (request === undefined) return []
  const exchange = await run.send({
    ...{ ...request, about: `${name} of the unknown job ${id}` },
    ...(id === oddId ? { tolerated: [400, 422] } : {}),
  })
  const [pointer] = notFoundOf(run.subject, name)
  return judging(exchange, (answer) =>
    isRight(answer)
      ? []
      : [
          {
            message: `${questions[name]} a job that does not exist was answered with ${answer.status}.`,
            ...{ want, got: shown(answer) },
            ...(pointer === undefined ? {} : { pointer }),
          },
        ],
  )
}

function notFoundOf(subject: Subject, name: JobOperation): readonly string[] {
  const answers = operationOf(subject, name)?.operation.answers ?? []
  const found = answerFor(answers, 404)
  return found === undefined ? [] : [toPointer(found.path)]
}
