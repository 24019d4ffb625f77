import { readFileSync } from 'node:fs'
import type { Violation } from 'kontext-sdk/contracts'

/** Bytes in a cassette: as text where they are UTF-8, else as base64. */
export type RecordedBody = { readonly text: string } | { readonly base64: string }

/** Names and values in the order in which they came. */
export type RecordedHeaders = readonly (readonly [name: string, value: string])[]

/** One request and its answer, as they were on the wire but for credentials, which are cut out. */
export interface RecordedExchange {
  readonly request: {
    readonly method: string
    /** Path and query, without what the target's own URL begins with. */
    readonly path: string
    readonly headers: RecordedHeaders
    readonly body: RecordedBody
  }
  readonly response: {
    readonly status: number
    readonly headers: RecordedHeaders
    readonly body: RecordedBody
  }
  /** What the contract says of the request and of the answer, when they were recorded. */
  readonly violations: {
    readonly request: readonly Violation[]
    readonly response: readonly Violation[]
  }
}

/** A recording of one provider. */
export interface Cassette {
  readonly kontextCassette: 1
  readonly provider: string
  /** URL that stands before every path. */
  readonly target: string
  readonly exchanges: readonly RecordedExchange[]
}

/** Bytes as they stand in a cassette. */
export function toRecordedBody(bytes: Uint8Array): RecordedBody {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') }
  }
}

/** The bytes of a recorded body. */
export function bytesOf(body: RecordedBody): Uint8Array {
  return 'text' in body ? Buffer.from(body.text, 'utf8') : Buffer.from(body.base64, 'base64')
}

/** A cassette as the text of its file. */
export function writeCassette(cassette: Cassette): string {
  return `${JSON.stringify(cassette, undefined, 2)}\n`
}

/** Reads a cassette. Throws an Error that says where it is not one. */
export function loadCassette(path: string): Cassette {
  try {
    return readCassette(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`Failed to read the cassette ${path}: ${message} Record it again.`, { cause: error })
  }
}

/** Reads a cassette out of parsed JSON. Throws a TypeError that says where it is not one. */
export function readCassette(given: unknown): Cassette {
  const { kontextCassette, provider, target, exchanges } = recordOf(given, 'It')
  if (kontextCassette !== 1)
    throw new TypeError(`kontextCassette is ${JSON.stringify(kontextCassette)}, not 1.`)
  if (!Array.isArray(exchanges)) throw new TypeError('exchanges is no list.')
  return {
    kontextCassette,
    provider: textOf(provider, 'provider'),
    target: textOf(target, 'target'),
    exchanges: exchanges.map((exchange: unknown, index) => readExchange(exchange, `exchanges[${index}]`)),
  }
}

function readExchange(given: unknown, where: string): RecordedExchange {
  const { request, response, violations } = recordOf(given, where)
  const asked = recordOf(request, `${where}.request`)
  const said = recordOf(response, `${where}.response`)
  if (typeof said['status'] !== 'number') throw new TypeError(`${where}.response.status is no number.`)
  const found = recordOf(violations ?? {}, `${where}.violations`)
  return {
    request: {
      method: textOf(asked['method'], `${where}.request.method`),
      path: textOf(asked['path'], `${where}.request.path`),
      headers: headersOf(asked['headers'], `${where}.request.headers`),
      body: bodyOf(asked['body'], `${where}.request.body`),
    },
    response: {
      status: said['status'],
      headers: headersOf(said['headers'], `${where}.response.headers`),
      body: bodyOf(said['body'], `${where}.response.body`),
    },
    violations: {
      request: violationsOf(found['request'], `${where}.violations.request`),
      response: violationsOf(found['response'], `${where}.violations.response`),
    },
  }
}

function recordOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new TypeError(`${where} is no object.`)
}

function textOf(value: unknown, where: string): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${where} is no text.`)
}

function headersOf(value: unknown, where: string): RecordedHeaders {
  if (!Array.isArray(value)) throw new TypeError(`${where} is no list.`)
  return value.map((pair: unknown, index) => {
    const [name, text] = Array.isArray(pair) ? (pair as readonly unknown[]) : []
    return [textOf(name, `${where}[${index}][0]`), textOf(text, `${where}[${index}][1]`)]
  })
}

function bodyOf(value: unknown, where: string): RecordedBody {
  const { text, base64 } = recordOf(value, where)
  return text === undefined
    ? { base64: textOf(base64, `${where}.base64`) }
    : { text: textOf(text, `${where}.text`) }
}

function violationsOf(value: unknown, where: string): readonly Violation[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new TypeError(`${where} is no list.`)
  return value.map((one: unknown, index) => {
    const { location, keyword, message } = recordOf(one, `${where}[${index}]`)
    if (!Array.isArray(location)) throw new TypeError(`${where}[${index}].location is no list.`)
    return {
      location: location.map((step: unknown) => String(step)),
      keyword: textOf(keyword, `${where}[${index}].keyword`),
      message: textOf(message, `${where}[${index}].message`),
    }
  })
}
