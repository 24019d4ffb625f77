import type { ProviderDescriptor } from '../../../src/provider.ts'
import { falDescriptor } from '../descriptors.ts'

/** Native fields of every kind. */
export const many: ProviderDescriptor = {
  ...falDescriptor,
  native: {
    need: { type: 'any', required: true },
    list: { type: 'array' },
    map: { type: 'object' },
    pick: { type: 'string', values: ['a', 2] },
    only: { type: 'number', models: ['max'] },
  },
}
