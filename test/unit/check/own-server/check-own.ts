import { fal } from 'kontext-sdk'
import { checkProvider, type CheckOptions, type CheckReport, type ReceivedWebhook } from 'kontext-sdk/check'
import { readContract } from 'kontext-sdk/contracts'
import { createFakeClock } from 'kontext-sdk/testing'
import { createOwnServer } from './server.ts'
import type { Layer, World } from './world.ts'

const api = 'https://queue.own.example'
// Read once: its schemas are compiled once, too.
const contract = readContract('fal')

/** A way in which this server behaves. */
export interface Way {
  readonly layers?: readonly Layer[]
  readonly world?: Partial<Pick<World, 'looksInto' | 'runsMs' | 'waitsMs'>>
  readonly check?: CheckOptions
}

/** Runs the suite against the server, on a clock that waits for nobody. */
export async function checkOwn({ layers = [], world: more = {}, check = {} }: Way): Promise<{
  readonly report: CheckReport
  /** Jobs the server took. */
  readonly taken: number
}> {
  const clock = createFakeClock({ autoAdvance: true })
  const told: ReceivedWebhook[] = []
  const world: World = {
    ...{ clock, api, media: 'https://media.own.example', key: 'own-id:own-secret-0123456789' },
    ...{ waitsMs: 4_000, runsMs: 6_000, looksInto: 'at once', jobs: new Map(), files: new Map() },
    tell: (headers, body) => void told.push({ headers, body: new TextEncoder().encode(body) }),
    ...more,
  }
  const server = createOwnServer(world, layers)
  const webhook = {
    ...{ url: 'https://hooks.example/fal', keysUrl: `${api}/.well-known/jwks.json` },
    next: async (signal: AbortSignal) => {
      for (;;) {
        const first = told.shift()
        if (first !== undefined) return first
        await clock.sleep(500, signal)
      }
    },
  }
  const provider = fal({ baseUrl: api, apiKey: world.key })
  const fetch: typeof globalThis.fetch = (input, init) => server(new Request(input, init))
  const report = await checkProvider(provider, { budget: 8, contract, webhook, clock, fetch, ...check })
  return { report, taken: world.jobs.size }
}
