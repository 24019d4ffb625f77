/** A request before its body is read. */
export interface GuardedRequest {
  readonly method: string
  /** The Host header as it came. */
  readonly host: string | undefined
  /** The Origin header: the page on whose behalf a browser asks. */
  readonly origin: string | undefined
  /** Names that a browser wants to send; only a preflight has them. */
  readonly requestHeaders: string | undefined
}

/** Who may ask. */
export interface GuardRules {
  /** Whether the mock answers under a host, given as `name:port`. */
  readonly answersAs: (host: string) => boolean
  /** Origins of pages that may read answers. */
  readonly corsOrigins: readonly string[]
}

/** What is to be done with a request. */
export type Guarded =
  /** Answer it, with these headers besides. */
  | { readonly pass: true; readonly headers: Readonly<Record<string, string>> }
  /** Answer with this, and read no body. */
  | {
      readonly pass: false
      readonly status: number
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
    }

// A browser shows pages these and few others unless it is told.
const shownHeaders = 'x-fal-request-id, x-kontext-mock, retry-after, content-range'
const preflightSeconds = '600'

/**
 * Decides whether a request is answered at all. A name that resolves to this machine does not make it a request from
 * this machine (DNS rebinding); and what other pages in the user's browser ask, they cannot read.
 */
export function guard(request: GuardedRequest, { answersAs, corsOrigins }: GuardRules): Guarded {
  const { method, host = '', origin, requestHeaders } = request
  if (!/^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(host) || !URL.canParse(`http://${host}`))
    return { pass: false, status: 400, message: `The Host header ${JSON.stringify(host)} names no host.` }
  if (!answersAs(host)) {
    const message = `This mock does not answer as ${JSON.stringify(host)}. Use the address it printed, or start it with --allow-host.`
    return { pass: false, status: 421, message }
  }
  if (origin === undefined) return { pass: true, headers: {} }
  const allowed = corsOrigins.includes(origin)
  // Whoever caches an answer must not give it to a page of another origin.
  const headers = allowed
    ? { vary: 'origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': shownHeaders }
    : { vary: 'origin' }
  if (method !== 'OPTIONS') return { pass: true, headers }
  if (!allowed) {
    const message = `Pages of ${origin} may not use this mock. Start it with --cors-origin ${origin}.`
    return { pass: false, status: 403, message, headers }
  }
  return {
    pass: false,
    status: 204,
    headers: {
      ...headers,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT',
      'access-control-allow-headers': requestHeaders ?? '',
      'access-control-max-age': preflightSeconds,
    },
  }
}

/** Checks origins that a user allows. @throws RangeError on one that is none, and on `*` */
export function checkedOrigins(origins: readonly string[]): readonly string[] {
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue
    throw new RangeError(
      `Failed to allow ${JSON.stringify(origin)}: it is not the origin of one site. Write it as http://localhost:5173, without a path.`,
    )
  }
  return origins
}
