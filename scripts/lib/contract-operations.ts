import { arrayAt, isObject, objectAt, stringAt, type JsonObject } from './json.ts'

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const

/** One operation of a contract. */
export interface ContractOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operation: JsonObject
}

/** Every operation of a contract, in the order of its paths. */
export function operationsOf(contract: JsonObject): ContractOperation[] {
  return Object.entries(objectAt(contract, 'paths')).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined
      return isObject(operation)
        ? [{ id: stringAt(operation, 'operationId') ?? '', method, path, operation }]
        : []
    }),
  )
}

/** Names of the security schemes a contract asks for. */
export function securityOf(contract: JsonObject): string[] {
  return arrayAt(contract, 'security').flatMap((entry) => (isObject(entry) ? Object.keys(entry) : []))
}
