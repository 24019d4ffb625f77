import { systemClock } from '../clock.ts'
import type { ContractEngine } from './engines/contract-engine.ts'
import type { MockReply, MockRequest } from './exchange.ts'
import { performInProcess } from './faults/perform-in-process.ts'
import { failedFetch } from './faults/undici-errors.ts'
import { createGeneratedEngine } from './engines/generated-engine.ts'
import { createPlainPainter } from './images/plain-painter.ts'
import { createMock, type Mock } from './mock.ts'
import type { MockBehaviour } from './mock-options.ts'
import type { Painter } from './images/painter.ts'

/** How a mock that is a `fetch` behaves, and what it is made of. */
export interface MockFetchOptions extends MockBehaviour {
  /** @default the generated validators and examples */
  readonly engine?: ContractEngine
  /** @default small real images without native code */
  readonly painter?: Painter
}

/** A `fetch` behind which every provider is played, at its own address. Nothing leaves the process. */
export interface MockFetch {
  (input: RequestInfo | URL, init?: RequestInit): Promise<Response>
  /** Journal, ledger, sessions, `next`, `advance` and all else. */
  readonly mock: Mock
  /** An address of a provider, for those whose own is the user's to give. */
  baseUrl(provider: string): string
}

const home = 'https://kontext.mock'
const imageHost = 'images.kontext.mock'
// (fetch.spec.whatwg.org, HTTP-redirect fetch)
const maxRedirects = 20
const redirecting = new Set([301, 302, 303, 307, 308])

/**
 * Makes a `fetch` that plays every provider: the same scenarios, faults and answers as the server of `kontext-mocks`,
 * without a server. A host it does not play is answered with 421.
 * ```ts
 * const fetch = createMockFetch()
 * const kontext = createKontext(fal({ apiKey: 'test' }), { fetch })
 * fetch.mock.accepted() // edits a real provider would have taken
 * ```
 * @throws RangeError when there is no such scenario, or no such provider at a host
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  const mock = createMock({
    engine: createGeneratedEngine(),
    painter: createPlainPainter(),
    imageOrigin: `https://${imageHost}`,
    ...options,
    ownHosts: [imageHost, ...(options.ownHosts ?? [])],
  })
  const clock = options.clock ?? systemClock
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    // A copy of the signal would reject with a copy of the reason.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    signal?.throwIfAborted()
    let asked = await toMockRequest(request, signal)
    for (let hop = 0; ; hop += 1) {
      const reply = withLength(await mock.handle(asked))
      const response = await performInProcess(reply, { method: asked.method, clock, signal })
      const location = response.headers.get('location')
      if (!redirecting.has(response.status) || location === null || request.redirect === 'manual')
        return locate(response, asked, hop)
      if (request.redirect === 'error' || hop >= maxRedirects)
        throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
      asked = redirected(asked, response.status, new URL(location, asked.origin + asked.url))
    }
  }
  return Object.assign(send, {
    mock,
    baseUrl: (provider: string) => {
      if (mock.providers.includes(provider)) return `${home}/${provider}`
      throw new RangeError(
        `Failed to find a mock of ${JSON.stringify(provider)}: there is none. Known: ${mock.providers.join(', ')}.`,
      )
    },
  })
}

async function toMockRequest(request: Request, signal: AbortSignal | null | undefined): Promise<MockRequest> {
  const { origin, host, pathname, search, protocol } = new URL(request.url)
  if (protocol !== 'https:' && protocol !== 'http:') throw failedFetch('garbage')
  return {
    method: request.method,
    url: pathname + search,
    headers: { ...Object.fromEntries(request.headers), host },
    body: new Uint8Array(await request.arrayBuffer()),
    origin,
    ...(signal === null || signal === undefined ? {} : { signal }),
  }
}

/** The next request: to another origin the key does not go along, and what is not repeated becomes a GET. */
function redirected(asked: MockRequest, status: number, target: URL): MockRequest {
  const becomesGet = status === 303 || ((status === 301 || status === 302) && asked.method === 'POST')
  const dropped = [
    ...(target.origin === asked.origin ? [] : ['authorization', 'cookie', 'proxy-authorization']),
    ...(becomesGet ? ['content-type', 'content-length'] : []),
  ]
  return {
    ...asked,
    ...(becomesGet ? { method: 'GET', body: new Uint8Array() } : {}),
    url: target.pathname + target.search,
    origin: target.origin,
    headers: {
      ...Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !dropped.includes(name))),
      host: target.host,
    },
  }
}

/** A server says how long a body is, where it knows. */
function withLength(reply: MockReply): MockReply {
  const { body, headers } = reply
  if (!(body instanceof Uint8Array) || 'content-length' in headers) return reply
  return { ...reply, headers: { ...headers, 'content-length': String(body.length) } }
}

function locate(response: Response, { origin, url }: MockRequest, hops: number): Response {
  Object.defineProperties(response, {
    url: { value: origin + url },
    redirected: { value: hops > 0 },
  })
  return response
}
