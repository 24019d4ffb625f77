import { createKontext, InputError, providers, type Kontext, type Provider } from 'kontext-sdk'
import { didYouMean } from '../nearest.ts'
import { checkAddress } from './check-address.ts'

/** Flags that say where an edit goes. */
export interface ProviderFlags {
  readonly provider: string
  readonly baseUrl?: string
}

/** Whether an address is this machine's: a mock, which takes any key. */
export function isLocal(baseUrl: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(baseUrl)
}

/** The client for `--provider` and `--base-url`. */
export function kontextFor(flags: ProviderFlags): Kontext {
  return createKontext(providerFor(flags))
}

/**
 * The provider for its id and `--base-url`. The key comes from the provider's environment variable: on a command line it
 * would be in the shell's history. A mock needs none, nor does what sends nothing (`keyless`).
 */
export function providerFor(
  { provider: id, baseUrl }: ProviderFlags,
  { keyless = false }: { readonly keyless?: boolean } = {},
): Provider {
  const factory = Object.entries(providers).find(([name]) => name === id)?.[1]
  if (factory === undefined) {
    const known = Object.keys(providers)
    const guess = didYouMean(id, known)
    const message = `Failed to find provider ${JSON.stringify(id)}: there is no contract for it.${guess} Known: ${known.join(', ')}.`
    throw new InputError(message, { provider: id, issues: [{ path: '--provider', message }] })
  }
  const { capabilities } = factory({ baseUrl: 'https://relay.invalid' })
  if (baseUrl === undefined && capabilities.servers.length === 0) {
    const message = `Failed to set up ${id}: its contract names no server. Give --base-url with the address of your relay.`
    throw new InputError(message, { provider: id, issues: [{ path: '--base-url', message }] })
  }
  // Says what is wrong with the address before it asks for a key.
  if (baseUrl !== undefined) checkAddress(baseUrl, capabilities)
  factory(baseUrl === undefined ? {} : { baseUrl })
  const { env } = capabilities.auth
  const key = process.env[env] ?? ''
  if (!keyless && key === '' && (baseUrl === undefined || !isLocal(baseUrl))) {
    const message = `Failed to set up ${id}: there is no API key. Set ${env} in the environment.`
    throw new InputError(message, { provider: id, issues: [{ path: env, message }] })
  }
  const apiKey = key === '' ? 'mock' : key
  return factory(baseUrl === undefined ? { apiKey } : { baseUrl, apiKey })
}
