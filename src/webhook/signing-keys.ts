import type { Clock } from '../clock.ts'
import { webhookKeysUrl } from '../dialects/fal-webhook.ts'
import { guarded } from '../http/guarded.ts'
import { asRecord, asText } from '../narrow.ts'
import { readBody } from '../http/read-body.ts'

/** A JSON Web Key Set, as fal publishes it. */
export interface SigningKeySet {
  readonly keys: readonly object[]
}

/** How to come by keys. */
export interface KeyAccess {
  readonly fetch: typeof fetch
  readonly clock: Clock
}

interface Cached {
  keys: readonly CryptoKey[]
  /** Milliseconds since 1970; 0 when they were never fetched. */
  fetchedAt: number
  triedAt: number
  pending: Promise<void> | undefined
  fault: unknown
}

const keepMs = 24 * 60 * 60 * 1000
const renewMs = 5 * 60 * 1000
const failedMs = 10 * 1000
const requestTimeoutMs = 10_000
const maxBytes = 256 * 1024
const maxKeys = 20

// Of one `fetch` each: a test's keys must not meet the real ones.
const caches = new WeakMap<typeof fetch, Cached>()

/** Whether to fetch keys now. `doubted`: the keys at hand did not make a signature. */
export function mustFetch(
  cached: { readonly fetchedAt: number; readonly triedAt: number },
  now: number,
  doubted: boolean,
): boolean {
  const fresh = cached.fetchedAt > 0 && Math.abs(now - cached.fetchedAt) < keepMs
  const sinceTried = Math.abs(now - cached.triedAt)
  // Whoever sends forgeries must not make this machine ask fal at each of them.
  return fresh ? doubted && sinceTried >= renewMs : sinceTried >= failedMs
}

/**
 * The keys of fal: kept for at most 24 hours, fetched again at most every 5 minutes when `doubted`.
 * @throws the error of the network when there are none
 */
export async function publishedKeys(
  { fetch, clock }: KeyAccess,
  doubted: boolean,
): Promise<readonly CryptoKey[]> {
  const cached = caches.get(fetch) ?? newCache()
  caches.set(fetch, cached)
  if (mustFetch(cached, clock.now(), doubted)) {
    cached.triedAt = clock.now()
    cached.pending = renew(cached, { fetch, clock }).finally(() => {
      cached.pending = undefined
    })
  }
  await cached.pending
  if (cached.fetchedAt > 0 && Math.abs(clock.now() - cached.fetchedAt) < keepMs) return cached.keys
  throw cached.fault
}

function newCache(): Cached {
  return { keys: [], fetchedAt: 0, triedAt: 0, pending: undefined, fault: undefined }
}

async function renew(cached: Cached, { fetch, clock }: KeyAccess): Promise<void> {
  try {
    const guard = { clock, timeoutMs: requestTimeoutMs, signal: undefined }
    const set = await guarded((signal) => download(fetch, signal), guard)
    cached.keys = await importKeys(set)
    cached.fetchedAt = clock.now()
  } catch (error) {
    cached.fault = error
  }
}

async function download(send: typeof fetch, signal: AbortSignal): Promise<SigningKeySet> {
  const response = await send(webhookKeysUrl, { signal, redirect: 'manual', credentials: 'omit' })
  if (response.status !== 200) {
    response.body?.cancel().catch(() => undefined)
    throw new Error(`the key server answered ${response.status}`)
  }
  const body: unknown = JSON.parse(new TextDecoder().decode(await readBody(response, { maxBytes })))
  const keys = asRecord(body)?.['keys']
  if (!Array.isArray(keys)) throw new Error('the key server answered no key set')
  return { keys }
}

/**
 * The ED25519 keys of a set; others in it are left out.
 * @throws Error when there is none this machine can use
 */
export async function importKeys({ keys }: SigningKeySet): Promise<readonly CryptoKey[]> {
  const settled = await Promise.allSettled(
    keys.slice(0, maxKeys).map(async (key: unknown) => {
      const record = asRecord(key)
      const x = asText(record?.['x'])
      if (record?.['kty'] !== 'OKP' || record['crv'] !== 'Ed25519' || x === undefined)
        throw new Error('the key set has no ED25519 key')
      // Only what is needed: fields such as `use` and `key_ops` make some platforms refuse a key.
      return crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify'])
    }),
  )
  const usable = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (usable.length > 0) return usable
  const refused = settled.find((one) => one.status === 'rejected')
  throw refused?.reason instanceof Error ? refused.reason : new Error('the key set is empty')
}
