import type { ProviderDescriptor } from '../provider.ts'
import type { Model } from '../vocabulary.ts'

const names: readonly Model[] = ['max', 'pro']

/** The models a provider sells: the one an edit gets that names none first, the cheapest last. */
export function soldModels({ models }: ProviderDescriptor): readonly Model[] {
  return names.filter((model) => models[model] !== undefined)
}
