import { toBase64 } from '../images/base64.ts'

const shown = '[redacted]'
const longestBody = 500

// Providers echo the request under these names, base64 included. (fal: `input` of a detail item; relays: `request`)
const echoes = new Set([
  'input',
  'inputs',
  'request',
  'body',
  'params',
  'prompt',
  'image',
  'image_url',
  'input_image',
])

// What is shown is shorter by far.
const longestLooked = 4096
const longestSecret = 10_000

/** Takes keys, prompts, data URIs and long base64 out of a text. Secrets of fewer than four characters stay. */
function redact(text: string, secrets: readonly string[]): string {
  // Invisible characters could part a secret, and steer a terminal.
  const plain = text.slice(0, longestLooked).replace(/[\s\p{C}]+/gu, ' ')
  return (
    withoutSecrets(plain, secrets)
      .replace(/data:[\w.+-]+\/[\w.+-]+[^,\s"']{0,64},[^\s"'<>]*/g, shown)
      // How a JPEG, a PNG, a WebP and a GIF begin in base64; other runs are taken for base64 by their length.
      .replace(/(?:\/9j\/|iVBORw0KGgo|UklGR|R0lGOD)[A-Za-z0-9+/_=-]*/g, shown)
      .replace(/[A-Za-z0-9+/_-]{60,}={0,2}/g, shown)
  )
}

// Echoes come cut short, wrapped, quoted, escaped, encoded: letters and digits tell, and a run of them is enough.
const run = 16
const telling = /[\p{L}\p{N}]/gu

/** A text without what could be a piece of a secret. Secrets of fewer than four characters stay. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const places = [...text.matchAll(telling)].flatMap(({ index, 0: { length } }) =>
    Array.from({ length }, (_, unit) => index + unit),
  )
  const dense = lettersOf(text)
  const hidden = new Set<number>()
  for (const secret of secrets.flatMap(formsOf)) {
    const width = Math.min(run, secret.length)
    if (width < 4) continue
    for (let at = 0; at + width <= dense.length; at++) {
      if (!secret.includes(dense.slice(at, at + width))) continue
      for (let offset = 0; offset < width; offset++) hidden.add(at + offset)
    }
  }
  let clean = ''
  let done = 0
  for (const at of [...hidden].sort((a, b) => a - b)) {
    const place = places[at] ?? 0
    if (!hidden.has(at - 1)) clean += text.slice(done, place) + shown
    done = place + 1
  }
  return clean + text.slice(done)
}

function lettersOf(text: string): string {
  return (text.match(telling) ?? []).join('')
}

/** The letters and digits of a secret as it is, in JSON, in a URL and in base64. */
function formsOf(secret: string): string[] {
  const short = secret.slice(0, longestSecret).replace(/\p{Cs}/gu, '')
  const forms = [
    short,
    JSON.stringify(short),
    encodeURIComponent(short),
    toBase64(new TextEncoder().encode(short)),
  ]
  return forms.map(lettersOf)
}

/** The body of an error answer, fit to be shown: no echoes of the input, no secrets, at most 500 characters. */
export function redactBody(text: string, body: unknown, secrets: readonly string[]): string {
  const kept = body === undefined ? text : JSON.stringify(withoutEchoes(body, 0))
  return cap(redact(kept, secrets))
}

/** A message of the provider, fit to be part of one of ours. */
export function redactMessage(text: string, secrets: readonly string[]): string {
  return cap(redact(text, secrets).trim())
}

/** An error as a cause: its name, message and code, without the objects that hang on it. */
export function redactCause(error: unknown, secrets: readonly string[]): Error {
  // Anything may be thrown, also what throws when it is looked at.
  try {
    return redactedCopy(error, secrets, 0)
  } catch {
    return new Error('an error that cannot be shown')
  }
}

function redactedCopy(error: unknown, secrets: readonly string[], depth: number): Error {
  if (!(error instanceof Error)) return new Error(cap(redact(String(error), secrets)))
  const inner: unknown = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined)
  const options =
    inner === undefined || depth > 3 ? undefined : { cause: redactedCopy(inner, secrets, depth + 1) }
  const copy = new Error(cap(redact(error.message, secrets)), options)
  copy.name = error.name
  copy.stack = `${error.name}: ${copy.message}`
  if ('code' in error && typeof error.code === 'string') Object.assign(copy, { code: error.code })
  return copy
}

function withoutEchoes(value: unknown, depth: number): unknown {
  if (depth > 8) return shown
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => withoutEchoes(item, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !echoes.has(key))
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutEchoes(item, depth + 1)]))
}

function cap(text: string): string {
  return text.length > longestBody ? `${text.slice(0, longestBody - 1)}…` : text
}
