import { rename, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { ContractEngine } from 'kontext-sdk/testing'
import { writeCassette, type Cassette, type RecordedExchange, type RecordedHeaders } from './cassette.ts'
import { redactedBody, redactedHeaders, redactedPath, secretsOf } from './cassette-redaction.ts'
import { checkExchange } from './cassette-check.ts'
import { guard } from './front-guard.ts'
import { serveHttp } from './http-server.ts'
import { recordImages } from './recorded-images.ts'

/** What to record, and where to. */
export interface RecorderOptions {
  /** Base URL of the real provider; nothing else is ever asked. */
  readonly target: string
  /** Id of the provider whose contract it is held against. */
  readonly provider: string
  readonly engine: ContractEngine
  /** File of the cassette; written anew after every exchange. */
  readonly out: string
  /** @default 0 */
  readonly port?: number
  /**
   * Fetches the images that answers name, so that a replay has them.
   * @default false
   */
  readonly images?: boolean
  /** Called after every exchange, with what is kept of it. */
  readonly onExchange?: (exchange: RecordedExchange) => void
}

/** A recorder that listens. */
export interface Recorder {
  /** What to give the provider as `baseUrl`. */
  readonly baseUrl: string
  readonly cassette: () => Cassette
  /** Stops, and waits until the cassette is written. */
  close(): Promise<void>
}

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
const mostBytes = 64 * 1024 * 1024
// Of one connection, not of a message. (RFC 9110, section 7.6.1)
const ofConnection =
  /^(connection|keep-alive|proxy-connection|proxy-authenticate|proxy-authorization|te|trailer|transfer-encoding|upgrade)$/i

/**
 * Starts a proxy that passes everything on byte for byte, and keeps it, without credentials, in a cassette. It asks
 * the target's own origin only: a redirect is passed on and not followed.
 * @throws RangeError when the target is no http or https URL, or has credentials in it
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const target = checkedTarget(options.target)
  const kept: { readonly number: number; readonly exchange: RecordedExchange }[] = []
  const cassette = (): Cassette => ({
    kontextCassette: 1,
    provider: options.provider,
    target: target.href.replace(/\/+$/, ''),
    exchanges: [...kept].sort((one, other) => one.number - other.number).map(({ exchange }) => exchange),
  })
  const saver = createSaver(options.out, cassette)
  const keep = async (number: number, raw: RawExchange): Promise<void> => {
    const violations = await checkExchange(raw, options)
    const images = options.images === true ? await recordImages(raw, target) : []
    for (const exchange of [redacted(raw, violations), ...images]) {
      kept.push({ number, exchange })
      options.onExchange?.(exchange)
    }
    saver.save()
  }
  const passing = new Set<Promise<void>>()
  let asked = 0
  const server = await serveHttp({
    port: options.port ?? 0,
    answer: async (request, response) => {
      // Looks are kept in the order in which they were asked, however long holding them against the contract takes.
      asked += 1
      const number = asked
      const passed = pass({ request, response, target, prefix: `/${options.provider}` }).then((raw) =>
        raw === undefined ? undefined : keep(number, raw),
      )
      passing.add(passed)
      try {
        await passed
      } finally {
        passing.delete(passed)
      }
    },
  })
  saver.save()
  return {
    baseUrl: `${server.url}/${options.provider}`,
    cassette,
    close: async () => {
      await server.close()
      await Promise.allSettled(passing)
      await saver.done()
    },
  }
}

/** An exchange as it was, before anything is cut out. */
export interface RawExchange {
  readonly method: string
  readonly path: string
  readonly requestHeaders: RecordedHeaders
  readonly requestBody: Uint8Array
  readonly status: number
  readonly responseHeaders: RecordedHeaders
  readonly responseBody: Uint8Array
}

interface Passing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly target: URL
  readonly prefix: string
}

/** Answers a request with what the target says. Gives the exchange, unless it was refused or broke off. */
async function pass({ request, response, target, prefix }: Passing): Promise<RawExchange | undefined> {
  const { method = 'GET', url = '/' } = request
  const refused = refusalOf(request, prefix)
  const path = url.slice(prefix.length)
  const requestBody = refused === undefined ? await bytesFrom(request) : undefined
  if (refused !== undefined || requestBody === undefined) {
    refuse(response, refused ?? [413, 'The body is larger than a recorder takes.'])
    return undefined
  }
  const requestHeaders = pairsOf(request.rawHeaders)
  const answer = await ask(target, { method, path, headers: requestHeaders, body: requestBody }, response)
  if (answer instanceof Error) {
    refuse(response, [502, `The target did not answer: ${answer.message}. Nothing was recorded.`])
    return undefined
  }
  const responseHeaders = pairsOf(answer.rawHeaders).filter(([name]) => !ofConnection.test(name))
  const status = answer.statusCode ?? 502
  response.sendDate = false
  response.writeHead(status, answer.statusMessage ?? '', responseHeaders.flat())
  const responseBody = await passOn(answer, response)
  return responseBody === undefined
    ? undefined
    : { method, path, requestHeaders, requestBody, status, responseHeaders, responseBody }
}

