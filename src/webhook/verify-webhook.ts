import { checkOptions, type OptionsOf } from '../option-table.ts'
import { systemClock, type Clock } from '../clock.ts'
import { readDelivery, signedBytes, type SignedHeaders } from '../dialects/fal-webhook.ts'
import { parseJson } from '../http/parse-json.ts'
import { redactCause } from '../errors/redact.ts'
import { createDelivery, type WebhookDelivery } from './delivery.ts'
import { readIncoming, type Incoming, type IncomingWebhook } from './incoming.ts'
import { importKeys, publishedKeys, type SigningKeySet } from './signing-keys.ts'
import { WebhookError } from './webhook-error.ts'

/** How a delivery is checked. */
export interface VerifyWebhookOptions {
  /**
   * Your user id at fal. fal signs deliveries for every account with the same keys, and anyone may name your URL: give
   * this, or `knows`, or both. It is the `X-Fal-Webhook-User-Id` of any delivery to you.
   */
  userId?: string | undefined
  /** Whether a job is one of yours: look its request id up among the handles you saved. */
  knows?: ((requestId: string) => boolean | Promise<boolean>) | undefined
  /**
   * Takes a request id for this delivery and says whether it was free; false makes it a duplicate. Called last, when
   * all else is well. `createClaims()` remembers in this process; several machines need a store they share.
   */
  claim?: ((requestId: string) => boolean | Promise<boolean>) | undefined
  /**
   * How far the time of a delivery may be from the clock, in milliseconds, 0 or more, either way.
   * @default 300_000
   */
  toleranceMs?: number | undefined
  /**
   * The keys to trust, for tests and for machines without a way out.
   * @default those fal publishes, fetched when needed and kept for 24 hours
   */
  jwks?: SigningKeySet | undefined
  /**
   * Fetches the keys. They are kept per function: give the same one at each call.
   * @default the global fetch
   */
  fetch?: typeof fetch | undefined
  /** @default the clock of this machine */
  clock?: Clock | undefined
}

const verifyOptions: OptionsOf<VerifyWebhookOptions> = {
  userId: 'a text',
  knows: 'a function',
  claim: 'a function',
  toleranceMs: 'a number from 0 up',
  jwks: 'an object',
  fetch: 'a function',
  clock: 'a Clock',
}

/**
 * Checks that a delivery is fal's, new and meant for you, and reads it.
 * ```ts
 * const delivery = await verifyWebhook(request, { knows: (id) => handles.has(id) })
 * if (delivery.state === 'completed') save(delivery.requestId, delivery.result?.images)
 * ```
 * Give it the body as it came: a body that was parsed and written again has another hash.
 * @throws WebhookError, whose `reason` says why and whose `answer` is the status to answer with; InputError for a
 * body that is not raw, when neither `userId` nor `knows` is given, and for an
 * option that is none of those above or of another type
 */
export async function verifyWebhook(
  request: IncomingWebhook,
  options: VerifyWebhookOptions,
): Promise<WebhookDelivery> {
  checkOptions(options, { of: 'verifyWebhook', takes: verifyOptions, provider: 'fal' })
  const incoming = await readIncoming(request, options)
  checkTime(incoming.signed, options)
  await checkSignature(incoming, options)
  const { requestId } = incoming.signed
  const reading = readDelivery(parsed(incoming.body))
  if (reading === undefined) throw new WebhookError('malformed', 'its body is none of fal.', { requestId })
  if (reading.requestId !== requestId && reading.lastTryId !== requestId) {
    throw new WebhookError('malformed', 'its header and its body name different jobs.', { requestId })
  }
  await checkOwner(incoming.signed.userId, reading.requestId, options)
  const sentAt = new Date(Number(incoming.signed.timestamp) * 1000).toISOString()
  return createDelivery(reading, { userId: incoming.signed.userId, sentAt })
}

function checkTime(
  { timestamp, requestId }: SignedHeaders,
  { clock, toleranceMs = 300_000 }: VerifyWebhookOptions,
): void {
  // The time of day, not that of the even clock: a signature is as old as the world says.
  const aheadMs = Number(timestamp) * 1000 - (clock?.now() ?? Date.now())
  if (Math.abs(aheadMs) <= toleranceMs) return
  const apart = `${Math.round(Math.abs(aheadMs) / 1000)} s`
  if (aheadMs < 0) {
    const remedy = 'It may be a recording; check the clock of this machine if all deliveries are old.'
    throw new WebhookError('stale', `it was signed ${apart} ago. ${remedy}`, { requestId })
  }
  throw new WebhookError('future', `it was signed ${apart} ahead. Check the clock of this machine.`, {
    requestId,
  })
}

async function checkSignature({ signed, signature, body }: Incoming, options: VerifyWebhookOptions) {
  const { requestId } = signed
  const { jwks, fetch = globalThis.fetch, clock = systemClock } = options
  const keysOf = async (doubted: boolean) => {
    try {
      return await (jwks === undefined ? publishedKeys({ fetch, clock }, doubted) : importKeys(jwks))
    } catch (error) {
      const remedy = 'Answer 503: it is sent again.'
      throw new WebhookError('keys-unavailable', `there are no keys to check it with. ${remedy}`, {
        requestId,
        cause: redactCause(error, []),
      })
    }
  }
  const bytes = await signedBytes(signed, body)
  const matches = async (keys: readonly CryptoKey[]) => {
    const verdicts = keys.map((key) => crypto.subtle.verify('Ed25519', key, signature, bytes))
    return (await Promise.all(verdicts)).some(Boolean)
  }
  // fal changes its keys: a signature none of them made may be one of a newer key.
  if ((await matches(await keysOf(false))) || (await matches(await keysOf(true)))) return
  const remedy = 'If it is genuine, its body was changed on the way: pass the raw bytes.'
  throw new WebhookError('forged', `none of the keys made its signature. ${remedy}`, { requestId })
}

async function checkOwner(
  user: string,
  requestId: string,
  { userId, knows, claim }: VerifyWebhookOptions,
): Promise<void> {
  if (userId !== undefined && user !== userId) {
    const fact = 'fal signed it for another account. Somebody else named your URL.'
    throw new WebhookError('foreign', fact, { requestId })
  }
  if (knows !== undefined && !(await knows(requestId))) {
    const fact = 'no job of yours has its id. Save handles before you rely on their deliveries.'
    throw new WebhookError('unknown-job', fact, { requestId })
  }
  if (claim !== undefined && !(await claim(requestId))) {
    throw new WebhookError('duplicate', 'it came before. Answer 200 and do nothing.', { requestId })
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
