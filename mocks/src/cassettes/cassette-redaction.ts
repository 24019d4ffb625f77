import { safePath } from 'kontext-sdk/testing'
import { decompressed } from '../server/content-encoding.ts'
import { toRecordedBody, type RecordedBody, type RecordedHeaders } from './cassette.ts'

const cut = '[redacted]'
const secretName = /auth|cookie|key|passw|secret|session|sign|token/i
// Words of these headers say how something is signed or cached, and give nothing away.
const publicNames = new Set([
  'access-control-allow-credentials',
  'www-authenticate',
  'x-fal-webhook-signature',
])
// Shorter ones are words, such as the scheme.
const shortestSecret = 6

/** What of a request is secret: the values of its headers that carry credentials, whole and in parts. */
export function secretsOf(headers: RecordedHeaders): readonly string[] {
  const values = headers.filter(([name]) => isSecret(name)).map(([, value]) => value)
  // `Key id:secret` holds four secrets: itself, `id:secret`, `id` and `secret`.
  const parts = values.flatMap((value) => [value, ...value.split(/[\s;,]+/), ...value.split(/[\s;,:=]+/)])
  return [...new Set(parts)]
    .filter((part) => part.length >= shortestSecret)
    .sort((a, b) => b.length - a.length)
}

/** Headers without what is secret. */
export function redactedHeaders(headers: RecordedHeaders, secrets: readonly string[]): RecordedHeaders {
  return headers.map(([name, value]) => [name, isSecret(name) ? cut : redactedText(value, secrets)])
}

/** A path without what is secret. */
export function redactedPath(path: string, secrets: readonly string[]): string {
  return redactedText(safePath(path), [...secrets, ...secrets.map(encodeURIComponent)])
}

/**
 * A body without what is secret. Where a compressed one holds a secret, what is kept is no longer compressed;
 * everything else is kept byte for byte.
 */
export function redactedBody(
  bytes: Uint8Array,
  { encoding, secrets }: { encoding: string | undefined; secrets: readonly string[] },
): { readonly body: RecordedBody; readonly decoded: boolean } {
  const plain = decompressed(bytes, encoding)
  // A character a byte: secrets are ASCII, and every other byte comes through unchanged.
  const text = Buffer.from(plain).toString('latin1')
  if (!secrets.some((secret) => text.includes(secret))) return { body: toRecordedBody(bytes), decoded: false }
  return {
    body: toRecordedBody(Buffer.from(redactedText(text, secrets), 'latin1')),
    decoded: encoding !== undefined,
  }
}

function isSecret(name: string): boolean {
  return secretName.test(name) && !publicNames.has(name.toLowerCase())
}

function redactedText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, cut), text)
}
