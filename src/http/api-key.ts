import { AuthError } from '../errors/errors.ts'
import { isLoopback, type Provider } from '../provider.ts'
import { redactCause } from '../errors/redact.ts'

/**
 * The key of a provider, read anew at each request so that it can rotate; undefined where none is to be sent.
 * @throws AuthError when there is none, when it cannot be a header, or when it would go out from a browser; nothing
 * was sent then
 */
export async function readApiKey(provider: Provider): Promise<string | undefined> {
  const { env } = provider.capabilities.auth
  const fail = (fact: string, cause?: Error): never => {
    throw new AuthError(`Failed to call ${provider.id}: ${fact}`, { provider: provider.id, cause })
  }
  const given = await keyOf(provider).catch((error: unknown) =>
    fail('the apiKey function threw. See its error in `cause`.', redactCause(error, [])),
  )
  if (given === false) return undefined
  const key = typeof given === 'string' ? given.trim() : ''
  if (key === '') return fail(`there is no API key. Set ${env}, or pass { apiKey } to the provider.`)
  // Fetch repeats an invalid header value in its message: such a key must not get that far.
  if (!/^[\x21-\x7e]+$/.test(key)) return fail('the API key has characters no key has. Copy it again.')
  if (provider.allowBrowser !== true && inBrowser() && !isLoopback(new URL(provider.baseUrl).hostname)) {
    return fail(
      'whoever opens the page could read the API key. Call a proxy of yours by { baseUrl, apiKey: false }, or pass { allowBrowser: true }.',
    )
  }
  return key
}

async function keyOf({ apiKey, capabilities }: Provider): Promise<string | false | undefined> {
  if (apiKey !== undefined) return apiKey()
  return environment()?.env?.[capabilities.auth.env]
}

// A page or one of its workers. Node with a simulated page, as in tests, is none; bundlers leave `process` without
// a version.
function inBrowser(): boolean {
  const page = 'document' in globalThis || 'importScripts' in globalThis
  return page && environment()?.versions?.node === undefined && !('Deno' in globalThis)
}

// Neither `process` nor its `env` is there in every browser and edge runtime.
function environment() {
  const { process } = globalThis as { process?: Partial<Pick<NodeJS.Process, 'env' | 'versions'>> }
  return process
}
