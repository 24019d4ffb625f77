import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Earlier } from '../pipeline.ts'
import type { GenerateOptions } from './check.ts'
import { count, survey, type Survey } from './manifest.ts'

/** Makes `generated/` what the pipeline makes of `specs/`; runs only what the hashes say has changed. */
export async function generate(root: string, { full, verbose, reporter }: GenerateOptions): Promise<void> {
  const found = survey(root)
  const same = found.manifest !== undefined && found.pipeline.same
  if (same && !full && !verbose && found.inputs.length === 0 && found.stale.length === 0) {
    reporter.note(`${count(found)}, none changed (-- --full runs every stage)`)
    return
  }
  const { run, write } = await import('./run.ts')
  const earlier = same && !full ? earlierRun(root, found) : undefined
  const made = await run(root, { pipeline: found.pipeline.hash, reporter, earlier })
  write(root, made)
  for (const line of made.summaries) reporter.note(line)
  reporter.note(
    `${made.files.size} files under generated/, ${made.stale.length === 0 ? 'none' : made.stale.length} changed`,
  )
}

/** What the last run made, as far as it still stands. */
function earlierRun(root: string, { manifest, stale }: Survey): Earlier {
  const standing = Object.keys(manifest?.outputs ?? {}).filter((path) => !stale.includes(path))
  return {
    inputs: manifest?.inputs ?? {},
    files: new Map(standing.map((path) => [path, readFileSync(join(root, path), 'utf8')])),
  }
}
