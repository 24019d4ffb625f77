import { signedBytes, toHex, webhookHeaders } from '../../dialects/fal-webhook.ts'
import type { SigningKeySet } from '../../webhook/signing-keys.ts'

/** A key pair to sign test deliveries with, and what its public half looks like to those who check them. */
export interface TestWebhookKeys {
  readonly privateKey: CryptoKey
  readonly jwks: SigningKeySet
}

/** A delivery to sign. */
export interface TestWebhook {
  readonly requestId: string
  /** @default 'test-user' */
  readonly userId?: string
  /**
   * When it is signed, in milliseconds since 1970.
   * @default now
   */
  readonly timestampMs?: number
  /**
   * The body: bytes or a text are sent as they are, anything else as JSON.
   * @default a delivery of one image
   */
  readonly body?: unknown
  /** @default a pair made for this delivery */
  readonly keys?: TestWebhookKeys
}

/** A signed delivery: pass it to `verifyWebhook`, or POST it. */
export interface SignedTestWebhook {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** What to pass as `jwks`. */
  readonly jwks: SigningKeySet
}

/** Makes a key pair as fal has them: ED25519. */
export async function createTestWebhookKeys(): Promise<TestWebhookKeys> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const { kty, crv, x } = await crypto.subtle.exportKey('jwk', publicKey)
  return { privateKey, jwks: { keys: [{ kty, crv, x }] } }
}

/**
 * Signs a delivery as fal does.
 * ```ts
 * const { headers, body, jwks } = await signTestWebhook({ requestId: job.handle.requestId })
 * await verifyWebhook({ headers, body }, { jwks, userId: 'test-user' })
 * ```
 */
export async function signTestWebhook({
  requestId,
  userId = 'test-user',
  timestampMs = Date.now(),
  body,
  keys,
}: TestWebhook): Promise<SignedTestWebhook> {
  const { privateKey, jwks } = keys ?? (await createTestWebhookKeys())
  const bytes = toBytes(body ?? oneImage(requestId))
  const timestamp = String(Math.floor(timestampMs / 1000))
  const message = await signedBytes({ requestId, userId, timestamp }, bytes)
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message))
  const headers = {
    'content-type': 'application/json',
    [webhookHeaders.requestId]: requestId,
    [webhookHeaders.userId]: userId,
    [webhookHeaders.timestamp]: timestamp,
    [webhookHeaders.signature]: toHex(signature),
  }
  return { headers, body: bytes, jwks }
}

function toBytes(body: unknown): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body)
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
}

function oneImage(requestId: string) {
  const image = { url: 'https://fal.media/files/test/donut.jpg', content_type: 'image/jpeg' }
  return {
    request_id: requestId,
    gateway_request_id: requestId,
    status: 'OK',
    payload: { images: [image], seed: 42 },
  }
}
