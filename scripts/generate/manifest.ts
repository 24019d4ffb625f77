import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputFile, inputPaths } from '../lib/input-files.ts'
import { pipelineHash, sha256 } from './fingerprint.ts'

/** What `generated/` was made from and what was made: sha256 by path, both sorted. */
export interface Manifest {
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  /** Of the pipeline itself: `pipelineHash`. */
  readonly pipeline: string
}

/** What happened to an input. */
export interface Change {
  readonly path: string
  readonly what: 'changed' | 'is gone' | 'is new'
}

/** What is there now, held against the manifest. */
export interface Survey {
  /** Absent where there is no manifest, or one that no run has written. */
  readonly manifest: Manifest | undefined
  /** Inputs that are not what they were, each with what happened to it. */
  readonly inputs: readonly Change[]
  /** Files under `generated/` that differ from what was written, are gone, or are too many. */
  readonly stale: readonly string[]
  readonly pipeline: { readonly hash: string; readonly same: boolean }
  /** How many there are now. */
  readonly files: { readonly inputs: number; readonly outputs: number }
}

/** Path of the manifest. */
export const manifestPath = 'generated/manifest.json'

/** The manifest as it is written. Its seal ties the parts together: a merge of two manifests breaks it. */
export function formatManifest(manifest: Manifest): string {
  const { inputs, outputs, pipeline } = manifest
  return `${JSON.stringify({ pipeline, inputs, outputs, seal: seal(manifest) }, null, 2)}\n`
}

/** Hashes everything there is, loads nothing, runs nothing. */
export function survey(root: string): Survey {
  const manifest = readManifest(root)
  const inputs = inputHashes(root)
  const outputs = hashes(generatedPaths(root), (path) => sha256(readFileSync(join(root, path))))
  const hash = pipelineHash(root)
  return {
    manifest,
    inputs: changes(manifest?.inputs ?? {}, inputs),
    stale: differing(manifest?.outputs ?? {}, outputs),
    pipeline: { hash, same: hash === manifest?.pipeline },
    files: { inputs: Object.keys(inputs).length, outputs: Object.keys(outputs).length },
  }
}

/** sha256 of every input, by path. */
export function inputHashes(root: string): Record<string, string> {
  return hashes(inputPaths(root), (path) => inputFile(path, readFileSync(join(root, path))).sha256)
}

/** What happened to inputs between two times they were hashed. */
export function changes(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Change[] {
  return differing(before, after).map((path) => ({
    path,
    what: before[path] === undefined ? 'is new' : after[path] === undefined ? 'is gone' : 'changed',
  }))
}

/** Every file under `generated/` but the manifest. */
export function generatedPaths(root: string): string[] {
  let entries
  try {
    entries = readdirSync(join(root, 'generated'), { recursive: true, withFileTypes: true })
  } catch {
    return []
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/'))
    .filter((path) => path !== manifestPath)
    .sort()
}

/** `28 files from 22 inputs`, the manifest counted. */
export function count({ files }: Survey): string {
  return `${files.outputs + 1} files from ${files.inputs} inputs`
}

function readManifest(root: string): Manifest | undefined {
  try {
    const read = JSON.parse(readFileSync(join(root, manifestPath), 'utf8')) as Manifest & { seal: string }
    return read.seal === seal(read) ? read : undefined
  } catch {
    // Missing, or no JSON as after a merge that met a conflict: then a run has to say what is right.
    return undefined
  }
}

function seal({ inputs, outputs, pipeline }: Manifest): string {
  return sha256(JSON.stringify([pipeline, inputs, outputs]))
}

function hashes(paths: readonly string[], hash: (path: string) => string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const path of paths) {
    try {
      found[path] = hash(path)
    } catch {
      // A provider's folder without its provider.yaml: the input is gone, or was never there.
      found[path] = 'missing'
    }
  }
  return found
}

function differing(
  known: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(known), ...Object.keys(found)])]
    .filter((path) => known[path] !== found[path])
    .sort()
}
