import { parseJson } from '../../http/parse-json.ts'
import { readBytes } from '../../http/read-body.ts'
import type { CheckAnswer } from './exchange.ts'

/** How an answer is read. */
export interface ReadingOptions {
  readonly kind: 'image' | 'text'
  readonly signal: AbortSignal
  /** Called when an answer begins, with a look at what of it has come so far. */
  readonly onHead: (partly: () => CheckAnswer) => void
  /** Hears how many bytes each piece has, after decompression. */
  readonly onBytes: (count: number) => void
  /** What may still come in this run. */
  readonly leftBytes: number
}

const megabyte = 1024 * 1024
// Four images as data URIs come to about 11 MB.
const maxBytes = { text: 12 * megabyte, image: 32 * megabyte } as const

// What providers say has a few hundred. A validator has several errors of a few hundred bytes for each that is wrong.
const mostValues = 100_000
const beforeValues: ReadonlySet<number> = new Set(new TextEncoder().encode(',[{'))

/** Whether a text may hold more values, as JSON, than can be held against a contract. */
function isCrowded(bytes: Uint8Array): boolean {
  let count = 0
  for (const byte of bytes) if (beforeValues.has(byte)) count += 1
  return count > mostValues
}

/**
 * Reads an answer to its end.
 * @throws Error when it has too many values; BodyTooLarge, the reason of the signal, or what the body fails with
 */
export async function readAnswer(response: Response, options: ReadingOptions): Promise<CheckAnswer> {
  const { kind, signal, onHead, onBytes, leftBytes } = options
  const parts: Uint8Array[] = []
  const head = { status: response.status, headers: Object.fromEntries(response.headers) }
  const partly = (): CheckAnswer => {
    const bytes = joined(parts)
    const start = kind === 'text' && isCrowded(bytes) ? bytes.subarray(0, megabyte) : bytes
    return { ...head, ...contentOf(start, kind) }
  }
  onHead(partly)
  const { body } = response
  if (body === null) return partly()
  const heard = async function* () {
    for await (const part of body) {
      onBytes(part.length)
      parts.push(part)
      yield part
    }
  }
  const bytes = await readBytes(heard(), { maxBytes: Math.min(maxBytes[kind], leftBytes), signal })
  if (kind === 'text' && isCrowded(bytes))
    throw new Error(`the answer has more than ${mostValues} values or events`)
  return { ...head, ...contentOf(bytes, kind) }
}

function contentOf(bytes: Uint8Array, kind: 'image' | 'text'): Pick<CheckAnswer, 'body' | 'bytes' | 'text'> {
  if (kind === 'image') return { bytes, text: '', body: undefined }
  const text = new TextDecoder().decode(bytes)
  return { bytes, text, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
