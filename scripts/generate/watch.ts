import { watch as watchFiles } from 'node:fs'
import { join } from 'node:path'
import { StageError } from '../lib/diagnostic.ts'
import { Reporter } from '../lib/diagnostics/reporter.ts'
import type { Earlier } from '../pipeline.ts'
import { pipelineHash } from './fingerprint.ts'
import { changes, inputHashes } from './manifest.ts'
import { run, write } from './run.ts'

// An editor writes a file in several steps, a checkout writes many files.
const quietMs = 100

/** Generates now and at every change under `specs/`, until Ctrl+C. An error is printed and waits for the next change. */
export async function watch(root: string, { verbose }: { readonly verbose: boolean }): Promise<void> {
  // Of the code that is loaded, whatever becomes of its files.
  const pipeline = pipelineHash(root)
  const newReporter = (): Reporter => new Reporter({ root, verbose, format: 'human' })
  let earlier: Earlier | undefined
  let seen: Record<string, string> | undefined
  const round = async (): Promise<void> => {
    const now = inputHashes(root)
    const changed = changes(seen ?? now, now)
    if (seen !== undefined && changed.length === 0) return
    seen = now
    for (const { path, what } of changed) console.log(`${path} ${what}`)
    if (pipelineHash(root) !== pipeline) {
      console.error('The pipeline itself changed, nothing was written. Stop with Ctrl+C and start again.')
      return
    }
    const started = performance.now()
    const reporter = newReporter()
    const made = await run(root, { pipeline, reporter, earlier })
    reporter.finish()
    write(root, made)
    earlier = { inputs: made.manifest.inputs, files: made.files }
    for (const path of made.stale) console.log(`  ${path}`)
    console.log(
      `${made.stale.length === 0 ? 'No file' : `${made.stale.length} files`} under generated/ changed, in ${Math.round(performance.now() - started)} ms`,
    )
  }
  const safeRound = (): Promise<void> =>
    round().catch((error: unknown) => {
      if (!(error instanceof StageError)) {
        console.error(error)
        return
      }
      const reporter = newReporter()
      reporter.add(...error.diagnostics)
      reporter.finish()
    })
  let rounds = Promise.resolve()
  await new Promise<void>((resolve) => {
    let timer: NodeJS.Timeout | undefined
    const watcher = watchFiles(join(root, 'specs'), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        rounds = rounds.then(safeRound)
      }, quietMs)
    })
    // On Linux a file that goes away while its watcher is set up is reported as an error.
    watcher.on('error', (error) => console.error(error.message))
    process.once('SIGINT', () => {
      clearTimeout(timer)
      watcher.close()
      resolve()
    })
    rounds = safeRound().then(() => console.log('Watching specs/. Stop with Ctrl+C.'))
  })
  await rounds
}
