import createClient from 'openapi-fetch'
import { readApiKey } from './api-key.ts'
import type { Clock } from '../clock.ts'
import { ContractError } from '../errors/errors.ts'
import { guarded } from './guarded.ts'
import { sendThrough, type Exchange, type Middleware } from './middleware.ts'
import { parseJson } from './parse-json.ts'
import type { OperationRule, Provider } from '../provider.ts'
import { readBody } from './read-body.ts'
import { nothingSent, Unsent } from './unsent.ts'

/** One request to the provider; the path is relative to its base URL. */
export interface Outgoing extends OperationRule, Pick<Exchange, 'attempt' | 'operation' | 'requestId'> {
  readonly body?: Readonly<Record<string, unknown>> | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  /** What to do with an answer that comes after the abort; without it the request is aborted too. */
  readonly late?: { readonly ms: number; readonly take: (answer: Answer) => void } | undefined
  /** Takes what can be read of a broken answer. */
  readonly salvage?: boolean | undefined
}

/** One request for an answer that goes on. */
export interface Opening extends Pick<Outgoing, 'method' | 'path' | 'requestId'> {
  readonly signal: AbortSignal
}

/** What came back, whatever the status. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed text; undefined when it is not JSON. */
  readonly body: unknown
}

/** The one way to the provider's API. Nothing is retried and no redirect is followed here. */
export interface Transport {
  /** @throws AuthError without a key, the caller's reason on abort, or whatever `fetch` throws. */
  send(request: Outgoing): Promise<Answer>
  /** Asks for an answer that goes on: its body is the caller's to read, the signal ends it. @throws as `send` */
  open(request: Opening): Promise<Response>
  /** Keys that were sent, to keep them out of messages. */
  readonly secrets: ReadonlySet<string>
}

/** What a transport is made of. */
export interface TransportOptions {
  readonly clock: Clock
  /** @default the global fetch at the time of the call */
  readonly fetch: typeof fetch | undefined
  readonly middleware: readonly Middleware[]
}

const maxAnswerBytes = 10 * 1024 * 1024

// The contract is data here, so there are no types per path; this is all that is used of the client.
interface UntypedClient {
  request(method: string, path: string, init: object): Promise<unknown>
}

/** Makes a transport. Nothing of `fetch` is touched before the first call: it loads much of Node. */
export function createTransport(
  provider: Provider,
  { clock, fetch: given, middleware }: TransportOptions,
): Transport {
  let client: UntypedClient | undefined
  const secrets = new Set<string>()
  const respond = async (
    outgoing: Omit<Outgoing, 'timeoutMs'>,
    signal: AbortSignal,
    onSend?: () => void,
  ): Promise<Response> => {
    const key = await readApiKey(provider)
    if (key !== undefined) for (const secret of [key, ...key.split(':')]) secrets.add(secret)
    client ??= createUntypedClient(provider.baseUrl)
    const draft = await draftOf(client, outgoing)
    const { operation, attempt, requestId } = outgoing
    const seen = { operation, attempt, requestId, provider: provider.id, ...draft, signal }
    const response: unknown = await sendThrough(middleware, seen, async (exchange) => {
      const { url, init } = addressed(exchange, provider, key)
      outgoing.signal?.throwIfAborted()
      signal.throwIfAborted()
      const send = given ?? globalThis.fetch
      onSend?.()
      return send(url, { ...init, signal })
    })
    if (!isResponse(response)) throw new TypeError('the fetch in use gave no Response')
    return response
  }
  return {
    secrets,
    open: (opening) => respond({ ...opening, operation: 'stream', attempt: 1 }, opening.signal),
    send: async (outgoing) => {
      const { timeoutMs, signal, late, salvage = false } = outgoing
      const progress: { sent: boolean; head?: Response } = { sent: false }
      const run = async (inner: AbortSignal): Promise<Answer> => {
        progress.head = await respond(outgoing, inner, () => {
          progress.sent = true
        })
        return readAnswer(progress.head, inner, salvage)
      }
      try {
        return await guarded(run, { clock, timeoutMs, signal, late })
      } catch (error) {
        const { sent, head } = progress
        if (head === undefined) throw sent ? error : new Unsent(error)
        // The status has said it, whatever became of the rest.
        if (salvage && head.status >= 400 && signal?.aborted !== true)
          return { status: head.status, headers: head.headers, text: '', body: undefined }
        // A fetch that goes on over a second connection may fail to make that one.
        throw nothingSent(error) ? new TypeError('the answer broke off') : error
      }
    },
  }
}

// What the client makes instead of a `Request`: a fetch that is not the global one takes no foreign `Request`.
class Draft {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined

  constructor(url: string, { headers, body }: { headers: Headers; body?: string }) {
    this.url = url
    this.headers = Object.fromEntries(headers)
    this.body = body
  }
}

function createUntypedClient(baseUrl: string): UntypedClient {
  const client = createClient({ baseUrl, Request: Draft as unknown as typeof Request })
  // Its types want paths known at compile time; ours come from a descriptor.
  return client as unknown as UntypedClient
}

async function draftOf(client: UntypedClient, outgoing: Omit<Outgoing, 'timeoutMs'>) {
  const { method, path, body: fields, operation } = outgoing
  const made: Draft[] = []
  await client.request(method, path, {
    body: fields,
    headers: { accept: operation === 'stream' ? 'text/event-stream' : 'application/json' },
    // Sent and read elsewhere, within a budget; the client sees an empty answer, as it would read without limit.
    fetch: (draft: Draft) => {
      made.push(draft)
      return Promise.resolve(new Response(null, { status: 204 }))
    },
  })
  const [draft] = made
  if (draft === undefined) throw new Error('the request could not be made')
  const { url, headers, body } = draft
  return { url, method, headers, body }
}

// The key goes to the provider's own origin and base path, however the path came to be.
function addressed({ url, method, headers, body }: Exchange, provider: Provider, key: string | undefined) {
  const target = new URL(url)
  const base = new URL(provider.baseUrl)
  const prefix = base.pathname.replace(/\/$/, '')
  if (target.origin !== base.origin || !target.pathname.startsWith(`${prefix}/`)) {
    const fact = `a request would have left ${provider.baseUrl}. Nothing was sent; report this as a defect.`
    throw new ContractError(`Failed to call ${provider.id}: ${fact}`, { provider: provider.id })
  }
  const { scheme } = provider.capabilities.auth
  const init: RequestInit = {
    method,
    headers: {
      ...Object.fromEntries(new Headers(headers)),
      ...(key === undefined ? {} : { authorization: `${scheme} ${key}` }),
    },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    // Cloudflare's runtime has neither and throws on both. (cloudflare/workers-sdk#2514, #3005)
    ...('credentials' in Request.prototype
      ? { credentials: 'omit' as const, cache: 'no-store' as const }
      : {}),
  }
  return { url: target.href, init }
}

async function readAnswer(response: Response, signal: AbortSignal, salvage: boolean): Promise<Answer> {
  const text = new TextDecoder().decode(await readBody(response, { maxBytes: maxAnswerBytes, signal }))
  return { status: response.status, headers: response.headers, text, body: parsed(text, salvage) }
}

// By shape: other implementations of fetch have a class of their own.
function isResponse(value: unknown): value is Response {
  if (typeof value !== 'object' || value === null || !('status' in value) || !('headers' in value))
    return false
  const { status, headers } = value
  return typeof status === 'number' && typeof headers === 'object' && headers !== null && 'get' in headers
}

function parsed(text: string, salvage: boolean): unknown {
  try {
    return parseJson(text, { salvage })
  } catch {
    return undefined
  }
}
