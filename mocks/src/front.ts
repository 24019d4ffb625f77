import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MockProvider } from './mock-provider.ts'
import type { MockedProvider } from './contracts.ts'
import { dropBody, maxBodyBytes, readRequestBody } from './request-body.ts'
import { isScenarioName, scenarios, type Scenario, type ScenarioName } from './scenarios.ts'

/** One request the mock answered. Bodies and keys are not kept. */
export interface JournalEntry {
  readonly method: string
  /** Path and query as the client sent them. */
  readonly path: string
  /** Id of the provider, or undefined for images and for paths that lead nowhere. */
  readonly provider?: string
  readonly status: number
  /** The request carried an Authorization header. */
  readonly keySent: boolean
}

/** Everything the front needs to answer. */
export interface FrontContext {
  readonly providers: ReadonlyMap<
    string,
    { readonly mocked: MockedProvider; readonly provider: MockProvider }
  >
  readonly defaultScenario: ScenarioName
  readonly record: (entry: JournalEntry) => void
}

interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly provider?: string
  /** Break the connection instead of answering. */
  readonly reset?: true
}

const scenarioHeader = 'x-kontext-scenario'
const imagePath = /^\/images\/([a-z0-9-]+)\/([\w-]+)\/(\d+)\.(?:jpg|png)$/
// A name that resolves to loopback does not make a request a local one: DNS rebinding.
const localHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

/** Answers one HTTP request: finds the provider, reads the body, and writes what the provider says. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: FrontContext,
): Promise<void> {
  const { method = 'GET', url = '/' } = request
  const reply = await route(request, context).catch(internal)
  context.record({
    method,
    path: url,
    status: reply.reset === true ? 0 : reply.status,
    keySent: request.headers.authorization !== undefined,
    ...(reply.provider === undefined ? {} : { provider: reply.provider }),
  })
  if (reply.reset === true) {
    response.destroy()
    return
  }
  const bytes = reply.body instanceof Uint8Array ? reply.body : Buffer.from(JSON.stringify(reply.body))
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-kontext-mock': reply.provider ?? 'front',
    ...reply.headers,
    'content-length': bytes.length,
    // The rest of a body that was refused would be read as the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  })
  response.end(method === 'HEAD' ? undefined : bytes)
}

async function route(request: IncomingMessage, context: FrontContext): Promise<Reply> {
  const url = readTarget(request.url ?? '/')
  if (url === undefined) return problem(400, `${JSON.stringify(request.url)} is no path of a request.`)
  const host = request.headers.host ?? ''
  if (!localHost.test(host))
    return problem(
      421,
      `This mock answers on loopback only, not as ${JSON.stringify(host)}. Use the address it printed.`,
    )
  if (url.pathname === '/') return { status: 200, body: overview(context, `http://${host}`) }
  const image = imagePath.exec(url.pathname)
  if (image !== null) return serveImage(request, image, context)
  const [, id = ''] = url.pathname.split('/')
  const entry = context.providers.get(id)
  if (entry === undefined) {
    return problem(
      404,
      `No provider has the path ${url.pathname}. Paths begin with a provider: ${[...context.providers.keys()].map((name) => `/${name}`).join(', ')}.`,
    )
  }
  return { provider: id, ...(await serveProvider(request, url, id, context, entry)) }
}

/** A request's target, unless it is one no URL can be made of: `//`, or `%zz`. */
function readTarget(target: string): URL | undefined {
  if (!/^\/(?!\/)/.test(target) || !URL.canParse(target, 'http://mock.invalid')) return undefined
  const url = new URL(target, 'http://mock.invalid')
  try {
    decodeURIComponent(url.pathname)
    return url
  } catch {
    return undefined
  }
}

