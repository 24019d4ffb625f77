import { createKontext, InputError, providers, type Kontext } from 'kontext-sdk'

/** Flags that say where an edit goes. */
export interface ProviderFlags {
  readonly provider: string
  readonly baseUrl?: string
}

const loopback = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i

/**
 * The client for `--provider` and `--base-url`. The key comes from the provider's environment variable: on a
 * command line it would be in the shell's history. A mock on loopback takes any key, so there none is needed.
 */
export function kontextFor({ provider: id, baseUrl }: ProviderFlags): Kontext {
  const known = Object.keys(providers)
  const factory = Object.entries(providers).find(([name]) => name === id)?.[1]
  if (factory === undefined) {
    const message = `Failed to find provider ${JSON.stringify(id)}: there is no contract for it. Known: ${known.join(', ')}.`
    throw new InputError(message, { provider: id, issues: [{ path: 'provider', message }] })
  }
  const provider = factory(baseUrl === undefined ? {} : { baseUrl })
  const keyIsSet = process.env[provider.capabilities.auth.env] !== undefined
  if (baseUrl === undefined || keyIsSet || !loopback.test(baseUrl)) return createKontext(provider)
  return createKontext(factory({ baseUrl, apiKey: 'mock' }))
}
