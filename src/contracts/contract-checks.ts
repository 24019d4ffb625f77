import type { ContractRequest, MatchedOperation, Violation } from './exchange.ts'
import type { ContractDocument } from './contract-document.ts'
import { answerFor, Compilers, OperationChecks } from './operation-checks.ts'
import { operationsOf, type Example, type Operation } from './operations.ts'
import { Router, type Found } from './router.ts'

/** One operation of a contract, ready to be served. */
export interface Served {
  readonly operation: Operation
  readonly matched: MatchedOperation
  readonly checks: OperationChecks
}

/** What a request means. */
export type FoundOperation = Found<Served>

/** Router and validators of one contract, made at its first request. */
export interface ContractChecks {
  find(method: string, path: string): FoundOperation | undefined
  /** What a request breaks, located in the contract. */
  violations(request: ContractRequest): readonly Violation[]
}

const made = new WeakMap<ContractDocument, ContractChecks>()

/** Router and validators of a contract; the same ones for the same contract. */
export function checksOf(document: ContractDocument): ContractChecks {
  const before = made.get(document)
  if (before !== undefined) return before
  const checks = makeChecks(document)
  made.set(document, checks)
  return checks
}

function makeChecks(document: ContractDocument): ContractChecks {
  const compilers = new Compilers(document)
  const router = new Router(
    operationsOf(document.root).map((operation) => ({
      method: operation.method,
      template: operation.template,
      target: { operation, matched: toMatched(operation), checks: new OperationChecks(operation, compilers) },
    })),
  )
  return {
    find: (method, path) => router.find(method, path),
    violations: (request) => {
      const found = router.find(request.method, request.path)
      return found === undefined ? [] : found.target.checks.request(request, found.values)
    },
  }
}

function toMatched(operation: Operation): MatchedOperation {
  // The quickest deep copy of JSON.
  const texts = new Map<Example, string>()
  return {
    id: operation.id,
    example: (status, name) => {
      const all = answerFor(operation.answers, status)?.contents[0]?.examples ?? []
      const example = all.find((candidate) => candidate.name === (name ?? 'default')) ?? all[0]
      if (example === undefined) {
        throw new Error(
          `Failed to answer ${operation.id}: its contract has no example for ${String(status)} ${name ?? ''}. Add one under specs/.`,
        )
      }
      let text = texts.get(example)
      if (text === undefined) texts.set(example, (text = JSON.stringify(example.value)))
      return JSON.parse(text) as Record<string, unknown>
    },
  }
}
