import type { Operation } from '../../contracts/index.ts'
import type { OperationRule, ProviderDescriptor } from '../../provider.ts'
import { shapeOf } from '../operations/path-shape.ts'

/** What operations are for: `submit max`, `status`, `result`, `cancel`, `stream`. One may have several roles. */
export type Roles = ReadonlyMap<string, Operation>

/** The operations of a contract by what they are for, as the descriptor of its provider says. */
export function rolesOf(
  operations: readonly Operation[],
  { models, operations: rules }: ProviderDescriptor,
): Roles {
  const found = (method: OperationRule['method'], path: string): Operation | undefined =>
    operations.find(
      (operation) =>
        operation.method === method.toLowerCase() && shapeOf(operation.template) === shapeOf(path),
    )
  const all: [string, Operation | undefined][] = [
    ...Object.entries(models).map(([model, { path }]): [string, Operation | undefined] => [
      `submit ${model}`,
      found('POST', path),
    ]),
    ...Object.entries(rules).map(([role, { method, path }]): [string, Operation | undefined] => [
      role,
      found(method, path),
    ]),
  ]
  return new Map(all.flatMap(([role, operation]) => (operation === undefined ? [] : [[role, operation]])))
}

/** Whether a role is to submit an edit. */
export function isSubmit(role: string): boolean {
  return role.startsWith('submit ')
}
