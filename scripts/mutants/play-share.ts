import { parentPort, workerData } from 'node:worker_threads'
import { mockedProviders } from 'kontext-sdk/testing'
import { makeCatalogs } from './catalog.ts'
import { kill, tolerate, type Kill, type Tolerance } from './kill.ts'
import type { Results } from './kill-table.ts'
import type { Harmless } from './mutant.ts'

/** The part of the work that one thread does. */
export interface Share {
  /** Which of the threads it is, from 0. */
  readonly index: number
  /** How many there are. */
  readonly of: number
  /** Empty: all. */
  readonly providers: readonly string[]
  /** Only what has this in its name. */
  readonly only: string
}

// Runs wait for turns of the event loop: several at once leave no gap.
const atOnce = 4

// The contract that says most comes first: what others say in its words is changed there.
const order = ['fal', 'fal-relay', 'chainhub', 'vtrix']

function rank(id: string): number {
  return order.indexOf(id) >>> 0
}

/** Plays every so-manyth mutant and difference, in the order of the catalogs. */
export async function playShare({ index, of, providers, only }: Share): Promise<Results> {
  const descriptors = [...mockedProviders()].sort((a, b) => rank(a.id) - rank(b.id))
  const all = await makeCatalogs(descriptors)
  const catalogs = all.filter(({ provider }) => providers.length === 0 || providers.includes(provider))
  const mine = <T extends Harmless>(list: readonly T[]): readonly T[] =>
    list.filter(({ name }) => name.includes(only)).filter((_one, place) => place % of === index)
  const descriptorOf = (id: string) => {
    const found = descriptors.find((one) => one.id === id)
    if (found === undefined) throw new Error(`Failed to play mutants of ${id}: it is not mocked.`)
    return found
  }
  const kills = await inTurns(mine(catalogs.flatMap(({ mutants }) => mutants)), (one): Promise<Kill> =>
    kill(one, descriptorOf(one.provider)),
  )
  const tolerances = await inTurns(
    mine(catalogs.flatMap(({ harmless }) => harmless)),
    (one): Promise<Tolerance> => tolerate(one, descriptorOf(one.provider)),
  )
  return {
    providers: catalogs.map(({ provider, sharedAnswers }) => ({ id: provider, sharedAnswers })),
    kills,
    tolerances,
  }
}

async function inTurns<T, R>(list: readonly T[], play: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = []
  const waiting = list.entries()
  const workers = Array.from({ length: atOnce }, async () => {
    for (const [place, one] of waiting) done[place] = await play(one)
  })
  await Promise.all(workers)
  return done
}

// Handed over by play-all.ts.
if (parentPort !== null) parentPort.postMessage(await playShare(workerData as Share))
