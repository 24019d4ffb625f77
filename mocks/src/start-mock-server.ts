import { createServer, type Server } from 'node:http'
import { mockedProviders } from './contracts.ts'
import { answerRequest, type JournalEntry } from './front.ts'
import { MockProvider } from './mock-provider.ts'
import { createPrismEngine } from './prism-engine.ts'
import { isScenarioName, scenarios, type ScenarioName } from './scenarios.ts'

/** How to start the mock server. */
export interface MockServerOptions {
  /**
   * TCP port; 0 takes a free one.
   * @default 0
   */
  port?: number
  /**
   * The course of jobs whose request chooses none.
   * @default 'completes'
   */
  scenario?: ScenarioName
  /** Called after every request. What it throws is ignored. */
  onRequest?: (entry: JournalEntry) => void
}

/** A running mock server. */
export interface MockServer {
  /** Address of the server, such as `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  /** Ids of the providers it plays. */
  readonly providers: readonly string[]
  /** What to give a provider as `baseUrl`. Throws on an id it does not play. */
  baseUrl(provider: string): string
  /** The last 10,000 requests, oldest first. */
  journal(): readonly JournalEntry[]
  /** How many edits were taken, which a real provider would have billed; of one provider, or of all. */
  accepted(provider?: string): number
  /** Stops at once: open connections are closed. */
  close(): Promise<void>
}

const keptEntries = 10_000

/**
 * Starts the mock of every provider on one loopback port: Prism checks each request and each answer against the
 * provider's contract, jobs move one step per look, result images are real.
 *
 * Throws when the port is taken.
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { port = 0, scenario = 'completes', onRequest } = options
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(
      `Failed to start the mock server: port ${String(port)} is not a port. Use 0 to 65535; 0 takes a free one.`,
    )
  }
  if (!isScenarioName(scenario)) {
    throw new RangeError(
      `Failed to start the mock server: there is no scenario ${JSON.stringify(scenario)}. Choose one of ${Object.keys(scenarios).join(', ')}.`,
    )
  }
  const mocked = mockedProviders()
  const engine = await createPrismEngine(new Map([...mocked].map(([id, { contract }]) => [id, contract])))
  const providers = new Map(
    [...mocked].map(([id, entry]) => [
      id,
      { mocked: entry, provider: new MockProvider(id, entry, engine, Date.now) },
    ]),
  )
  const journal: JournalEntry[] = []
  const record = (entry: JournalEntry): void => {
    journal.push(entry)
    if (journal.length > keptEntries) journal.shift()
    try {
      onRequest?.(entry)
    } catch {
      // A listener that fails must not fail the request it hears of.
    }
  }
  const server = createServer((request, response) => {
    void answerRequest(request, response, { providers, defaultScenario: scenario, record })
  })
  const listening = await listen(server, port)
  const url = `http://127.0.0.1:${String(listening)}`
  return {
    url,
    port: listening,
    providers: [...providers.keys()],
    baseUrl: (provider) => {
      if (!providers.has(provider)) {
        throw new RangeError(
          `Failed to find a mock of ${JSON.stringify(provider)}: there is none. Known: ${[...providers.keys()].join(', ')}.`,
        )
      }
      return `${url}/${provider}`
    },
    journal: () => [...journal],
    accepted: (provider) =>
      [...providers]
        .filter(([id]) => provider === undefined || provider === id)
        .reduce((sum, [, entry]) => sum + entry.provider.accepted, 0),
    close: () => stop(server),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Failed to start the mock server: port ${String(port)} is in use. Choose another, or 0 for a free one.`,
              { cause: error },
            )
          : error,
      )
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
