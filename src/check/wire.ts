import type { Clock } from '../clock.ts'
import { redactCause } from '../errors/redact.ts'
import { readApiKey } from '../http/api-key.ts'
import { guarded, RequestTimeout } from '../http/guarded.ts'
import { nothingSent } from '../http/unsent.ts'
import { leadsToPrivate } from '../images/resolve-host.ts'
import { imageUrlFault } from '../images/url-policy.ts'
import { isLoopback, type Provider } from '../provider.ts'
import { keyHeader } from './key-header.ts'
import type { CheckAnswer, CheckExchange, CheckRequest } from './exchange.ts'
import { readAnswer } from './read-answer.ts'

/** What a wire is made of. */
export interface WireOptions {
  readonly provider: Provider
  readonly clock: Clock
  /** @default the global fetch at the time of the call */
  readonly fetch: typeof fetch | undefined
  readonly signal: AbortSignal | undefined
}

/** The one way out of a run. Nothing is repeated, no redirect is followed. */
export interface Wire {
  /** Everything that was sent, in order. */
  readonly exchanges: readonly CheckExchange[]
  /** Keys that were sent, to keep them out of reports. */
  readonly secrets: ReadonlySet<string>
  /** The server has sent as much as a run takes: no more is read. */
  readonly isFull: boolean
  /**
   * Sends one request. What goes wrong on the way is part of the exchange.
   * @throws the reason of the signal; AuthError when there is no key
   */
  send(request: CheckRequest): Promise<CheckExchange>
}

const defaultTimeoutMs = 30_000
const megabyte = 1024 * 1024
// All answers are kept to the end, and JSON takes many times its bytes once it is read.
const mostBytes = { text: 64 * megabyte, image: 512 * megabyte } as const
type Left = { -readonly [Kind in keyof typeof mostBytes]: number }

/** Makes the wire of a run. */
export function createWire(options: WireOptions): Wire {
  const { provider, clock, signal } = options
  const exchanges: CheckExchange[] = []
  const secrets = new Set<string>()
  const left: Left = { ...mostBytes }
  return {
    exchanges,
    secrets,
    get isFull() {
      return left.text <= 0 || left.image <= 0
    },
    send: async (request) => {
      signal?.throwIfAborted()
      const key = isDownload(request) ? undefined : await readApiKey(provider)
      if (key !== undefined) for (const secret of [key, ...key.split(':')]) secrets.add(secret)
      const at = clock.now()
      const outcome = await attempt(request, { ...options, key, left })
      signal?.throwIfAborted()
      const { answer, failure } = outcome
      const exchange: CheckExchange = {
        ...{ number: exchanges.length + 1, request, at, ms: clock.now() - at },
        ...(answer === undefined ? {} : { answer }),
        ...(failure === undefined
          ? {}
          : { failure: { kind: failure.kind, message: said(failure.error, [...secrets]) } }),
      }
      exchanges.push(exchange)
      return exchange
    },
  }
}

/** Whether a request goes to a place that an answer or the user named, and not to the provider's API. */
export function isDownload({ operation, path }: CheckRequest): boolean {
  return operation === 'image' || /^https?:/i.test(path)
}

interface Outcome {
  readonly answer?: CheckAnswer
  readonly failure?: { readonly kind: 'lost' | 'refused' | 'timeout'; readonly error: unknown }
}

interface Attempt extends WireOptions {
  readonly key: string | undefined
  /** Bytes that may still come. */
  readonly left: Left
}

async function attempt(
  request: CheckRequest,
  { provider, clock, fetch: given, signal, key, left }: Attempt,
): Promise<Outcome> {
  const { operation, timeoutMs = defaultTimeoutMs } = request
  const kind = operation === 'image' ? 'image' : 'text'
  const progress: { sent: boolean; partly?: () => CheckAnswer } = { sent: false }
  const run = async (inner: AbortSignal): Promise<CheckAnswer> => {
    const url = isDownload(request)
      ? await downloadUrl(request, provider, given)
      : providerUrl(request, provider)
    const init = { ...initOf(request, provider, key), signal: inner }
    const send = given ?? globalThis.fetch
    inner.throwIfAborted()
    progress.sent = true
    const response = await send(url, init)
    return readAnswer(response, {
      kind,
      signal: inner,
      leftBytes: left[kind],
      onBytes: (count) => (left[kind] -= count),
      onHead: (partly) => (progress.partly = partly),
    })
  }
  try {
    return { answer: await guarded(run, { clock, timeoutMs, signal }) }
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason
    const { sent, partly } = progress
    // A stream says what it says before it ends.
    const heard = operation === 'stream' && partly !== undefined ? { answer: partly() } : {}
    const arrived = partly !== undefined
    const kind =
      error instanceof RequestTimeout
        ? 'timeout'
        : !arrived && (!sent || nothingSent(error))
          ? 'refused'
          : 'lost'
    return { ...heard, failure: { kind, error } }
  }
}

// The key goes to the provider's own origin and base path, however the path came to be.
function providerUrl({ path }: CheckRequest, provider: Provider): string {
  const target = new URL(provider.baseUrl + path)
  const base = new URL(provider.baseUrl)
  const prefix = base.pathname.replace(/\/$/, '')
  if (target.origin !== base.origin || !target.pathname.startsWith(`${prefix}/`) || target.username !== '')
    throw new Error(`the request would have left ${provider.baseUrl}`)
  return target.href
}

async function downloadUrl(
  { path }: CheckRequest,
  { baseUrl }: Provider,
  given: typeof fetch | undefined,
): Promise<string> {
  const loopback = isLoopback(new URL(baseUrl).hostname)
  const fault = imageUrlFault(path, { loopback })
  if (fault !== undefined) throw new Error(`its URL ${fault}`)
  const { href, hostname } = new URL(path)
  // A fetch of the user's own may go by a proxy, which looks names up itself.
  if (given === undefined && !(loopback && isLoopback(hostname)) && (await leadsToPrivate(hostname)))
    throw new Error('its URL leads to a private address')
  return href
}

function initOf(request: CheckRequest, provider: Provider, key: string | undefined): RequestInit {
  const { method, body, operation, headers } = request
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  return {
    method,
    headers: {
      accept: acceptOf(operation),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...(isDownload(request)
        ? {}
        : keyHeader(provider.capabilities.auth.scheme, key, request.key ?? 'right')),
    },
    ...(text === undefined ? {} : { body: text }),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  }
}

function acceptOf(operation: string | undefined): string {
  if (operation === 'image') return 'image/*'
  return operation === 'stream' ? 'text/event-stream' : 'application/json'
}

/** The innermost reason, which says most: `ECONNREFUSED`, not "fetch failed". */
function said(error: unknown, secrets: readonly string[]): string {
  let cause: Error = redactCause(error, secrets)
  while (cause.cause instanceof Error) cause = cause.cause
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  if (code === undefined) return cause.message
  return cause.message.includes(code) ? cause.message : `${cause.message} (${code})`
}
