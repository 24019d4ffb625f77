import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Reporter } from '../lib/diagnostics/reporter.ts'
import { readInputs } from '../lib/inputs.ts'
import { runPipeline, type Earlier } from '../pipeline.ts'
import { sha256 } from './fingerprint.ts'
import { formatManifest, generatedPaths, manifestPath, type Manifest } from './manifest.ts'

/** One run of all stages. */
export interface Run {
  readonly manifest: Manifest
  /** Every file that belongs under `generated/`, the manifest too. */
  readonly files: ReadonlyMap<string, string>
  /** Those that differ from what is there, are missing, or do not belong there. */
  readonly stale: readonly string[]
  readonly summaries: readonly string[]
}

/** How a run goes. */
export interface RunOptions {
  /** `pipelineHash`, taken before the pipeline was loaded. */
  readonly pipeline: string
  /** Who is told what the stages have to say. */
  readonly reporter: Reporter
  readonly earlier?: Earlier | undefined
}

/** Runs all stages over `specs/` and compares what they make with what is there; writes nothing. */
export async function run(root: string, { pipeline, reporter, earlier }: RunOptions): Promise<Run> {
  const inputs = await readInputs(root)
  const output = await runPipeline(inputs, earlier)
  reporter.add(...output.diagnostics)
  const outputs = Object.fromEntries(
    [...output.files]
      .map(([path, text]) => [path, sha256(text)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  const manifest = { inputs: inputs.hashes, outputs, pipeline }
  const files = new Map([...output.files, [manifestPath, formatManifest(manifest)]])
  const stale = [...new Set([...generatedPaths(root), ...files.keys()])]
    .filter((path) => files.get(path) !== present(join(root, path)))
    .sort()
  return { manifest, files, stale, summaries: output.summaries }
}

/** Makes `generated/` what a run says it is. */
export function write(root: string, { files, stale }: Run): void {
  for (const path of stale) {
    const text = files.get(path)
    const target = join(root, path)
    if (text === undefined) rmSync(target)
    else {
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, text)
    }
  }
}

function present(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
