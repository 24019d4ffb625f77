import type { MockReply, WireFault } from '../exchange.ts'
import { gzipBomb, utf8 } from './bytes.ts'
import type { Change, FaultContext } from './fault.ts'

/** A body as a table of faults writes it: JSON, a text, or bytes. */
export type FaultBody = Uint8Array | object | string

/** Headers, or what makes them. */
type HeadersOf =
  Readonly<Record<string, string>> | ((context: FaultContext) => Readonly<Record<string, string>>)

/** The answer breaks on the wire. */
export function broken(wire: WireFault): Change {
  return (reply) => ({ ...reply, wire })
}

/** Another answer instead. */
export function answer(status: number, body: FaultBody = '', headers: HeadersOf = {}): Change {
  return (_reply, context) => ({
    status,
    headers: { 'content-type': typeOf(body), ...headersOf(headers, context) },
    body: bytesOf(body),
  })
}

/** Another answer instead, whose body depends on the exchange. */
export function answerFrom(make: (context: FaultContext) => { status: number; body: FaultBody }): Change {
  return (reply, context) => {
    const { status, body } = make(context)
    return answer(status, body)(reply, context)
  }
}

/** The same answer under another status. */
export function status(code: number): Change {
  return (reply) => ({ ...reply, status: code })
}

/** The same answer with more headers; those of the same name are replaced. */
export function withHeaders(headers: HeadersOf): Change {
  return (reply, context) => ({ ...reply, headers: { ...reply.headers, ...headersOf(headers, context) } })
}

/** The same answer with a text made of its text. */
export function text(edit: (text: string, context: FaultContext) => Uint8Array | string): Change {
  return (reply, context) => ({ ...reply, body: bytesOf(edit(textOf(reply), context)) })
}

/** The same answer with fields of its JSON replaced; `undefined` takes a field away. */
export function fields(
  edit: (
    record: Readonly<Record<string, unknown>>,
    context: FaultContext,
  ) => Readonly<Record<string, unknown>>,
): Change {
  return (reply, context) => {
    const record = recordOf(reply)
    return { ...reply, body: bytesOf({ ...record, ...edit(record, context) }) }
  }
}

/** One megabyte that becomes a gigabyte. */
export const bomb: Change = (reply, context) =>
  answer(200, gzipBomb(), { 'content-type': 'application/json', 'content-encoding': 'gzip' })(reply, context)

/** A body that never ends. */
export const endless: Change = both(answer(200, ' '.repeat(65_536)), broken({ do: 'endless' }))

/** Bytes of another protocol. */
export const garbage: Change = broken({ do: 'raw', bytes: utf8('SSH-2.0-OpenSSH_9.6\r\n') })

/** The same JSON with a field that is nested deeper than a stack is. */
export const deepJson: Change = text((json) =>
  json.replace('{', `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},`),
)

/** The same JSON with a key that means something to JavaScript. */
export const protoKey: Change = text((json) => json.replace('{', '{"__proto__":{"polluted":true},'))

/** The first half of the same text, under a true content-length. */
export const firstHalf: Change = text((json) => json.slice(0, json.length / 2))

/** The first bytes of the same body, under a true content-length. */
export function firstBytes(count: number): Change {
  return (reply) => ({
    ...reply,
    body: reply.body instanceof Uint8Array ? reply.body.slice(0, count) : reply.body,
  })
}

/** One change after the other. */
export function both(...changes: readonly Change[]): Change {
  return (reply, context) => changes.reduce((before, change) => change(before, context), reply)
}

/** A page such as a gateway in front of a provider sends. */
export function page(title: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><hr>nginx</body></html>`
}

/** The JSON object of an answer; empty where there is none. */
export function recordOf(reply: MockReply): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(textOf(reply))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** The text of an answer; empty where it is a stream. */
function textOf({ body }: MockReply): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : ''
}

function headersOf(headers: HeadersOf, context: FaultContext): Readonly<Record<string, string>> {
  return typeof headers === 'function' ? headers(context) : headers
}

function typeOf(body: FaultBody): string {
  if (body instanceof Uint8Array) return 'application/octet-stream'
  if (typeof body === 'object') return 'application/json'
  return body.startsWith('<') ? 'text/html' : 'text/plain'
}

function bytesOf(body: FaultBody): Uint8Array {
  if (body instanceof Uint8Array) return body
  return utf8(typeof body === 'string' ? body : JSON.stringify(body))
}
