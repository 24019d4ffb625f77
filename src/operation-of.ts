import type { JobHandle } from './handle.ts'
import type { OperationRule, Provider } from './provider.ts'

/** An operation on one job, by name. */
export interface JobOperation extends OperationRule {
  readonly operation: 'status' | 'result' | 'cancel'
}

/** The operation on one job: by the ticket's path where it named another, else by the contract's. */
export function operationOf(name: 'status' | 'result', handle: JobHandle, provider: Provider): JobOperation
export function operationOf(name: 'cancel', handle: JobHandle, provider: Provider): JobOperation | undefined
export function operationOf(
  name: 'status' | 'result' | 'cancel',
  handle: JobHandle,
  provider: Provider,
): JobOperation | undefined {
  const rule = provider.capabilities.operations[name]
  if (rule === undefined) return undefined
  const path = handle.paths?.[name] ?? rule.path.replace('{request_id}', handle.requestId)
  return { method: rule.method, path, operation: name }
}