async function serveProvider(
  request: IncomingMessage,
  url: URL,
  id: string,
  context: FrontContext,
  { mocked, provider }: { mocked: MockedProvider; provider: MockProvider },
): Promise<Reply> {
  const credentials = readCredentials(request.headers.authorization, mocked.descriptor.auth.scheme)
  const scenario = chooseScenario(request.headers[scenarioHeader], credentials, context.defaultScenario)
  if (typeof scenario === 'string') return problem(400, scenario)
  // Only a submit has a body; what else comes along with a look is not the contract's business.
  const body = request.method === 'POST' ? await readRequestBody(request) : await dropBody(request)
  if (body.kind === 'too-large')
    return problem(
      413,
      `The body is larger than ${String(maxBodyBytes / 1024 / 1024)} MiB. Send a smaller image, or its URL.`,
    )
  const exchange = await provider.handle({
    method: request.method ?? 'GET',
    path: url.pathname.slice(id.length + 1) || '/',
    query: Object.fromEntries(url.searchParams),
    headers: contractHeaders(request, body.kind === 'none'),
    scenario,
    authorized: credentials !== undefined,
    origin: `http://${request.headers.host ?? ''}`,
    ...(body.kind === 'json' ? { body: body.value } : {}),
    ...(body.kind === 'unreadable' ? { unreadable: body.violation } : {}),
  })
  if (!exchange.matched)
    return problem(
      404,
      `The contract of ${id} has no ${request.method ?? 'GET'} ${url.pathname.slice(id.length + 1)}.`,
    )
  if (exchange.broken.length > 0) {
    const what = exchange.broken.map(({ location, message }) => `${location.join('.')} ${message}`).join('; ')
    return problem(
      500,
      `The mock's own answer to ${exchange.operation} breaks the contract of ${id}: ${what}. Please report this.`,
    )
  }
  const { status, body: said, headers = {} } = exchange.answer
  const taken = exchange.operation.startsWith('submit') && status === 200
  return {
    status,
    body: said,
    headers,
    ...(taken && scenario.resetAfterSubmit === true ? { reset: true } : {}),
  }
}

/** The headers as the contract sees them: those of a body only where there is one. */
function contractHeaders(request: IncomingMessage, bare: boolean): Record<string, string> {
  const entries = Object.entries(request.headers).filter(
    ([name]) => !bare || !/^(content-|transfer-encoding$)/.test(name),
  )
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

async function serveImage(
  request: IncomingMessage,
  [, id = '', job = '', index = '']: RegExpExecArray,
  context: FrontContext,
): Promise<Reply> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return problem(405, 'Images are fetched with GET.')
  const found = await context.providers.get(id)?.provider.image(job, Number(index))
  if (found === undefined)
    return problem(404, 'No such image: the job is unknown, has not ended well, or made fewer.')
  return { status: 200, body: found.bytes, headers: { 'content-type': found.contentType } }
}

/** The key, when it came with the scheme the contract asks for; RFC 9110 makes the scheme's case irrelevant. */
function readCredentials(header: string | undefined, scheme: string): string | undefined {
  const [, found, key] = /^(\S+) +(\S+)$/.exec(header ?? '') ?? []
  return found?.toLowerCase() === scheme.toLowerCase() ? key : undefined
}

/** A header chooses for one request, a key of the form `mock:name` for everything a client does. */
function chooseScenario(
  header: string | string[] | undefined,
  key: string | undefined,
  preset: ScenarioName,
): Scenario | string {
  const name = header === undefined ? (/^mock:(.+)$/.exec(key ?? '')?.[1] ?? preset) : String(header)
  return isScenarioName(name)
    ? scenarios[name]
    : `There is no scenario ${JSON.stringify(name)}. Choose one of ${Object.keys(scenarios).join(', ')}.`
}

function overview({ providers }: FrontContext, origin: string): object {
  return {
    mock: 'kontext-mocks',
    providers: Object.fromEntries(
      [...providers].map(([id, { mocked }]) => [
        id,
        { title: mocked.descriptor.title, baseUrl: `${origin}/${id}` },
      ]),
    ),
    scenarios: Object.fromEntries(Object.values(scenarios).map(({ name, about }) => [name, about])),
    choose: `Send the header ${scenarioHeader}, or use the key "mock:<scenario>".`,
  }
}

function problem(status: number, message: string): Reply {
  return { status, body: { message } }
}

function internal(error: unknown): Reply {
  return problem(500, `The mock failed: ${error instanceof Error ? error.message : String(error)}`)
}
