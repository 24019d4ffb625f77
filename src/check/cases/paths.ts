import { toPointer } from '../../contracts/json-tree.ts'
import { soldModels } from '../../input/sold-models.ts'
import { jobPaths } from '../../ticket-url.ts'
import type { Case } from '../case.ts'
import { jobRequest, operationOf, submitOf } from '../wire/operations.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { Skipped } from '../run/skipped.ts'
import { gathered, judging, shown } from './judging.ts'
import { notThere } from './not-there.ts'
import { otherPathsCase } from './other-paths.ts'
import { emptySubmit } from './probe-request.ts'

/** Whether the server answers where the contract says. */
export function pathCases(subject: Subject): readonly Case[] {
  const follow = (['status', 'result'] as const).flatMap((name) => {
    const operation = operationOf(subject, name)?.operation
    return operation === undefined ? [] : [toPointer(operation.path)]
  })
  const common = { group: 'paths' as const, severity: 'major' as const }
  const urls =
    subject.descriptor.dialect === 'fal-queue' ? {} : { inapplicable: 'its tickets name no addresses' }
  return [
    {
      ...{ ...common, id: 'paths.models', edits: [], pointers: modelPointers(subject) },
      title: 'Every model of the contract has its path.',
      run: (run) => gathered(models(run)),
    },
    {
      ...{ ...common, id: 'paths.follow-up', edits: ['usual'], pointers: [...new Set(follow)] },
      title: 'A job is there at the paths of the contract.',
      run: (run) => gathered(followUp(run)),
    },
    {
      ...{ ...common, id: 'paths.ticket', edits: ['usual'], pointers: [...new Set(follow)], ...urls },
      title: "A job is there at the paths its ticket names, on the provider's own host.",
      run: (run) => gathered(ticketPaths(run)),
    },
    otherPathsCase(subject),
  ]
}

async function* models(run: Run): AsyncGenerator<readonly Deviation[]> {
  const { subject } = run
  for (const model of soldModels(subject.descriptor)) {
    const exchange = await emptySubmit(run, model)
    const { path } = exchange.request
    const operation = submitOf(subject, model)?.operation
    yield judging(exchange, (answer) =>
      [404, 405, 501].includes(answer.status) || (answer.status >= 300 && answer.status < 400)
        ? [
            {
              message: `The model ${model} is not at ${path}.`,
              ...{ want: 'a refusal of what is missing', got: shown(answer) },
              ...(operation === undefined ? {} : { pointer: toPointer(operation.path) }),
            },
          ]
        : [],
    )
  }
}

async function* followUp(run: Run): AsyncGenerator<readonly Deviation[]> {
  const { requestId } = await run.course('usual')
  if (requestId === undefined) throw new Skipped('the edit got no job')
  for (const name of ['status', 'result'] as const) {
    const request = jobRequest(run.subject, name, requestId)
    if (request === undefined) continue
    const exchange = await run.send({ ...request, about: `${name} at the path of the contract` })
    yield judging(exchange, (answer) => notThere(answer, { path: request.path, name, run }))
  }
}

async function* ticketPaths(run: Run): AsyncGenerator<readonly Deviation[]> {
  const { subject } = run
  const { requestId, ticket } = await run.course('usual')
  if (requestId === undefined || ticket === undefined) throw new Skipped('the edit got no job')
  const paths = jobPaths(ticket.urls, requestId, subject.provider.baseUrl, subject.descriptor)
  for (const name of ['status', 'result'] as const) {
    // The path of the contract is looked at by another case.
    const path = paths[name]
    const request = jobRequest(subject, name, requestId)
    if (path === undefined || request === undefined) continue
    const exchange = await run.send({
      method: request.method,
      path,
      about: `${name} at the path of the ticket`,
    })
    yield judging(exchange, (answer) => notThere(answer, { path, name, run }))
  }
}

function modelPointers(subject: Subject): readonly string[] {
  return soldModels(subject.descriptor).flatMap((model) => {
    const operation = submitOf(subject, model)?.operation
    return operation === undefined ? [] : [toPointer(operation.path)]
  })
}
