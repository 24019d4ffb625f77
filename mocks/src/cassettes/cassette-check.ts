import type { ContractRequest, Violation } from 'kontext-sdk/contracts'
import { mockedProviders, readPath, type ContractEngine } from 'kontext-sdk/testing'
import type { RecordedExchange, RecordedHeaders } from './cassette.ts'
import { decompressed } from '../server/content-encoding.ts'

/** An exchange as it was, before anything is cut out. */
export interface RawExchange {
  readonly method: string
  /** Path and query below the provider's base URL. */
  readonly path: string
  readonly requestHeaders: RecordedHeaders
  readonly requestBody: Uint8Array
  readonly status: number
  readonly responseHeaders: RecordedHeaders
  readonly responseBody: Uint8Array
}

/** Holds a request and its answer against the contract of a provider. Never throws. */
export async function checkExchange(
  exchange: RawExchange,
  { engine, provider }: { readonly engine: ContractEngine; readonly provider: string },
): Promise<RecordedExchange['violations']> {
  const { status, responseHeaders, responseBody } = exchange
  if (status >= 300 && status < 400)
    return both(
      [],
      [
        odd(
          'status',
          `is a redirect to ${headerOf(responseHeaders, 'location') ?? 'nowhere'}; it was not followed`,
        ),
      ],
    )
  let request: readonly Violation[] = []
  try {
    const outcome = await engine.exchange(
      provider,
      requestOf(exchange, provider),
      (_operation, violations) => {
        request = violations
        return { status, headers: plain(responseHeaders), body: readJson(responseBody, responseHeaders) }
      },
    )
    if (!outcome.matched) return both([odd('path', 'is not in the contract')], [])
    // What is no JSON has no schema to break: images, streams.
    return both(request, isJson(responseHeaders) ? outcome.broken : [])
  } catch (error) {
    return both(request, [
      odd('body', `could not be checked: ${error instanceof Error ? error.message : String(error)}`),
    ])
  }
}

function both(request: readonly Violation[], response: readonly Violation[]): RecordedExchange['violations'] {
  return { request, response }
}

function odd(where: string, message: string): Violation {
  return { location: [where], keyword: 'recording', message }
}

function requestOf(exchange: RawExchange, provider: string): ContractRequest {
  const { method, path, requestHeaders, requestBody } = exchange
  const url = new URL(path, 'http://recorded.invalid')
  const descriptor = mockedProviders().find(({ id }) => id === provider)
  const contractPath =
    descriptor === undefined ? url.pathname : readPath(descriptor, { method, path: url.pathname }).path
  const headers = plain(requestHeaders)
  const bare = requestBody.length === 0
  return {
    method,
    path: contractPath,
    query: Object.fromEntries(url.searchParams),
    headers: bare
      ? Object.fromEntries(
          Object.entries(headers).filter(([name]) => !/^(content-|transfer-encoding$)/.test(name)),
        )
      : headers,
    ...(bare ? {} : { body: readJson(requestBody, requestHeaders) }),
  }
}

function plain(headers: RecordedHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}

function headerOf(headers: RecordedHeaders, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

function isJson(headers: RecordedHeaders): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(headerOf(headers, 'content-type') ?? '')
}

function readJson(bytes: Uint8Array, headers: RecordedHeaders): unknown {
  const text = Buffer.from(decompressed(bytes, headerOf(headers, 'content-encoding'))).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
