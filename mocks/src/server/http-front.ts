import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Mock, MockLimits, MockReply, MockRequest } from 'kontext-sdk/testing'
import { controlPrefix } from '../control/control-api.ts'
import { guard, type Guarded } from './front-guard.ts'
import { writeReply } from './wire.ts'

/** What stands behind the server. */
export interface Front {
  readonly mock: Pick<Mock, 'handle' | 'hostKind'> & { readonly limits: Pick<MockLimits, 'bodyBytes'> }
  /** Answers what is under `/__kontext/`. */
  readonly control: (request: MockRequest) => Promise<MockReply>
  /** Origins of pages that may read answers. */
  readonly corsOrigins: readonly string[]
}

/** Answers one HTTP request with what the mock says. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { mock, control, corsOrigins }: Front,
): Promise<void> {
  const { method = 'GET', url = '/' } = request
  const { host, origin, 'access-control-request-headers': requestHeaders } = request.headers
  const guarded = guard(
    { method, host, origin, requestHeaders },
    { corsOrigins, answersAs: (name) => mock.hostKind(name) !== 'nobody' },
  )
  if (!guarded.pass) return writeReply(request, response, refusal(guarded))
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const asked: MockRequest = {
    method,
    url,
    headers: plainHeaders(request),
    body: await readBody(request, mock.limits.bodyBytes),
    origin: `http://${host ?? ''}`,
    signal: gone.signal,
  }
  const controls = url.startsWith(controlPrefix) && mock.hostKind(host ?? '') === 'own'
  const tooLarge = controls && asked.body.length > mock.limits.bodyBytes
  const reply = tooLarge
    ? refusal({ pass: false, status: 413, message: 'The body is larger than this mock takes.' })
    : await (controls ? control : mock.handle)(asked)
  await writeReply(request, response, { ...reply, headers: { ...reply.headers, ...guarded.headers } })
}

function refusal({ status, message, headers }: Extract<Guarded, { pass: false }>): MockReply {
  const body = message === undefined ? '' : JSON.stringify({ message })
  return {
    status,
    headers: {
      'x-kontext-mock': 'front',
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: Buffer.from(body),
  }
}

/** Reads a little more than the limit at most, which is enough for the mock to refuse it; the rest is read past. */
function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers['content-length'])
  // Node hands out no more bytes than were announced. One piece instead of many and their sum: bodies are megabytes.
  const whole = announced > 0 && announced <= limit ? Buffer.allocUnsafe(announced) : undefined
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const done = (): void => resolve(whole?.subarray(0, size) ?? Buffer.concat(chunks))
    request
      .on('data', (chunk: Buffer) => {
        if (size > limit) return
        if (whole === undefined) chunks.push(chunk)
        else chunk.copy(whole, size)
        size += chunk.length
        if (size > limit) done()
      })
      .once('end', done)
      .once('error', reject)
  })
}

function plainHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {}
  for (const name in headers) plain[name] = String(headers[name])
  return plain
}
