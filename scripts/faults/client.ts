// One client in a process of its own, on any Node: plays edits it reads from its first argument, prints a line each.
import { inspect } from 'node:util'
import { providers, type ProviderId } from 'kontext-sdk'
import { playEdit, type Played, type WaitMode } from './play-edit.ts'

/** An edit with a fault, as the parent hands it over. */
export interface ClientTask {
  readonly fault: string
  readonly key: string
  readonly mode: WaitMode
  readonly play: 'cancel' | 'edit'
  /** Nothing else runs meanwhile, and the memory is watched. */
  readonly alone: boolean
}

/** What the client is to do. */
export interface ClientOrder {
  readonly provider: ProviderId
  readonly baseUrl: string
  /** How many edits at once. */
  readonly concurrent: number
  readonly tasks: readonly ClientTask[]
}

/** What came of one edit. */
export interface ClientReport extends Played {
  readonly fault: string
  readonly key: string
  /** Growth of the process while it ran, in MB; only where it ran alone. */
  readonly peakMb?: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as ClientOrder
const waiting = order.tasks.filter(({ alone }) => !alone)
await Promise.all(Array.from({ length: order.concurrent }, worker))
for (const task of order.tasks) if (task.alone) report(task, await watched(task))

async function worker(): Promise<void> {
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) report(task, await run(task))
}

function run({ key, mode, play }: ClientTask): Promise<Played> {
  const provider = providers[order.provider]({ baseUrl: order.baseUrl, apiKey: key })
  const options = { requestTimeoutMs: 2_000, timeoutMs: 20_000 }
  return playEdit({ provider, key, mode, play, options, inspect: (error) => inspect(error, { depth: 20 }) })
}

async function watched(task: ClientTask): Promise<Played & { peakMb: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 5)
  const played = await run(task)
  clearInterval(timer)
  return { ...played, peakMb: Math.round((Math.max(peak, process.memoryUsage().rss) - before) / 2 ** 20) }
}

function report({ fault, key }: ClientTask, played: Played & { peakMb?: number }): void {
  const line: ClientReport = { ...played, fault, key }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
