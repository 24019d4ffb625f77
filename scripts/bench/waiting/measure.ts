import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { connectControl, type MockAddress } from 'kontext-mocks'
import { peakOf } from '../../../test/unit/simulate-waiting.ts'
import { median, percentile } from '../statistics.ts'
import { roundTripMs, type Contender } from './contenders.ts'
import { createDistantFetch } from './distance.ts'

/** What waiting cost per job, and how late it was. */
export interface Figures {
  readonly jobs: number
  readonly requests: number
  /** From the moment the job was ready until its promise was. */
  readonly medianMs: number
  readonly p95Ms: number
  /** The most requests within 20 ms, submits not counted: in the middle one of the batches, and in the worst. */
  readonly peaks: readonly [middle: number, worst: number]
}

/** The first batch of a client, and those of which it knew how long jobs take. */
export interface Measured {
  readonly contender: Contender
  readonly cold: Figures
  readonly warm: Figures | undefined
}

/** How much is measured. */
export interface Plan {
  readonly medianMs: number
  /** Batches per client, one after the other. */
  readonly batches: number
  /** Batches at the start that only teach the client. */
  readonly skip: number
}

const jobsAtOnce = 30
const serve = fileURLToPath(new URL('serve.ts', import.meta.url))

interface Batch {
  readonly done: readonly { readonly id: string; readonly at: number }[]
  /** Requests so far when it began. */
  readonly from: number
}

/** Lets all contenders wait for the same jobs at the same time, each at a mock of its own in another process. */
export async function measure(contenders: readonly Contender[], plan: Plan): Promise<readonly Measured[]> {
  const lingers = contenders.map(({ lingerMs }) => String(lingerMs))
  const child = fork(serve, [String(plan.medianMs), ...lingers], {
    execArgv: ['--conditions=kontext-sdk-source'],
  })
  try {
    const [message] = (await once(child, 'message')) as [unknown]
    const addresses = Array.isArray(message) ? message.filter(isAddress) : []
    return await Promise.all(
      contenders.map(async (contender, index) => {
        const address = addresses[index]
        if (address === undefined) throw new Error('Failed to measure: a mock did not start.')
        // Clients must not meet each other's first second.
        await sleep((index * plan.medianMs) / contenders.length)
        return runOne(contender, address, plan)
      }),
    )
  } finally {
    child.disconnect()
  }
}

async function runOne(contender: Contender, address: MockAddress, plan: Plan): Promise<Measured> {
  const { fetch, sent } = createDistantFetch({ roundTripMs, pieces: contender.pieces })
  const edit = contender.connect(address.url, fetch)
  // What is loaded and compiled once is no cost of a job. Another client: this one is to know nothing yet.
  await contender.connect(address.url, globalThis.fetch)()
  const batches: Batch[] = []
  for (let index = 0; index < plan.batches; index += 1) {
    const from = sent.length
    const one = async () => ({ id: await edit(), at: Date.now() })
    batches.push({ from, done: await Promise.all(Array.from({ length: jobsAtOnce }, one)) })
  }
  const readyAt = await readyTimes(address)
  const figuresOf = (first: number, end: number): Figures => {
    const done = batches.slice(first, end).flatMap((batch) => batch.done)
    const requests = sent.slice(batches[first]?.from, batches[end]?.from)
    const peaks = batches.slice(first, end).map((batch, index) => {
      const own = sent.slice(batch.from, batches[first + index + 1]?.from)
      return peakOf(own.filter(({ submits }) => !submits).map(({ at }) => at))
    })
    const lags = done.map(({ id, at }) => at - (readyAt.get(id) ?? NaN))
    return {
      jobs: done.length,
      requests: requests.length / done.length,
      medianMs: median(lags),
      p95Ms: percentile(lags, 95),
      peaks: [median(peaks), Math.max(...peaks)],
    }
  }
  const warm = plan.batches > plan.skip ? figuresOf(plan.skip, plan.batches) : undefined
  return { contender, cold: figuresOf(0, 1), warm }
}

/** When each job was ready, as its mock has it. */
async function readyTimes(address: MockAddress): Promise<ReadonlyMap<string, number>> {
  const { jobs } = await connectControl(address).snapshot()
  return new Map(jobs.filter(isEnded).map(({ id, endedAt }) => [id, endedAt]))
}

function isEnded(job: unknown): job is { id: string; endedAt: number } {
  if (typeof job !== 'object' || job === null || !('id' in job) || !('endedAt' in job)) return false
  return typeof job.id === 'string' && typeof job.endedAt === 'number'
}

function isAddress(message: unknown): message is MockAddress {
  return typeof message === 'object' && message !== null && 'url' in message && 'token' in message
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
