import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { RecordedHeaders } from './cassette.ts'
import type { RawExchange } from './cassette-check.ts'
import { guard } from '../server/front-guard.ts'

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
const mostBytes = 64 * 1024 * 1024
// Of one connection, not of a message. (RFC 9110, section 7.6.1)
const ofConnection =
  /^(connection|keep-alive|proxy-connection|proxy-authenticate|proxy-authorization|te|trailer|transfer-encoding|upgrade)$/i

/** A request, and where it goes on to. */
interface Passing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly target: URL
  readonly prefix: string
}

/** Answers a request with what the target says. Gives the exchange, unless it was refused or broke off. */
export async function passOn({
  request,
  response,
  target,
  prefix,
}: Passing): Promise<RawExchange | undefined> {
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
  const responseBody = await passBack(answer, response)
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
async function passBack(answer: IncomingMessage, response: ServerResponse): Promise<Uint8Array | undefined> {
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
