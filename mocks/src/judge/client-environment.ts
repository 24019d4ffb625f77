import type { ProviderDescriptor } from 'kontext-sdk'

/** What one run of a client needs to know. */
export interface ClientPlace {
  readonly provider: Pick<ProviderDescriptor, 'auth' | 'id'>
  /** Address of the mock. */
  readonly url: string
  /** Base URL of the provider on the mock. */
  readonly baseUrl: string
  readonly key: string
  /** Name of the fault. */
  readonly fault: string
  /** Address of the proxy that lets nothing through. */
  readonly proxyUrl: string
}

/** An image every provider takes by its address; the mock does not fetch it. */
export const imageUrl = 'https://example.com/flour.png'

// A pixel.
const imageData =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQi1oAAAGyARnBUHNDAAAAAElFTkSuQmCC'

/**
 * The environment of a client. Whatever heeds proxies reaches nothing but the mock; Node does from 22.21 and 24.5 on,
 * where it is told to. (nodejs.org/api/cli.html#node_use_env_proxy1)
 */
export function clientEnvironment(place: ClientPlace): Readonly<Record<string, string>> {
  const { provider, url, baseUrl, key, fault, proxyUrl } = place
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()])
  return {
    KONTEXT_MOCK_URL: url,
    KONTEXT_MOCK_BASE_URL: baseUrl,
    KONTEXT_MOCK_KEY: key,
    KONTEXT_MOCK_PROVIDER: provider.id,
    KONTEXT_MOCK_FAULT: fault,
    KONTEXT_MOCK_IMAGE_URL: imageUrl,
    KONTEXT_MOCK_IMAGE_DATA: imageData,
    [provider.auth.env]: key,
    ...Object.fromEntries(proxies.map((name) => [name, proxyUrl])),
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
    NODE_USE_ENV_PROXY: '1',
  }
}

/** A command with what stands in braces filled in: `{baseUrl}`, `{url}`, `{key}`, `{imageUrl}`, `{fault}`. */
export function filledIn(command: readonly string[], { url, baseUrl, key, fault }: ClientPlace): string[] {
  const values: Readonly<Record<string, string>> = { url, baseUrl, key, fault, imageUrl }
  return command.map((word) => word.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole))
}
