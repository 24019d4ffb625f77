import { createRequire } from 'node:module'
import { providers, type ProviderDescriptor } from 'kontext-sdk'

/** A provider the mock can play: its description as data, and where its contract lies. */
export interface MockedProvider {
  readonly descriptor: ProviderDescriptor
  /** Absolute path of the OpenAPI document. */
  readonly contract: string
}

/**
 * The providers of the `kontext-sdk` that is installed beside this package. The mock ships no contracts of its own,
 * so it cannot disagree with the client.
 */
export function mockedProviders(): ReadonlyMap<string, MockedProvider> {
  const { resolve } = createRequire(import.meta.url)
  return new Map(
    Object.entries(providers).map(([id, factory]) => {
      const { capabilities } = factory({ baseUrl: 'http://127.0.0.1' })
      return [id, { descriptor: capabilities, contract: resolve(`kontext-sdk/contracts/${id}.openapi.yaml`) }]
    }),
  )
}
