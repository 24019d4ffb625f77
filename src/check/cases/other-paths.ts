import { toPointer, valueAt } from '../../contracts/json-tree.ts'
import type { Case } from '../case.ts'
import { operationOf, type JobOperation } from '../wire/operations.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { Skipped } from '../run/skipped.ts'
import { gathered, judging } from './judging.ts'
import { notThere } from './not-there.ts'

interface OtherPath {
  readonly name: JobOperation
  readonly method: string
  /** With `{request_id}` in it. */
  readonly template: string
  /** Where the contract names it. */
  readonly pointer: string
}

/** Whether a job is there at the paths that the contract names beside its own, as `x-also-at`. */
export function otherPathsCase(subject: Subject): Case {
  const others = otherPaths(subject)
  const none = others.length === 0 ? { inapplicable: 'its contract names no other paths' } : {}
  return {
    ...{ id: 'paths.forms', group: 'paths', severity: 'minor', edits: ['usual'], ...none },
    title: 'A job is there at the other paths its contract names.',
    pointers: others.map(({ pointer }) => pointer),
    run: (run) => gathered(lookAtOthers(run)),
  }
}

async function* lookAtOthers(run: Run): AsyncGenerator<readonly Deviation[]> {
  const { requestId } = await run.course('usual')
  if (requestId === undefined) throw new Skipped('the edit got no job')
  for (const { name, method, template, pointer } of otherPaths(run.subject)) {
    const path = template.replace('{request_id}', encodeURIComponent(requestId))
    const about = `${name} at ${template.replace('{request_id}', '…')}`
    const exchange = await run.send({
      method,
      path,
      about,
      ...(name === 'stream' ? { headers: { accept: 'text/event-stream' } } : {}),
    })
    yield judging(exchange, (answer) =>
      notThere(answer, { path, name, run }).map((one) => ({ ...one, pointer })),
    )
  }
}

function otherPaths(subject: Subject): readonly OtherPath[] {
  const { contract, descriptor, model } = subject
  // What is under the path of another model is about its jobs.
  const foreign = Object.entries(descriptor.models).flatMap(([name, { path }]) =>
    name === model ? [] : [`${path}/requests/`],
  )
  return (['status', 'result', 'stream', 'cancel'] as const).flatMap((name) => {
    const operation = operationOf(subject, name)?.operation
    if (operation === undefined) return []
    const at = [...operation.path, 'x-also-at']
    const said = valueAt(contract.document.root, at)
    return (Array.isArray(said) ? said : []).flatMap((template: unknown, index): OtherPath[] =>
      typeof template !== 'string' ||
      !template.startsWith('/') ||
      foreign.some((prefix) => template.startsWith(prefix))
        ? []
        : [{ name, method: operation.method.toUpperCase(), template, pointer: toPointer([...at, index]) }],
    )
  })
}
