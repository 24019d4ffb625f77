import type { ContractEngine } from 'kontext-sdk/testing'
import type { Contracts } from '../contracts.ts'
import { createFastEngine } from './fast-engine.ts'

/** What checks requests and answers against the contracts. */
export type EngineName = 'fast' | 'prism'

/** Names of the engines, the default first. */
export const engineNames = ['prism', 'fast'] as const satisfies readonly EngineName[]

/**
 * Makes a contract engine. Prism is loaded at the first request: it takes a third of a second, which a server that
 * nobody asks need not spend.
 */
export function createEngine(name: EngineName, contracts: Contracts): ContractEngine {
  if (name === 'fast') return createFastEngine(contracts)
  let loading: Promise<ContractEngine> | undefined
  let loaded: ContractEngine | undefined
  const load = async (): Promise<ContractEngine> => {
    const { createPrismEngine } = await import('./prism-engine.ts')
    loaded = createPrismEngine(contracts)
    return loaded
  }
  const ready = (): ContractEngine | Promise<ContractEngine> => loaded ?? (loading ??= load())
  return {
    exchange: async (provider, request, reply) => (await ready()).exchange(provider, request, reply),
    sample: async (provider, request, preference) => {
      const engine = await ready()
      return engine.sample?.(provider, request, preference) ?? { kind: 'not-now' }
    },
  }
}
