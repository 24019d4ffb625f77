import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** Keys by Node's own crypto: the signature of a test must not come from the code that is tested. */
export function nodeKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const jwk = publicKey.export({ format: 'jwk' })
  return { privateKey, jwk: { ...jwk, use: 'sig', alg: 'EdDSA', kid: 'k' } }
}

/** A delivery as fal documents it. */
export interface Told {
  readonly requestId?: string
  readonly userId?: string
  /** Seconds since 1970. */
  readonly timestamp?: number
  readonly body?: unknown
  readonly privateKey: KeyObject
}

/** The time of the fake clock in these tests, in seconds. */
export const nowSeconds = 1_700_000_000

/** What fal sends when a job ended well. */
export const ok = (requestId = 'job-1') => ({
  request_id: requestId,
  gateway_request_id: requestId,
  status: 'OK',
  payload: {
    images: [{ url: 'https://fal.media/files/a.jpg', content_type: 'image/jpeg', width: 8, height: 8 }],
    seed: 42,
    has_nsfw_concepts: [false],
  },
})

/** Signs a delivery as fal documents it. (fal.ai/docs/model-apis/webhooks) */
export function deliver({
  requestId = 'job-1',
  userId = 'user-1',
  timestamp = nowSeconds,
  body,
  privateKey,
}: Told) {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? ok(requestId))
  const digest = createHash('sha256').update(text).digest('hex')
  const signature = sign(null, Buffer.from(`${requestId}\n${userId}\n${timestamp}\n${digest}`), privateKey)
  const headers: Record<string, string> = {
    'X-Fal-Webhook-Request-Id': requestId,
    'X-Fal-Webhook-User-Id': userId,
    'X-Fal-Webhook-Timestamp': String(timestamp),
    'X-Fal-Webhook-Signature': signature.toString('hex'),
  }
  return { headers, body: text }
}
