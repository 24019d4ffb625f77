import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Results } from './kill-table.ts'
import type { Share } from './play-share.ts'

/** What is played. */
export type PlayAllOptions = Partial<Pick<Share, 'only' | 'providers'>>

/** Runs the suite against every mutant and every harmless difference, on as many threads as there are cores. */
export async function playAll({ only = '', providers = [] }: PlayAllOptions = {}): Promise<Results> {
  const of = Math.min(8, availableParallelism())
  const shares = await Promise.all(
    Array.from({ length: of }, (_none, index) => inThread({ index, of, only, providers })),
  )
  return {
    providers: shares[0]?.providers ?? [],
    kills: dealtBack(shares.map(({ kills }) => kills)),
    tolerances: dealtBack(shares.map(({ tolerances }) => tolerances)),
  }
}

function inThread(share: Share): Promise<Results> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('play-share.ts', import.meta.url), {
      workerData: share,
      execArgv: ['--conditions=kontext-sdk-source'],
    })
    // Sent by play-share.ts.
    worker.once('message', (results: Results) => {
      resolve(results)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}

/** The hands of a game dealt card by card, put back into one pack. */
function dealtBack<T>(hands: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...hands.map(({ length }) => length))
  return Array.from({ length: longest }, (_none, round) =>
    hands.flatMap((hand) => hand.slice(round, round + 1)),
  ).flat()
}
