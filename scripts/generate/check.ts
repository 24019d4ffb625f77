import type { Reporter } from '../lib/diagnostics/reporter.ts'
import { count, manifestPath, survey } from './manifest.ts'

/** How far a check or a plain run goes. */
export interface GenerateOptions {
  /** Whether to run every stage anew, though hashes say that nothing changed. */
  readonly full: boolean
  /** Whether to print what the stages have to say beside warnings. */
  readonly verbose: boolean
  /** Who is told how it went. */
  readonly reporter: Reporter
}

/**
 * Whether `generated/` is what the pipeline makes of `specs/`; says which file is not. By hashes alone where inputs,
 * pipeline and manifest are those of the last run; else by running the stages.
 */
export async function check(root: string, { full, reporter }: GenerateOptions): Promise<boolean> {
  const found = survey(root)
  if (found.manifest !== undefined && found.inputs.length > 0) {
    const { readInputs } = await import('../lib/inputs.ts')
    // A document that is not what its lock says has more to tell than that it changed.
    await readInputs(root)
    for (const { path, what } of found.inputs)
      reporter.complain('stale', path, `${what} since generated/ was written. Run: npm run generate`)
    return false
  }
  let { stale } = found
  if (full || found.manifest === undefined || !found.pipeline.same) {
    const { run } = await import('./run.ts')
    stale = (await run(root, { pipeline: found.pipeline.hash, reporter })).stale
    const only = stale.length === 1 && stale[0] === manifestPath
    if (!full && only && found.manifest !== undefined) {
      reporter.note(
        'The pipeline changed, what it makes did not. To make the next check fast, run: npm run generate',
      )
      stale = []
    }
  }
  for (const path of stale) reporter.complain('stale', path, 'is stale. Run: npm run generate')
  if (stale.length === 0) reporter.note(`generated/ is up to date: ${count(found)}`)
  return stale.length === 0
}
