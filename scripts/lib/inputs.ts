import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StageError } from './diagnostic.ts'
import { arrayAt, stringAt } from './json.ts'
import { parseTracedYaml } from './traced-yaml.ts'
import type { SourceFile } from '../stages/read.ts'

/** One document and what its lock says of it. */
export interface LockedDocument extends SourceFile {
  readonly sha256: string
  readonly locked: { readonly sha256: string; readonly line: number }
}

/** Everything under `specs/<id>/`. */
export interface ProviderInputs {
  readonly directory: string
  readonly config: SourceFile
  readonly facts?: SourceFile
  readonly documents: readonly LockedDocument[]
  readonly overlays: readonly SourceFile[]
}

/** Everything under `specs/`. */
export interface Inputs {
  readonly providers: readonly ProviderInputs[]
  readonly dialects: Readonly<Record<string, SourceFile>>
  /** sha256 of every file that was read, by path. */
  readonly hashes: Readonly<Record<string, string>>
}

/** Name of the file that locks a provider's documents. */
export const lockFile = 'documents.lock.yaml'

/** Reads `specs/` under `root`. Documents that are not in their lock, or locked but gone, are errors. */
export async function readInputs(root: string): Promise<Inputs> {
  const hashes: Record<string, string> = {}
  const load = async (path: string): Promise<SourceFile & { sha256: string }> => {
    const bytes = await readFile(join(root, path))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    hashes[path] = sha256
    return { path, text: bytes.toString('utf8'), sha256 }
  }
  const list = async (path: string, ending: string): Promise<string[]> => {
    const entries = await readdir(join(root, path)).catch(() => [])
    return entries
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => `${path}/${name}`)
  }
  const dialects: Record<string, SourceFile> = {}
  for (const path of await list('specs/dialects', '.yaml'))
    dialects[
      path
        .split('/')
        .at(-1)
        ?.replace(/\.yaml$/, '') ?? path
    ] = await load(path)
  const directories = await readdir(join(root, 'specs'), { withFileTypes: true })
  const providers: ProviderInputs[] = []
  for (const name of directories
    .filter((entry) => entry.isDirectory() && entry.name !== 'dialects')
    .map((entry) => entry.name)
    .sort()) {
    const directory = `specs/${name}`
    const config = await load(`${directory}/provider.yaml`).catch(() => {
      throw new StageError({
        severity: 'error',
        rule: 'provider-yaml',
        file: `${directory}/provider.yaml`,
        message: 'the file is missing. See specs/README.md for what it holds.',
      })
    })
    const facts = await list(directory, '.openapi.yaml')
    const overlays = await list(`${directory}/overlays`, '.overlay.yaml')
    providers.push({
      directory,
      config,
      documents: await readDocuments(
        `${directory}/documents`,
        load,
        await readdir(join(root, directory, 'documents')).catch(() => []),
      ),
      overlays: await Promise.all(overlays.map(load)),
      ...(facts[0] === undefined ? {} : { facts: await load(facts[0]) }),
    })
  }
  // Files are read side by side: by path, or the manifest's order would change from run to run.
  const sorted = Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1))
  return { providers, dialects, hashes: Object.fromEntries(sorted) }
}

async function readDocuments(
  directory: string,
  load: (path: string) => Promise<SourceFile & { sha256: string }>,
  names: readonly string[],
): Promise<LockedDocument[]> {
  if (names.length === 0) return []
  const path = `${directory}/${lockFile}`
  const lock = names.includes(lockFile) ? await load(path) : { path, text: 'documents: []\n', sha256: '' }
  const traced = parseTracedYaml(lock.text, { file: path, kind: 'document' })
  const entries = arrayAt(traced.tree, 'documents').map((entry) => ({
    file: stringAt(entry, 'file') ?? '',
    sha256: stringAt(entry, 'sha256') ?? '',
    line: typeof entry === 'object' && entry !== null ? (traced.evidence.get(entry, 'sha256')?.line ?? 1) : 1,
  }))
  const fail = (file: string, message: string): never => {
    throw new StageError({ severity: 'error', rule: 'document-lock', file, message })
  }
  const unlocked = names.find((name) => name !== lockFile && !entries.some(({ file }) => file === name))
  if (unlocked !== undefined)
    fail(`${directory}/${unlocked}`, `the document is not in ${path}. Run: npm run generate -- --accept`)
  return Promise.all(
    entries.map(async ({ file, sha256, line }) => {
      if (!names.includes(file))
        fail(path, `${file} is locked, but the file is gone. Restore it, or remove its entry.`)
      return { ...(await load(`${directory}/${file}`)), locked: { sha256, line } }
    }),
  )
}
