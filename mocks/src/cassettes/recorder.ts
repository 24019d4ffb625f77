import type { ContractEngine } from 'kontext-sdk/testing'
import type { Cassette, RecordedExchange } from './cassette.ts'
import { checkExchange, type RawExchange } from './cassette-check.ts'
import { createSaver } from './cassette-saver.ts'
import { serveHttp } from '../server/http-server.ts'
import { passOn } from './pass-on.ts'
import { recordImages } from './recorded-images.ts'
import { redactedExchange } from './redacted-exchange.ts'

/** What to record, and where to. */
export interface RecorderOptions {
  /** Base URL of the real provider; nothing else is ever asked. */
  readonly target: string
  /** Id of the provider whose contract it is held against. */
  readonly provider: string
  readonly engine: ContractEngine
  /** File of the cassette; written anew after every exchange. */
  readonly out: string
  /** @default 0 */
  readonly port?: number
  /**
   * Fetches the images that answers name, so that a replay has them.
   * @default false
   */
  readonly images?: boolean
  /** Called after every exchange, with what is kept of it. */
  readonly onExchange?: (exchange: RecordedExchange) => void
}

/** A recorder that listens. */
export interface Recorder {
  /** What to give the provider as `baseUrl`. */
  readonly baseUrl: string
  readonly cassette: () => Cassette
  /** Stops, and waits until the cassette is written. */
  close(): Promise<void>
}

/**
 * Starts a proxy that passes everything on byte for byte, and keeps it, without credentials, in a cassette. It asks
 * the target's own origin only: a redirect is passed on and not followed.
 * @throws RangeError when the target is no http or https URL, or has credentials in it
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const target = checkedTarget(options.target)
  const kept: { readonly number: number; readonly exchange: RecordedExchange }[] = []
  const cassette = (): Cassette => ({
    kontextCassette: 1,
    provider: options.provider,
    target: target.href.replace(/\/+$/, ''),
    exchanges: [...kept].sort((one, other) => one.number - other.number).map(({ exchange }) => exchange),
  })
  const saver = createSaver(options.out, cassette)
  const keep = async (number: number, raw: RawExchange): Promise<void> => {
    const violations = await checkExchange(raw, options)
    const images = options.images === true ? await recordImages(raw, target) : []
    for (const exchange of [redactedExchange(raw, violations), ...images]) {
      kept.push({ number, exchange })
      options.onExchange?.(exchange)
    }
    saver.save()
  }
  const passing = new Set<Promise<void>>()
  let asked = 0
  const server = await serveHttp({
    port: options.port ?? 0,
    answer: async (request, response) => {
      // Looks are kept in the order in which they were asked, however long holding them against the contract takes.
      asked += 1
      const number = asked
      const passed = passOn({ request, response, target, prefix: `/${options.provider}` }).then((raw) =>
        raw === undefined ? undefined : keep(number, raw),
      )
      passing.add(passed)
      try {
        await passed
      } finally {
        passing.delete(passed)
      }
    },
  })
  saver.save()
  return {
    baseUrl: `${server.url}/${options.provider}`,
    cassette,
    close: async () => {
      await server.close()
      await Promise.allSettled(passing)
      await saver.done()
    },
  }
}

function checkedTarget(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new RangeError(
      `Failed to record: ${JSON.stringify(text)} is no base URL. Give http or https, a host and a path; the key stays with the client.`,
    )
  return url
}
