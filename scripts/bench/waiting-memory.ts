// What ten thousand jobs that wait cost their process; the provider is another one.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { getHeapSpaceStatistics } from 'node:v8'
import { printMachine, printTable } from './report.ts'
import { bareLoops, edits, type Waiter } from './waiting/waiters.ts'

interface Load {
  readonly name: string
  /** What waits: our client, or as little as can: a `fetch` and a timer in a loop. */
  readonly who: 'bare' | 'sdk'
  readonly jobs: number
  /** Of V8; what young objects may take is most of what a process grows by. */
  readonly flags?: readonly string[]
  /** Of the image each edit carries; 0 for its URL. */
  readonly imageBytes: number
  readonly promised?: { readonly heldMB: number; readonly lagMs: number }
}

const waitMs = 15_000
const promised = { heldMB: 150, lagMs: 20 }
const loads: readonly Load[] = [
  { name: '1 job', who: 'sdk', jobs: 1, imageBytes: 0 },
  { name: '10,000 bare loops', who: 'bare', jobs: 10_000, imageBytes: 0 },
  { name: '10,000 jobs', who: 'sdk', jobs: 10_000, imageBytes: 0, promised },
  {
    ...{ name: '10,000 jobs, --max-semi-space-size=8', who: 'sdk', jobs: 10_000, imageBytes: 0, promised },
    flags: ['--max-semi-space-size=8'],
  },
  {
    name: '200 jobs of images of 1 MB',
    who: 'sdk',
    jobs: 200,
    imageBytes: 1_000_000,
    promised: { heldMB: 20, lagMs: 20 },
  },
]

const [, , who, jobs, bytes] = process.argv
if (jobs === undefined) await compare()
else await measure(Number(jobs), Number(bytes), who === 'bare' ? bareLoops : edits)

async function compare(): Promise<void> {
  const script = fileURLToPath(import.meta.url)
  const rows: string[][] = []
  for (const { name, promised, flags = [], ...load } of loads) {
    // Each in a process of its own: memory that was once taken is seldom given back.
    const child = fork(script, [load.who, String(load.jobs), String(load.imageBytes)], {
      execArgv: ['--conditions=kontext-sdk-source', '--expose-gc', ...flags],
    })
    const [cells] = (await once(child, 'message')) as [string[]]
    rows.push([name, ...cells, promised === undefined ? '' : verdict(cells, promised)])
  }
  printTable(
    ['waiting', 'held MB', 'kept for young objects MB', 'RSS MB', 'lag p99 ms', 'requests/s', 'promised'],
    rows,
  )
  printMachine(`Beyond the same process before its first edit, ${String(waitMs / 1_000)} s long`)
}

async function measure(count: number, imageBytes: number, waiter: Waiter): Promise<void> {
  const script = fileURLToPath(new URL('waiting/endless-provider.ts', import.meta.url))
  const provider = fork(script, [], { execArgv: [] })
  const [port] = (await once(provider, 'message')) as [number]
  let looks = 0
  const send: typeof fetch = (input, init) => {
    looks += 1
    return fetch(input, init)
  }
  const prompt = 'Put a donut next to the flour.'
  const input = () => ({
    prompt,
    image: imageBytes === 0 ? 'https://example.com/flour.png' : photo(imageBytes),
  })
  const controller = new AbortController()
  const baseUrl = `http://127.0.0.1:${String(port)}`
  const start = waiter({ baseUrl, send, input, signal: controller.signal })
  // What is loaded once is no cost of a job.
  const waits = [await start()]
  const before = memory()
  for (let at = 0; at < count; at += 50)
    waits.push(...(await Promise.all(Array.from({ length: Math.min(50, count - at) }, start))))
  looks = 0
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await sleep(waitMs)
  delay.disable()
  const perSecond = Math.round((1_000 * looks) / waitMs)
  const after = memory()
  process.send?.([
    String(Math.round(after.held - before.held)),
    String(Math.round(after.young - before.young)),
    String(Math.round(after.rss - before.rss)),
    (delay.percentile(99) / 1e6).toFixed(1),
    String(perSecond),
  ])
  controller.abort()
  await Promise.all(waits.map(({ end }) => end))
  process.exit()
}

function photo(bytes: number): Uint8Array {
  const made = new Uint8Array(bytes)
  made.set([0xff, 0xd8, 0xff, 0xe0])
  return made
}

function verdict([held = '', , , lag = '']: readonly string[], most: NonNullable<Load['promised']>): string {
  const missed = (is: string, limit: number) => (Number(is) > limit ? ' MISSED' : '')
  const [holds, lags] = [missed(held, most.heldMB), missed(lag, most.lagMs)]
  return `held <= ${String(most.heldMB)} MB${holds}, lag p99 <= ${String(most.lagMs)} ms${lags}`
}

/** Megabytes that objects hold, that V8 keeps for young ones, and of the process. */
function memory() {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  return { held: (heapUsed + external) / 1e6, young: (young?.space_size ?? 0) / 1e6, rss: rss / 1e6 }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
