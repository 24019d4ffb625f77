import type { Contract } from '../../contracts/index.ts'
import { InputError } from '../../errors/errors.ts'
import { asRecord } from '../../narrow.ts'
import type { Provider, ProviderDescriptor } from '../../provider.ts'

/** A provider, or its `capabilities`, and its contract, as `readContract` of `kontext-sdk/contracts` reads it. */
export interface ProviderContract {
  readonly contract: Contract
  readonly provider: Provider | ProviderDescriptor
}

/** A contract, and what its provider is as data. */
export interface Described {
  readonly contract: Contract
  readonly provider: ProviderDescriptor
}

/** @throws InputError when it is something else */
export function described(given: ProviderContract, name: string): Described {
  const { contract, provider } = asRecord(given) ?? {}
  if (asRecord(asRecord(contract)?.['document']) === undefined) throw wrong(name, 'contract')
  const capabilities = asRecord(asRecord(provider)?.['capabilities']) ?? asRecord(provider)
  if (asRecord(capabilities?.['models']) === undefined) throw wrong(name, 'provider')
  return {
    contract: given.contract,
    provider: 'capabilities' in given.provider ? given.provider.capabilities : given.provider,
  }
}

function wrong(name: string, part: 'contract' | 'provider'): InputError {
  const fact = `has no ${part}`
  return new InputError(
    `Failed to compare providers: ${name} ${fact}. Pass { provider: fal(), contract: readContract('fal') }; readContract is in kontext-sdk/contracts.`,
    { provider: 'unknown', issues: [{ path: `${name}.${part}`, message: fact }] },
  )
}
