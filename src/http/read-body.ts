import { untilAborted } from './abort.ts'

/** A body was larger than its budget. */
export class BodyTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`the answer has more than ${maxBytes} bytes`)
    this.name = 'BodyTooLarge'
  }
}

/** How much may be read, and for how long. */
export interface ReadBudget {
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads a body while counting its bytes after decompression, and stops where the budget ends.
 * @throws BodyTooLarge, the reason of the signal, or what the body fails with
 */
export async function readBody(response: Response, budget: ReadBudget): Promise<Uint8Array<ArrayBuffer>> {
  // React Native's fetch has no streams.
  const { body } = response as Partial<Response>
  if (body === undefined) return readBytes([await response.arrayBuffer()], budget)
  return body === null ? new Uint8Array() : readBytes(body, budget)
}

/** Where bytes come from piece by piece. */
export type ByteSource = ReadableStream<unknown> | AsyncIterable<unknown> | Iterable<unknown>

const largestBlock = 64 * 1024
const largeBytes = 16 * 1024

/** Reads a source of bytes to its end; when it is left before, the source is told. */
export async function readBytes(
  given: ByteSource,
  { maxBytes, signal }: ReadBudget,
): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted()
  const source = open(given)
  let left = false
  try {
    return await untilAborted(
      readAll(source, maxBytes, () => left),
      signal,
    )
  } catch (error) {
    left = true
    // Not awaited: a source that never ends may never confirm.
    source.stop(error)
    throw error
  }
}

async function readAll({ next }: OpenSource, maxBytes: number, isLeft: () => boolean) {
  const parts = new Parts()
  for (;;) {
    const { done, value } = await next()
    if (done === true || isLeft()) return parts.join()
    const bytes = toBytes(value)
    if (bytes === undefined) throw new TypeError('a piece of it is not bytes')
    if (parts.size + bytes.length > maxBytes) throw new BodyTooLarge(maxBytes)
    parts.add(bytes)
  }
}

/** Bytes of any kind of buffer or view, of this realm or another, without a copy; undefined when it is none. */
export function toBytes(value: unknown): Uint8Array | undefined {
  // The constructors throw where the buffer was detached.
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    return isBuffer(value) ? new Uint8Array(value) : undefined
  } catch {
    return new Uint8Array()
  }
}

// Tags instead of instanceof: test runners and frames bring their own ArrayBuffer.
function isBuffer(value: unknown): value is ArrayBuffer | SharedArrayBuffer {
  return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value))
}

interface OpenSource {
  readonly next: () => Promise<IteratorResult<unknown, unknown>> | IteratorResult<unknown, unknown>
  readonly stop: (reason: unknown) => void
}

function open(source: ByteSource): OpenSource {
  if ('getReader' in source) {
    const reader = source.getReader()
    return { next: () => reader.read(), stop: (reason) => void reader.cancel(reason).catch(() => undefined) }
  }
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  return {
    next: () => iterator.next(),
    stop: () => {
      // A Node stream that is waiting for data hears `destroy` only.
      if (isDestroyable(source)) source.destroy()
      else void Promise.resolve(iterator.return?.()).catch(() => undefined)
    },
  }
}

function isDestroyable(source: object): source is { destroy(): void } {
  return 'destroy' in source && typeof source.destroy === 'function'
}

// Large pieces are kept, as copies would double the memory until they are collected; small ones are copied together,
// as a million pieces of one byte would weigh a hundred times as much as they hold.
class Parts {
  size = 0
  readonly #parts: Uint8Array[] = []
  #block = new Uint8Array()
  #used = 0

  add(bytes: Uint8Array): void {
    this.size += bytes.length
    if (bytes.length >= largeBytes) {
      this.#seal()
      this.#parts.push(bytes)
      return
    }
    if (this.#used + bytes.length > this.#block.length) {
      this.#seal()
      // As much again as there is: ten thousand small answers at once take no more than they need.
      this.#block = new Uint8Array(Math.max(bytes.length, Math.min(this.size, largestBlock)))
    }
    this.#block.set(bytes, this.#used)
    this.#used += bytes.length
  }

  join(): Uint8Array<ArrayBuffer> {
    this.#seal()
    const joined = new Uint8Array(this.size)
    let at = 0
    for (const part of this.#parts) {
      joined.set(part, at)
      at += part.length
    }
    return joined
  }

  #seal(): void {
    if (this.#used > 0) this.#parts.push(this.#block.subarray(0, this.#used))
    this.#block = this.#block.subarray(this.#used)
    this.#used = 0
  }
}