type Refusal = readonly [status: number, message: string]

function refusalOf(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  prefix: string,
): Refusal | undefined {
  const guarded = guard(
    { method, host: headers.host, origin: headers.origin, requestHeaders: undefined },
    { corsOrigins: [], answersAs: (name) => loopback.test(name) },
  )
  if (!guarded.pass) return [guarded.status, guarded.message ?? '']
  return url.startsWith(`${prefix}/`) ? undefined : [404, `This recorder serves ${prefix}/ only.`]
}

/** Writes every piece as it comes, so that a stream stays one. Gives all of them, unless they broke off. */
async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of answer) {
      const bytes = piece as Buffer
      size += bytes.length
      if (size <= mostBytes) pieces.push(bytes)
      if (!response.write(bytes))
        await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
    }
  } catch {
    response.destroy()
    return undefined
  }
  await new Promise<void>((resolve) => response.end(resolve))
  return size <= mostBytes ? Buffer.concat(pieces) : undefined
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: RecordedHeaders
  readonly body: Uint8Array
}

function ask(
  target: URL,
  { method, path, headers, body }: Asked,
  client: ServerResponse,
): Promise<Error | IncomingMessage> {
  const kept = headers.filter(([name]) => !ofConnection.test(name) && !/^(host|content-length)$/i.test(name))
  const sized = body.length > 0 || /^(POST|PUT|PATCH)$/.test(method)
  const sent = [['host', target.host], ...kept, ...(sized ? [['content-length', String(body.length)]] : [])]
  return new Promise((resolve) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest
    const call = send({
      hostname: target.hostname.replace(/^\[|\]$/g, ''),
      port: target.port,
      method,
      path: `${target.pathname.replace(/\/+$/, '')}${path}`,
      headers: sent.flat(),
      agent: false,
    })
    call.once('error', resolve).once('response', resolve)
    client.once('close', () => {
      if (!client.writableFinished) call.destroy()
    })
    call.end(body)
  })
}

function redacted(raw: RawExchange, violations: RecordedExchange['violations']): RecordedExchange {
  const { method, path, requestHeaders, requestBody, status, responseHeaders, responseBody } = raw
  const secrets = [...new Set([...secretsOf(requestHeaders), ...secretsOf(responseHeaders)])]
  const asked = redactedBody(requestBody, { secrets, encoding: encodingOf(requestHeaders) })
  const said = redactedBody(responseBody, { secrets, encoding: encodingOf(responseHeaders) })
  const headersOf = (headers: RecordedHeaders, decoded: boolean): RecordedHeaders =>
    redactedHeaders(headers, secrets).filter(([name]) => !decoded || !/^content-encoding$/i.test(name))
  return {
    request: {
      method,
      path: redactedPath(path, secrets),
      headers: headersOf(requestHeaders, asked.decoded),
      body: asked.body,
    },
    response: { status, headers: headersOf(responseHeaders, said.decoded), body: said.body },
    violations,
  }
}

function encodingOf(headers: RecordedHeaders): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
}

function checkedTarget(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new RangeError(
      `Failed to record: ${JSON.stringify(text)} is no base URL. Give http or https, a host and a path; the key stays with the client.`,
    )
  return url
}

async function bytesFrom(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request) {
    const bytes = piece as Buffer
    size += bytes.length
    if (size > mostBytes) return undefined
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

function pairsOf(raw: readonly string[]): RecordedHeaders {
  const pairs: (readonly [string, string])[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return pairs
}

function refuse(response: ServerResponse, [status, message]: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ message }))
}

/** Saves one after the other, and once more when something came meanwhile. What was paid for is not lost. */
function createSaver(path: string, content: () => Cassette): { save(): void; done(): Promise<void> } {
  let running: Promise<void> | undefined
  let stale = false
  const run = async (): Promise<void> => {
    while (stale) {
      stale = false
      await writeFile(`${path}.part`, writeCassette(content()))
      await rename(`${path}.part`, path)
    }
    running = undefined
  }
  return {
    save: () => {
      stale = true
      running ??= run()
    },
    done: async () => {
      await running
    },
  }
}
