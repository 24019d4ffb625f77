import type { Served } from '../../contracts/contract-checks.ts'
import type { Model } from '../../vocabulary.ts'
import type { CheckRequest } from './exchange.ts'
import type { Subject } from '../subject.ts'

/** What can be asked of a job. */
export type JobOperation = 'status' | 'result' | 'cancel' | 'stream'

/** The operation of the contract that submits edits of a model; undefined where the contract sells none. */
export function submitOf({ checks, descriptor }: Subject, model: Model): Served | undefined {
  const rule = descriptor.models[model]
  return rule === undefined ? undefined : checks.find('post', rule.path)?.target
}

/** An operation on a job as the contract has it; undefined where it has none. */
export function operationOf({ checks, descriptor }: Subject, name: JobOperation): Served | undefined {
  const rule = descriptor.operations[name]
  return rule === undefined ? undefined : checks.find(rule.method, pathFor(rule.path, 'a'))?.target
}

/** The request that asks this of a job; undefined where the contract has no such operation. */
export function jobRequest(
  subject: Subject,
  name: JobOperation,
  id: string,
): Pick<CheckRequest, 'method' | 'operation' | 'path'> | undefined {
  const rule = subject.descriptor.operations[name]
  const served = operationOf(subject, name)
  return rule === undefined || served === undefined
    ? undefined
    : { method: rule.method, path: pathFor(rule.path, id), operation: served.operation.id }
}

/** Whether looks at the status bring the result along: then the contract has one operation for both. */
export function hasResultOfItsOwn({ descriptor: { operations } }: Subject): boolean {
  return operations.result.path !== operations.status.path
}

function pathFor(template: string, id: string): string {
  return template.replace('{request_id}', encodeURIComponent(id))
}
