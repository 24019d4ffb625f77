import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  createMock,
  type DeliveryRecord,
  type Elsewhere,
  type JournalEntry,
  type MockBehaviour,
  type MockControl,
} from 'kontext-sdk/testing'
import { contractFiles, loadContracts } from './contracts.ts'
import { createControlApi } from './control/control-api.ts'
import { createEngine, type EngineName } from './engines/engines.ts'
import { checkedOrigins } from './server/front-guard.ts'
import { createDeliver } from './server/deliver-webhook.ts'
import { answerRequest } from './server/http-front.ts'
import { serveHttp, type HttpLimits } from './server/http-server.ts'
import { sharpPainter } from './images/sharp-painter.ts'
import { watchContracts, type ContractChange } from './watch-contracts.ts'

/** How to start the mock server. */
export interface MockServerOptions extends Pick<
  MockBehaviour,
  'clock' | 'hosts' | 'limits' | 'medianMs' | 'seed' | 'streamLingerMs' | 'time'
> {
  /**
   * TCP port; 0 takes a free one.
   * @default 0
   */
  port?: number
  /**
   * What requests get that choose nothing: scenarios and faults, such as `sparse+submit-503-bare`.
   * @default 'completes'
   */
  scenario?: string
  /**
   * What checks requests and answers: Prism, or our own validators, which start and answer quicker.
   * @default 'prism'
   */
  engine?: EngineName
  /**
   * Folder of contracts to serve, laid out as the SDK's `generated/`.
   * @default that of the kontext-sdk installed beside this package
   */
  contracts?: string
  /**
   * Has the contracts read again when their files change, and hears what became of it. A broken one is not taken: the
   * last good one keeps serving.
   * @default contracts are read once
   */
  onContractChange?: (change: ContractChange) => void
  /** Called after every request. What it throws is ignored. */
  onRequest?: (entry: JournalEntry) => void
  /**
   * Address to listen at. One that others can reach needs `allowRemote`.
   * @default '127.0.0.1'
   */
  host?: string
  /**
   * Lets other machines reach the mock; name it in `allowHosts` too.
   * @default false
   */
  allowRemote?: boolean
  /**
   * Further names under which the mock answers, without a port; other names are a 421.
   * @default []
   */
  allowHosts?: readonly string[]
  /**
   * Origins of pages that may read answers, such as `http://localhost:5173`.
   * @default []
   */
  corsOrigins?: readonly string[]
  /**
   * What the control API asks for.
   * @default random
   */
  controlToken?: string
  /**
   * Sends webhooks to other machines too, not to this one only.
   * @default false
   */
  allowRemoteWebhooks?: boolean
  /** What the server takes at most of its clients. */
  httpLimits?: Partial<HttpLimits>
}

/** A running mock server. */
export interface MockServer extends MockControl {
  /** Address of the server, such as `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  /** Ids of the providers it plays. */
  readonly providers: readonly string[]
  /** What to give a provider as `baseUrl`. Throws on an id it does not play. */
  baseUrl(provider: string): string
  /** What the control API under `/__kontext/` asks for. */
  readonly token: string
  /** Another host, to which some faults lead: who came there, with a key or without. */
  readonly elsewhere: Elsewhere
  /** Every try to deliver a webhook, the oldest first. */
  deliveries(): readonly DeliveryRecord[]
  /** How many edits were taken, which a real provider would have billed; of one provider, or of all. */
  accepted(provider?: string): number
  /** Stops at once: open connections are closed. */
  close(): Promise<void>
}

/**
 * Starts the mock of every provider on one loopback port: Prism checks each request and each answer against the
 * provider's contract, jobs move one step per look, result images are real.
 *
 * Throws when the port is taken, when `host` is not loopback and `allowRemote` is missing, and a `BrokenContractError` when
 * a contract cannot be served.
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { port = 0, scenario = 'completes', onRequest, host, allowRemote, httpLimits } = options
  const corsOrigins = checkedOrigins(options.corsOrigins ?? [])
  const token = options.controlToken ?? randomBytes(24).toString('base64url')
  const files = contractFiles(options.contracts)
  const contracts = loadContracts(files)
  const engine = createEngine(options.engine ?? 'prism', contracts)
  const { clock, hosts, limits, medianMs, seed, streamLingerMs, time } = options
  const mock = createMock({
    engine,
    painter: sharpPainter,
    scenario,
    deliver: createDeliver({ allowRemote: options.allowRemoteWebhooks === true }),
    ...(clock === undefined ? {} : { clock }),
    ...(hosts === undefined ? {} : { hosts }),
    ...(limits === undefined ? {} : { limits }),
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(seed === undefined ? {} : { seed }),
    ...(streamLingerMs === undefined ? {} : { streamLingerMs }),
    ...(time === undefined ? {} : { time }),
    ownHosts: options.allowHosts ?? [],
    elsewhere: () => elsewhere.url,
    ...(onRequest === undefined ? {} : { onRequest }),
  })
  const control = createControlApi({ control: mock, token })
  const answer = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    answerRequest(request, response, { mock, control, corsOrigins })
  const server = await serveHttp({
    port,
    answer,
    ...(host === undefined ? {} : { host }),
    ...(allowRemote === undefined ? {} : { allowRemote }),
    ...(httpLimits === undefined ? {} : { limits: httpLimits }),
  })
  // Another port is another origin: whoever sends a key there would send it to a stranger.
  const elsewhere = await serveHttp({ port: 0, answer })
  const tell = options.onContractChange
  const watch = tell === undefined ? undefined : watchContracts(contracts, { files, tell })
  const { url } = server
  return {
    ...mock,
    url,
    port: server.port,
    token,
    baseUrl: (provider) => {
      if (!mock.providers.includes(provider)) {
        throw new RangeError(
          `Failed to find a mock of ${JSON.stringify(provider)}: there is none. Known: ${mock.providers.join(', ')}.`,
        )
      }
      return `${url}/${provider}`
    },
    close: async () => {
      watch?.close()
      mock.stop()
      await Promise.all([server.close(), elsewhere.close()])
    },
  }
}
