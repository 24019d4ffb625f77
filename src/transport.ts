import createClient from 'openapi-fetch'
import { readApiKey } from './api-key.ts'
import type { Clock } from './clock.ts'
import { ContractError } from './errors.ts'
import { guarded } from './guarded.ts'
import { parseJson } from './parse-json.ts'
import type { OperationRule, Provider } from './provider.ts'
import { readBody } from './read-body.ts'

/** One request to the provider; the path is relative to its base URL. */
export interface Outgoing extends OperationRule {
  readonly body?: Readonly<Record<string, unknown>> | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
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
  /** Keys that were sent, to keep them out of messages. */
  readonly secrets: ReadonlySet<string>
}

/** What a transport is made of. */
export interface TransportOptions {
  readonly clock: Clock
  /** @default the global fetch at the time of the call */
  readonly fetch: typeof fetch | undefined
}

const maxAnswerBytes = 10 * 1024 * 1024

// The contract is data here, so there are no types per path; this is all that is used of the client.
interface UntypedClient {
  request(method: string, path: string, init: object): Promise<unknown>
}

/** Makes a transport. The client behind it is made at the first call: touching `Request` loads much of Node. */
export function createTransport(provider: Provider, { clock, fetch: given }: TransportOptions): Transport {
  let client: UntypedClient | undefined
  const secrets = new Set<string>()
  return {
    secrets,
    send: (outgoing) =>
      guarded(
        async (signal) => {
          const key = await readApiKey(provider)
          for (const secret of [key, ...key.split(':')]) secrets.add(secret)
          client ??= createUntypedClient(provider.baseUrl)
          signal.throwIfAborted()
          return exchangeOnce(client, provider, key, { ...outgoing, signal }, given ?? globalThis.fetch)
        },
        { clock, timeoutMs: outgoing.timeoutMs, signal: outgoing.signal },
      ),
  }
}

function createUntypedClient(baseUrl: string): UntypedClient {
  const client = createClient({ baseUrl, redirect: 'manual', credentials: 'omit', cache: 'no-store' })
  // Its types want paths known at compile time; ours come from a descriptor.
  return client as unknown as UntypedClient
}

async function exchangeOnce(
  client: UntypedClient,
  provider: Provider,
  key: string,
  { method, path, body, signal }: Outgoing,
  send: typeof fetch,
): Promise<Answer> {
  let answer: Answer | undefined
  await client.request(method, path, {
    body,
    signal,
    headers: { accept: 'application/json' },
    // The answer is read here, within a budget; the client sees an empty one, as it would read without limit.
    fetch: async (request: Request) => {
      authorize(request, provider, key)
      answer = await readAnswer(await send(request))
      return new Response(null, { status: 204 })
    },
  })
  if (answer === undefined) throw new Error('the fetch in use was not called')
  return answer
}

// The key goes to the provider's own origin and base path, however the path came to be.
function authorize(request: Request, provider: Provider, key: string): void {
  const target = new URL(request.url)
  const base = new URL(provider.baseUrl)
  const prefix = base.pathname.replace(/\/$/, '')
  if (target.origin !== base.origin || !target.pathname.startsWith(`${prefix}/`)) {
    const fact = `a request would have left ${provider.baseUrl}. Nothing was sent; report this as a defect.`
    throw new ContractError(`Failed to call ${provider.id}: ${fact}`, { provider: provider.id })
  }
  request.headers.set('authorization', `${provider.capabilities.auth.scheme} ${key}`)
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = new TextDecoder().decode(await readBody(response, maxAnswerBytes))
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
