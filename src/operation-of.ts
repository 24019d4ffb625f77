import type { JobHandle } from './handle.ts'
import type { OperationRule, Provider } from './provider.ts'

/** The operation on one job: by the ticket's path where it named another, else by the contract's. */
export function operationOf(name: 'status' | 'result', handle: JobHandle, provider: Provider): OperationRule
export function operationOf(name: 'cancel', handle: JobHandle, provider: Provider): OperationRule | undefined
export function operationOf(
  name: 'status' | 'result' | 'cancel',
  handle: JobHandle,
  provider: Provider,
): OperationRule | undefined {
  const rule = provider.capabilities.operations[name]
  if (rule === undefined) return undefined
  const path = handle.paths?.[name] ?? rule.path.replace('{request_id}', handle.requestId)
  return { method: rule.method, path }
}
