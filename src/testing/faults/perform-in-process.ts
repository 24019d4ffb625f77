import type { Clock } from '../../clock.ts'
import type { MockReply, WirePoint } from '../exchange.ts'
import { failedFetch, terminated } from './undici-errors.ts'

/** Who asked, and on which clock. */
export interface InProcessExchange {
  readonly method: string
  /** The signal of the `fetch`. */
  readonly signal?: AbortSignal | undefined
  /** Drips and the limits of Node's `fetch` run on it. */
  readonly clock: Pick<Clock, 'after'>
}

// Node's fetch gives up by itself after so long without headers or without a further byte of the body, and refuses
// larger headers. (undici 7, docs/docs/api/Client.md)
const nodeLimits = { silenceMs: 300_000, headerBytes: 16_384 }
// How many bytes more than it sends a short answer announces.
const missingBytes = 64
const withoutBody = new Set([204, 205, 304])
// Small pieces, so that a bomb swells by a few megabytes at a time.
const pieceBytes = 4_096

/**
 * What the `fetch` of Node shows of a reply: the same errors with the same codes, bodies that break where they would,
 * compressed bodies decompressed.
 */
export async function performInProcess(reply: MockReply, exchange: InProcessExchange): Promise<Response> {
  const { status, headers, wire } = reply
  exchange.signal?.throwIfAborted()
  switch (wire?.do) {
    case 'raw':
      throw failedFetch('garbage')
    case 'reset':
    case 'close':
      if (isBeforeBody(wire.at)) throw failedFetch(wire.do)
      break
    case 'stall':
      if (isBeforeBody(wire.at)) return silence(exchange, () => failedFetch('headers-timeout'))
      break
    case 'drip':
    case 'endless':
    case 'short':
    case undefined:
      break
    default:
      return wire satisfies never
  }
  if (sizeOf(headers) > nodeLimits.headerBytes) throw failedFetch('headers-overflow')
  if (exchange.method === 'HEAD' || withoutBody.has(status)) return new Response(null, { status, headers })
  const length = Number(headers['content-length'])
  const announced =
    wire?.do === 'short' && length > 0 ? { 'content-length': String(length + missingBytes) } : {}
  const packed = headers['content-encoding'] === 'gzip'
  const chunks = packed ? unpack(bodyOf(reply, exchange)) : bodyOf(reply, exchange)
  return new Response(toStream(chunks, exchange.signal), { status, headers: { ...headers, ...announced } })
}

async function* bodyOf(
  { body, wire }: MockReply,
  exchange: InProcessExchange,
): AsyncGenerator<Uint8Array, void> {
  switch (wire?.do) {
    case 'reset':
    case 'close':
      yield* wire.at === 'after-body' ? pieces(body) : half(body)
      throw terminated(wire.do)
    case 'stall':
      yield* wire.at === 'after-body' ? pieces(body) : half(body)
      return await silence(exchange, () => terminated('body-timeout'))
    case 'short':
      yield* pieces(body)
      throw terminated('close')
    case 'endless':
      for (;;) yield* pieces(body)
    case 'drip': {
      for await (const chunk of pieces(body, wire.chunkBytes)) {
        yield chunk
        if (wire.everyMs > 0) await pause(wire.everyMs, exchange)
      }
      return
    }
    case 'raw':
    case undefined:
      yield* pieces(body)
      return
    default:
      wire satisfies never
  }
}

async function* pieces(body: MockReply['body'], size = pieceBytes): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
  }
}

async function* half(body: MockReply['body']): AsyncGenerator<Uint8Array, void> {
  if (body instanceof Uint8Array) {
    yield body.slice(0, Math.ceil(body.length / 2))
    return
  }
  for await (const chunk of body) {
    yield chunk
    return
  }
}

async function* unpack(chunks: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  const stream = toStream(chunks, undefined).pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  try {
    for (;;) {
      const piece: { done: boolean; value?: Uint8Array | undefined } = await reader.read()
      if (piece.value === undefined) return
      yield piece.value
    }
  } catch (error) {
    throw error instanceof TypeError && error.message === 'terminated' ? error : terminated('encoding')
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function toStream(chunks: AsyncGenerator<Uint8Array, void>, signal: AbortSignal | undefined) {
  const leave = () => void chunks.return().catch(() => undefined)
  let onAbort: (() => void) | undefined
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => {
        onAbort = () => {
          controller.error(signal?.reason)
          leave()
        }
        signal?.addEventListener('abort', onAbort, { once: true })
      },
      pull: async (controller) => {
        try {
          const { done, value } = await chunks.next()
          if (signal?.aborted === true) return
          if (done === true) controller.close()
          else controller.enqueue(new Uint8Array(value))
        } catch (error) {
          if (signal?.aborted !== true) controller.error(error)
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  )
}

/** Never resolves: rejects with the reason of the signal, or with what Node's fetch says after five minutes. */
function silence({ clock, signal }: InProcessExchange, late: () => Error): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = clock.after(nodeLimits.silenceMs, () => reject(late()))
    const onAbort = () => {
      stop()
      reject(signal?.reason)
    }
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

function pause(ms: number, { clock, signal }: InProcessExchange): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(ms, resolve)
    const onAbort = () => {
      stop()
      resolve()
    }
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

function isBeforeBody(at: WirePoint): boolean {
  return at === 'before-headers' || at === 'in-headers'
}

function sizeOf(headers: MockReply['headers']): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0)
}
