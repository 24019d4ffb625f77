import { webhookHeaders, type SignedHeaders } from '../dialects/fal-webhook.ts'
import { InputError } from '../errors/errors.ts'
import { BodyTooLarge, readBody } from '../http/read-body.ts'
import { isRequestId } from '../ticket-url.ts'
import { WebhookError } from './webhook-error.ts'

/** A delivery as it came: a `Request` nobody has read, or its headers and raw body. */
export type IncomingWebhook =
  | Request
  | {
      readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
      /** The bytes as they came, or the text they are in UTF-8. Never JSON that was parsed and written again. */
      readonly body: Uint8Array | ArrayBuffer | string
    }

/** A delivery, read but not checked. */
export interface Incoming {
  readonly signed: SignedHeaders
  readonly signature: Uint8Array<ArrayBuffer>
  readonly body: Uint8Array<ArrayBuffer>
}

// Four images as data URIs come to about 11 MB.
const maxBodyBytes = 16 * 1024 * 1024

/**
 * Takes a delivery apart.
 * @throws WebhookError when its headers are not those of fal; InputError when it is used wrongly
 */
export async function readIncoming(
  request: IncomingWebhook,
  whose: { readonly userId?: string | undefined; readonly knows?: unknown },
): Promise<Incoming> {
  if (whose.userId === undefined && whose.knows === undefined) {
    throw misuse('userId', 'fal signs for every account with the same keys. Give userId or knows.')
  }
  const get = headerReader(request.headers)
  const signed = {
    requestId: get('requestId', /^.{1,128}$/),
    userId: get('userId', /^[\x21-\x7e]{1,200}$/),
    timestamp: get('timestamp', /^\d{1,11}$/),
  }
  if (!isRequestId(signed.requestId)) throw malformed('requestId')
  const digits = get('signature', /^[\da-f]{128}$/i)
  return { signed, signature: fromHex(digits), body: await rawBody(request) }
}

function headerReader(headers: IncomingWebhook['headers']) {
  const values = new Map<string, string>()
  const pairs = headers instanceof Headers ? [...headers] : Object.entries(headers)
  for (const [name, value] of pairs) {
    if (value !== undefined) values.set(name.toLowerCase(), String(value))
  }
  return (name: keyof typeof webhookHeaders, pattern: RegExp): string => {
    const value = values.get(webhookHeaders[name])
    if (value === undefined) {
      const fact = `it has no ${webhookHeaders[name]}. It is not of fal, or a proxy dropped its headers.`
      throw new WebhookError('missing-header', fact)
    }
    if (!pattern.test(value)) throw malformed(name)
    return value
  }
}

function malformed(name: keyof typeof webhookHeaders): WebhookError {
  return new WebhookError('malformed', `its ${webhookHeaders[name]} is not what fal sends.`)
}

async function rawBody(request: IncomingWebhook): Promise<Uint8Array<ArrayBuffer>> {
  if (request instanceof Request) {
    if (request.bodyUsed) {
      throw misuse('request', 'its body was read before. Pass { headers, body } with the bytes, or a clone.')
    }
    try {
      return await readBody(new Response(request.body), { maxBytes: maxBodyBytes })
    } catch (error) {
      if (error instanceof BodyTooLarge) throw tooLarge()
      throw new WebhookError('malformed', 'its body broke off.', { cause: error })
    }
  }
  const bytes = bytesOf(request.body)
  if (bytes.byteLength > maxBodyBytes) throw tooLarge()
  return bytes
}

function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (body instanceof Uint8Array) return new Uint8Array(body)
  throw misuse('body', 'it is not raw. Pass the bytes as they came, such as those of express.raw().')
}

function tooLarge(): WebhookError {
  return new WebhookError('too-large', `its body has more than ${maxBodyBytes} bytes.`)
}

function misuse(path: string, fact: string): InputError {
  const message = `Failed to verify a webhook: ${fact}`
  return new InputError(message, { provider: 'fal', issues: [{ path, message: fact }] })
}

function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
