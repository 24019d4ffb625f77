import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Cassette } from '../../mocks/src/cassettes/cassette.ts'
import { contractFiles, loadContracts } from '../../mocks/src/contracts.ts'
import { createEngine } from '../../mocks/src/engines/engines.ts'
import { startRecorder, type Recorder } from '../../mocks/src/cassettes/recorder.ts'
import { startReplay, type Replay } from '../../mocks/src/cassettes/start-replay.ts'

/** What a test of cassettes works with; everything it opens is closed after it. */
export interface Deck {
  /** Where the cassette is written. */
  path(): string
  record(
    target: string,
    options?: { readonly provider?: string; readonly images?: boolean },
  ): Promise<Recorder>
  play(cassette: Cassette): Promise<Replay>
  /** A server of one's own; gives its address. */
  serve(answer: RequestListener): Promise<string>
  /** Called after the test. */
  later(close: () => unknown): void
}

/** Gives every test of a file a folder, and closes what it opened. */
export function useDeck(): Deck {
  const engine = createEngine('fast', loadContracts(contractFiles()))
  let folder = ''
  const closing: (() => unknown)[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kontext-'))
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
    await rm(folder, { recursive: true })
  })
  const path = (): string => join(folder, 'cassette.json')
  return {
    path,
    later: (close) => closing.push(close),
    record: async (target, { provider = 'fal', images = false } = {}) => {
      const recorder = await startRecorder({ target, provider, engine, images, out: path() })
      closing.push(() => recorder.close())
      return recorder
    },
    play: async (cassette) => {
      const replay = await startReplay({ cassette, engine })
      closing.push(() => replay.close())
      return replay
    },
    serve: async (answer) => {
      const server = createServer(answer)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      closing.push(() => {
        server.close()
        server.closeAllConnections()
      })
      const address = server.address() as AddressInfo
      return `http://127.0.0.1:${address.port}`
    },
  }
}

/** An answer as it was on the wire. */
export interface Raw {
  readonly status: number
  readonly message: string
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** A request as it shall be on the wire. */
export interface RawRequest {
  readonly method?: string
  readonly headers?: readonly string[]
  readonly body?: Uint8Array
}

/** Asks, and changes nothing: `fetch` would decompress, merge headers and tidy the path. */
export function raw(url: string, { method = 'GET', headers = [], body }: RawRequest = {}): Promise<Raw> {
  const [, host = '', path = '/'] = /^http:\/\/([^/]+)(\/.*)$/.exec(url) ?? []
  const [, hostname = '', port = ''] = /^(.*):(\d+)$/.exec(host) ?? []
  return new Promise((resolve, reject) => {
    const named = headers.some((name) => name.toLowerCase() === 'host')
    const sent = [...(named ? [] : ['host', host]), ...headers]
    const call = httpRequest({ hostname, port, path, method, headers: sent, agent: false }, (response) => {
      read(response).then(
        (bytes) =>
          resolve({
            status: response.statusCode ?? 0,
            message: response.statusMessage ?? '',
            headers: response.rawHeaders,
            body: bytes,
          }),
        reject,
      )
    })
    call.once('error', reject)
    call.end(body)
  })
}

/** Everything that comes. */
export async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
