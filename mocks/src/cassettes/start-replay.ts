import type { ContractEngine, MockRequest } from 'kontext-sdk/testing'
import { createPlayer, type Drift } from './cassette-player.ts'
import type { Cassette } from './cassette.ts'
import { answerRequest } from '../server/http-front.ts'
import { serveHttp } from '../server/http-server.ts'

/** What to play, and where. */
export interface ReplayOptions {
  readonly cassette: Cassette
  readonly engine: ContractEngine
  /** @default 0 */
  readonly port?: number
  /** Called for every request that does not go with the recording or the contract. */
  readonly onDrift?: (drift: Drift) => void
}

/** A recording that is being played. */
export interface Replay {
  /** What to give the provider as `baseUrl`. */
  readonly baseUrl: string
  /** Everything that drifted so far. */
  drift(): readonly Drift[]
  close(): Promise<void>
}

const bodyBytes = 64 * 1024 * 1024
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

/** Plays a cassette on loopback, behind the same front as the mock. */
export async function startReplay({ cassette, engine, port = 0, onDrift }: ReplayOptions): Promise<Replay> {
  const player = createPlayer(cassette, { engine, ...(onDrift === undefined ? {} : { onDrift }) })
  const mock = {
    handle: (request: MockRequest) => player.handle(request),
    limits: { bodyBytes },
    hostKind: (host: string): 'nobody' | 'own' => (loopback.test(host) ? 'own' : 'nobody'),
  }
  const server = await serveHttp({
    port,
    answer: (request, response) =>
      answerRequest(request, response, { mock, control: mock.handle, corsOrigins: [] }),
  })
  return {
    baseUrl: `${server.url}/${cassette.provider}`,
    drift: () => player.drift(),
    close: () => server.close(),
  }
}
