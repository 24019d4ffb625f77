import { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js'
import type { ContractDocument } from 'kontext-sdk/contracts'

/** An operation as Prism knows it. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

const made = new WeakMap<ContractDocument, Promise<ReadonlyMap<string, PrismOperation>>>()

/** Prism's operations of a contract, by method and path: `get /requests/{request_id}`. Made once a contract. */
export function prismOperationsOf(document: ContractDocument): Promise<ReadonlyMap<string, PrismOperation>> {
  const before = made.get(document)
  if (before !== undefined) return before
  const operations = makeOperations(document)
  made.set(document, operations)
  return operations
}

async function makeOperations({ root }: ContractDocument): Promise<ReadonlyMap<string, PrismOperation>> {
  // Without a dialect of its own, Prism takes the schemas of an OpenAPI 3.1 document for JSON Schema draft-07
  // (@stoplight/http-spec, oas/transformers/schema). It changes the document it is given.
  const document = {
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    ...structuredClone(root),
  }
  const operations = await getHttpOperationsFromSpec(document)
  return new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, slim(operation)]))
}

/** Without empty lists of parameters: Prism makes a matcher of the path for every request that has such a list. */
function slim(operation: PrismOperation): PrismOperation {
  const { body, ...lists } = operation.request ?? {}
  const filled = Object.entries(lists).filter(([, list]) => !Array.isArray(list) || list.length > 0)
  return { ...operation, request: { ...Object.fromEntries(filled), ...(body === undefined ? {} : { body }) } }
}

const narrowed = new WeakMap<PrismOperation, Map<number, PrismOperation>>()

/** The operation with the answers of one status only: Prism makes a regular expression of each answer's code, each time. */
export function withAnswer(operation: PrismOperation, status: number): PrismOperation {
  let known = narrowed.get(operation)
  if (known === undefined) narrowed.set(operation, (known = new Map<number, PrismOperation>()))
  let found = known.get(status)
  if (found === undefined) {
    const exact = operation.responses.filter(({ code }) => code === String(status))
    found = exact.length === 0 ? operation : { ...operation, responses: exact }
    known.set(status, found)
  }
  return found
}
