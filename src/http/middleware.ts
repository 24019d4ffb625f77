/** One HTTP request on its way out, as a middleware sees it: everything but the key. */
export interface Exchange {
  /** `download` is an image of a result; it carries no credential. */
  readonly operation: 'submit' | 'status' | 'stream' | 'result' | 'cancel' | 'download'
  /** Id of the provider. */
  readonly provider: string
  /** 1 for the first try, 2 and up for repetitions; always 1 for downloads. */
  readonly attempt: number
  /** The provider's id of the job, once there is one. */
  readonly requestId?: string | undefined
  readonly method: string
  readonly url: string
  /** Names in lower case. The key is added after the last middleware. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON of a submit: it has the prompt, and the image where that was no URL. */
  readonly body?: string | undefined
  /** Aborts when the call is aborted and when the request takes too long. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A function around every HTTP request of a client: submits, looks, status streams, cancels and image downloads, each
 * try by itself. It calls `next`, or answers by itself, and may change both ends:
 * ```ts
 * const traceparent: Middleware = (exchange, next) =>
 *   next({ ...exchange, headers: { ...exchange.headers, traceparent: '00-…' } })
 * ```
 * It sees no key, and the key goes nowhere but to the provider, whatever URL it passes on. For a submit `next` works
 * once. What it throws is like a network that fails, with the error as `cause`: repeated where that is safe, nothing
 * sent when `next` was not called, and an AmbiguousSubmitError when it was. An error of this package ends the call.
 */
export type Middleware = (
  exchange: Exchange,
  next: (exchange: Exchange) => Promise<Response>,
) => Promise<Response>

/** Sends an exchange through all middleware, the first outermost, and then by `send`. */
export function sendThrough(
  middleware: readonly Middleware[],
  exchange: Exchange,
  send: (exchange: Exchange) => Promise<Response>,
): Promise<Response> {
  let sent = false
  const last = async (one: Exchange): Promise<Response> => {
    if (sent && exchange.operation === 'submit') throw new Error('next was called twice for a submit')
    sent = true
    return send(one)
  }
  return middleware.reduceRight<typeof last>((next, layer) => async (one) => layer(one, next), last)(exchange)
}

/** A `fetch` for image downloads that goes through all middleware. */
export function downloadThrough(
  middleware: readonly Middleware[],
  provider: string,
  send: typeof fetch | undefined,
): typeof fetch | undefined {
  if (middleware.length === 0) return send
  return (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const headers = Object.fromEntries(new Headers(init.headers))
    const signal = init.signal ?? undefined
    const exchange = {
      operation: 'download',
      provider,
      attempt: 1,
      method: 'GET',
      url,
      headers,
      signal,
    } as const
    return sendThrough(middleware, exchange, (one) =>
      (send ?? globalThis.fetch)(one.url, { ...init, headers: { ...one.headers } }),
    )
  }
}
