import type { Clock } from '../../clock.ts'
import { AuthError } from '../../errors/errors.ts'
import { redactCause } from '../../errors/redact.ts'
import { readApiKey } from '../../http/api-key.ts'
import { connectionRemedy } from '../../connection-remedy.ts'
import { guarded, RequestTimeout } from '../../http/guarded.ts'
import { nothingSent } from '../../http/unsent.ts'
import { leadsToPrivate } from '../../images/resolve-host.ts'
import { imageUrlFault } from '../../images/url-policy.ts'
import { isLoopback, type Provider } from '../../provider.ts'
import type { CheckAnswer, CheckExchange, CheckRequest } from './exchange.ts'
import { passTime } from './pass-time.ts'
import { readAnswer } from './read-answer.ts'
import { carriedBy } from './request-headers.ts'

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
   * Sends one request, within its limit on every clock. What goes wrong on the way is part of the exchange.
   * @throws the reason of the signal; AuthError when there is no key
   */
  send(request: CheckRequest, until?: WireStop): Promise<CheckExchange>
}

/** What ends a request before its limit. */
export interface WireStop {
  /** @default that of the run */
  readonly signal: AbortSignal | undefined
}

const defaultTimeoutMs = 30_000
const megabyte = 1024 * 1024
// All answers are kept to the end, and JSON takes many times its bytes once it is read.
const mostBytes = { text: 64 * megabyte, image: 512 * megabyte } as const
type Left = { -readonly [Kind in keyof typeof mostBytes]: number }

/** Makes the wire of a run. */
export function createWire(options: WireOptions): Wire {
  const { clock } = options
  const exchanges: CheckExchange[] = []
  const secrets = new Set<string>()
  const left: Left = { ...mostBytes }
  return {
    exchanges,
    secrets,
    get isFull() {
      return left.text <= 0 || left.image <= 0
    },
    send: async (request, { signal } = options) => {
      signal?.throwIfAborted()
      const at = clock.now()
      const outcome = await attempt(request, { ...options, signal, secrets, left })
      signal?.throwIfAborted()
      const { answer, failure } = outcome
      const exchange: CheckExchange = {
        ...{ number: exchanges.length + 1, request, at, ms: clock.now() - at },
        ...(answer === undefined ? {} : { answer }),
        ...(failure === undefined ? {} : { failure: told(failure, [...secrets]) }),
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
  readonly secrets: Set<string>
  /** Bytes that may still come. */
  readonly left: Left
}

async function attempt(
  request: CheckRequest,
  { provider, clock, fetch: given, signal, secrets, left }: Attempt,
): Promise<Outcome> {
  const { operation, timeoutMs = defaultTimeoutMs } = request
  const kind = operation === 'image' ? 'image' : 'text'
  const progress: { sent: boolean; partly?: () => CheckAnswer } = { sent: false }
  const over = new AbortController()
  const run = async (inner: AbortSignal): Promise<CheckAnswer> => {
    const key = isDownload(request) ? undefined : await readApiKey(provider)
    if (key !== undefined) for (const secret of [key, ...key.split(':')]) secrets.add(secret)
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
    const answer = guarded(run, { clock, timeoutMs, signal })
    void passTime(clock, over.signal)
    return { answer: await answer }
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason
    if (AuthError.is(error)) throw error
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
  } finally {
    over.abort()
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
  const { scheme } = provider.capabilities.auth
  const { headers, text } = carriedBy(request, { scheme, key, isDownload: isDownload(request) })
  return {
    method: request.method,
    headers,
    ...(text === undefined ? {} : { body: text }),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  }
}

// `C0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/record.c:354:` (openssl ERR_error_string)
const openSsl = /^.*?error:[\dA-F]+:[^:]*:[^:]*:([^:]+).*$/s

function told(
  { kind, error }: NonNullable<Outcome['failure']>,
  secrets: readonly string[],
): NonNullable<CheckExchange['failure']> {
  const remedy = kind === 'refused' ? connectionRemedy(error) : undefined
  return { kind, message: said(error, secrets), ...(remedy === undefined ? {} : { remedy }) }
}

/** The innermost reason, which says most: `ECONNREFUSED`, not "fetch failed". */
function said(error: unknown, secrets: readonly string[]): string {
  let cause: Error = redactCause(error, secrets)
  while (cause.cause instanceof Error) cause = cause.cause
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  const message = cause.message.replace(openSsl, '$1')
  if (code === undefined) return message
  return message.includes(code) ? message : `${message} (${code})`
}
