import { AuthError } from './errors.ts'
import type { Provider } from './provider.ts'
import { redactCause } from './redact.ts'

/**
 * The key of a provider, read anew at each request so that it can rotate.
 * @throws AuthError when there is none or when it cannot be a header; nothing was sent then
 */
export async function readApiKey(provider: Provider): Promise<string> {
  const { env } = provider.capabilities.auth
  const fail = (fact: string, cause?: Error): never => {
    throw new AuthError(`Failed to call ${provider.id}: ${fact}`, { provider: provider.id, cause })
  }
  const given = await keyOf(provider).catch((error: unknown) =>
    fail('the apiKey function threw. See its error in `cause`.', redactCause(error, [])),
  )
  const key = typeof given === 'string' ? given.trim() : ''
  if (key === '') return fail(`there is no API key. Set ${env}, or pass { apiKey } to the provider.`)
  // Fetch repeats an invalid header value in its message: such a key must not get that far.
  if (!/^[\x21-\x7e]+$/.test(key)) return fail('the API key has characters no key has. Copy it again.')
  return key
}

async function keyOf({ apiKey, capabilities }: Provider): Promise<string | undefined> {
  if (typeof apiKey === 'function') return apiKey()
  if (apiKey !== undefined) return apiKey
  // Neither `process` nor its `env` is there in every browser and edge runtime.
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env?.[capabilities.auth.env]
}
