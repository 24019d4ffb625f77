import type { ContractEngine } from 'kontext-sdk/testing'
import { checksOf, type FoundOperation, type ContractRequest } from 'kontext-sdk/contracts'
import { sampleOf } from './sample.ts'
import type { Contracts } from '../contracts.ts'

/** A contract engine of our own: a tree of paths, and Ajv compiled from the contract. Needs none of Prism. */
export function createFastEngine(contracts: Pick<Contracts, 'of'>): ContractEngine {
  const find = (provider: string, { method, path }: ContractRequest): FoundOperation | undefined => {
    const document = contracts.of(provider)
    return document === undefined ? undefined : checksOf(document).find(method, path)
  }
  return {
    exchange: async (provider, request, reply) => {
      const found = find(provider, request)
      if (found === undefined) return { matched: false }
      const { matched, checks } = found.target
      const said = await reply(matched, checks.request(request, found.values))
      const answer = { ...said, headers: { 'content-type': 'application/json', ...said.headers } }
      return { matched: true, operation: matched.id, answer, broken: checks.answer(answer) }
    },
    sample: (provider, request, preference) => {
      const found = find(provider, request)
      if (found === undefined || found.target.checks.request(request, found.values).length > 0)
        return Promise.resolve({ kind: 'not-now' })
      const { operation, checks } = found.target
      const sample = sampleOf(operation, preference)
      return Promise.resolve(
        sample.kind === 'refused'
          ? { ...sample, operation: operation.id }
          : {
              ...sample,
              operation: operation.id,
              broken: checks.answer(sample.answer),
            },
      )
    },
  }
}
