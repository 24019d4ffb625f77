import { contracts } from '../../../generated/contracts.ts'
import type { ContractRequest, MatchedOperation, Violation } from '../../contracts/exchange.ts'
import type { ContractEngine } from './contract-engine.ts'

/** A finding of a generated validator. */
interface Finding {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
  readonly params?: Readonly<Record<string, unknown>>
}

interface Validator {
  (body: unknown): boolean
  errors?: readonly Finding[] | null
}

interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, readonly string[]>>
}

/** A contract as the generator wrote it, widened: examples by operation, status and name. */
interface Contract {
  readonly operations: readonly Operation[]
  readonly answers: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>
  readonly validators: Readonly<Record<string, Validator>>
}

/**
 * The contract engine that needs neither files nor libraries: requests are checked by the generated validators,
 * examples come from the fixtures. Answers are not checked here: the HTTP server's engines do that for the same answers.
 */
export function createGeneratedEngine(): ContractEngine {
  // Data of the generator: validators are JavaScript without types.
  const known = contracts as unknown as Readonly<Record<string, Contract>>
  const matchers = new Map(
    Object.entries(known).map(([provider, { operations }]) => [
      provider,
      operations.map((operation) => ({ operation, pattern: patternOf(operation.path) })),
    ]),
  )
  return {
    exchange: async (provider, request, reply) => {
      const contract = known[provider]
      const operation = matchers
        .get(provider)
        ?.find(
          (entry) => entry.operation.method === request.method && entry.pattern.test(request.path),
        )?.operation
      if (contract === undefined || operation === undefined) return { matched: false }
      const answer = await reply(matched(contract, operation), violationsOf(contract, operation, request))
      return { matched: true, operation: operation.id, answer, broken: [] }
    },
  }
}

function patternOf(path: string): RegExp {
  const literal = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replace(/\{\w+\}/g, '[^/]+')}$`)
}

function matched({ answers }: Contract, { id }: Operation): MatchedOperation {
  return {
    id,
    example: (status, name) => {
      const examples = answers[id]?.[String(status)] ?? {}
      const found = (name === undefined ? undefined : examples[name]) ?? Object.values(examples)[0]
      if (typeof found !== 'object' || found === null) {
        throw new Error(
          `Failed to answer ${id}: its contract has no example for ${status} ${name ?? ''}. Add one under specs/.`,
        )
      }
      return { ...structuredClone(found) }
    },
  }
}

function violationsOf(
  contract: Contract,
  operation: Operation,
  request: ContractRequest,
): readonly Violation[] {
  const query = Object.entries(operation.query).flatMap(([name, allowed]) => {
    const value = request.query[name]
    if (value === undefined || allowed.length === 0 || allowed.includes(value)) return []
    return [
      {
        location: ['query', name],
        keyword: 'enum',
        message: `must be equal to one of the allowed values: ${allowed.join(', ')}`,
      },
    ]
  })
  if (!operation.id.startsWith('submit')) return query
  return [
    ...query,
    ...bodyViolations(contract.validators[operation.id.slice('submit'.length).toLowerCase()], request),
  ]
}

function bodyViolations(validate: Validator | undefined, { body }: ContractRequest): readonly Violation[] {
  if (body === undefined)
    return [{ location: ['body'], keyword: 'required', message: 'Body parameter is required' }]
  if (validate === undefined || validate(body)) return []
  return (validate.errors ?? []).flatMap(
    ({ instancePath, keyword, message = 'breaks the contract', params = {} }) => {
      // The validators refuse fields that contracts leave open: a client must not pay for a misspelt one.
      if (keyword === 'additionalProperties') return []
      const missing = params['missingProperty']
      const location = ['body', ...instancePath.split('/').slice(1)]
      const allowed = params['allowedValues']
      return [
        {
          location: typeof missing === 'string' ? [...location, missing] : location,
          keyword,
          message: Array.isArray(allowed) ? `${message}: ${allowed.join(', ')}` : message,
        },
      ]
    },
  )
}
