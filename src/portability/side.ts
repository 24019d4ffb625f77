import { InputError } from '../errors/errors.ts'
import { asRecord } from '../narrow.ts'
import type { Provider, ProviderDescriptor } from '../provider.ts'

/** A provider, or what it can do: its `capabilities`. A failover stands for all its members, its capabilities do not. */
export type Comparable = Provider | ProviderDescriptor

/** One of those that are asked whether they take an edit. */
export interface Side {
  readonly id: string
  /** The provider itself, or, of a failover, all that must take the edit. */
  readonly members: readonly ProviderDescriptor[]
}

/** @throws InputError when it is no provider */
export function sideOf(given: Comparable, name: string): Side {
  if (isProvider(given)) {
    const members = given.members?.map(({ capabilities }) => capabilities)
    return { id: given.id, members: members ?? [given.capabilities] }
  }
  if (isDescriptor(given)) return { id: given.id, members: [given] }
  throw notProvider(name, given)
}

/** @throws InputError when it is no list of providers, or an empty one */
export function sidesOf(providers: readonly Comparable[]): readonly Side[] {
  const given: unknown = providers
  if (!Array.isArray(given) || given.length === 0) {
    const fact = Array.isArray(given) ? 'is empty' : 'is no list'
    throw wrongUse('providers', `providers ${fact}. Pass at least one, such as [fal()].`)
  }
  return providers.map((provider, index) => sideOf(provider, `providers[${index}]`))
}

function isProvider(value: unknown): value is Provider {
  return isDescriptor(asRecord(value)?.['capabilities'])
}

function isDescriptor(value: unknown): value is ProviderDescriptor {
  const { id, models, options, images } = asRecord(value) ?? {}
  return typeof id === 'string' && [models, options, images].every((part) => asRecord(part) !== undefined)
}

function notProvider(name: string, value: unknown): InputError {
  const remedy =
    typeof value === 'function'
      ? 'is a function, not what it makes. Call it: fal().'
      : 'is no provider. Pass one, such as fal().'
  return wrongUse(name, `${name} ${remedy}`)
}

function wrongUse(path: string, message: string): InputError {
  return new InputError(`Failed to compare providers: ${message}`, {
    provider: 'unknown',
    issues: [{ path, message }],
  })
}
