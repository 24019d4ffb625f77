import { providers } from '../../generated/providers.ts'
import type { ProviderDescriptor } from '../provider.ts'

/** What every provider there is a contract for is, as data. */
export function mockedProviders(): readonly ProviderDescriptor[] {
  return Object.values(providers).map((make) => make({ baseUrl: 'http://127.0.0.1' }).capabilities)
}
