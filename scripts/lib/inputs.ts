import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StageError, type Diagnostic } from './diagnostic.ts'
import { inputFile, inputPaths, lockFile, type InputFile } from './input-files.ts'
import { arrayAt, stringAt } from './json.ts'
import { parseTracedYaml } from './traced-yaml.ts'
import type { SourceFile } from '../stages/read.ts'

/** Everything under `specs/<id>/`. */
export interface ProviderInputs {
  readonly directory: string
  readonly config: SourceFile
  readonly facts?: SourceFile
  readonly documents: readonly InputFile[]
  readonly overlays: readonly SourceFile[]
}

/** Everything under `specs/`. */
export interface Inputs {
  readonly providers: readonly ProviderInputs[]
  readonly dialects: Readonly<Record<string, SourceFile>>
  /** sha256 of every file that was read, by path. */
  readonly hashes: Readonly<Record<string, string>>
}

/** Reads `specs/` under `root`. Documents that are not what their lock says, not in it, or gone are errors. */
export async function readInputs(root: string): Promise<Inputs> {
  const paths = inputPaths(root)
  const files = new Map(
    await Promise.all(
      paths.map(async (path) => {
        const bytes = await readFile(join(root, path)).catch(() => undefined)
        if (bytes !== undefined) return [path, inputFile(path, bytes)] as const
        throw new StageError({
          severity: 'error',
          rule: 'provider-yaml',
          file: path,
          message: 'the file is missing. See specs/README.md for what it holds.',
        })
      }),
    ),
  )
  const under = (directory: string): InputFile[] =>
    [...files.values()].filter(({ path }) => path.startsWith(`${directory}/`))
  const providers = under('specs')
    .filter(({ path }) => path.split('/').length === 3 && path.endsWith('/provider.yaml'))
    .map((config): ProviderInputs => {
      const directory = dirname(config.path)
      const [facts, second] = under(directory).filter(
        ({ path }) => dirname(path) === directory && path.endsWith('.openapi.yaml'),
      )
      refuseStray(second, 'a provider has one file of facts. Join the two.')
      const overlays = under(`${directory}/overlays`)
      refuseStray(
        overlays.find(({ path }) => !path.endsWith('.overlay.yaml')),
        'not read: an overlay is called NN-topic.overlay.yaml. Rename it, or move it away.',
      )
      return {
        directory,
        config,
        documents: lockedDocuments(`${directory}/documents`, under(`${directory}/documents`)),
        overlays,
        ...(facts === undefined ? {} : { facts }),
      }
    })
  const dialects = under('specs/dialects').map((file) => [basename(file.path, '.yaml'), file] as const)
  return {
    providers,
    dialects: Object.fromEntries(dialects),
    hashes: Object.fromEntries([...files.values()].map(({ path, sha256 }) => [path, sha256])),
  }
}

/** A file nobody would read is a mistake somebody would look for. */
function refuseStray(file: InputFile | undefined, message: string): void {
  if (file === undefined) return
  throw new StageError({ severity: 'error', rule: 'stray-file', file: file.path, message })
}

function lockedDocuments(directory: string, files: readonly InputFile[]): InputFile[] {
  if (files.length === 0) return []
  const path = `${directory}/${lockFile}`
  const lock = files.find((file) => file.path === path)?.text ?? 'documents: []\n'
  const traced = parseTracedYaml(lock, { file: path, kind: 'document' })
  const entries = arrayAt(traced.tree, 'documents').map((entry) => ({
    path: `${directory}/${stringAt(entry, 'file') ?? ''}`,
    sha256: stringAt(entry, 'sha256'),
  }))
  const problem = (file: string, message: string): Diagnostic => ({
    severity: 'error',
    rule: 'document-lock',
    file,
    message,
  })
  const problems: Diagnostic[] = []
  const documents: InputFile[] = []
  for (const entry of entries) {
    const file = files.find((candidate) => candidate.path === entry.path)
    if (file === undefined)
      problems.push(
        problem(
          path,
          `${basename(entry.path)} is locked, but the file is gone. Restore it, or remove its entry.`,
        ),
      )
    else if (file.sha256 !== entry.sha256)
      problems.push(
        problem(
          file.path,
          'the document is not what its lock says: it is kept byte for byte. If the provider changed it, run: npm run generate -- --accept',
        ),
      )
    else documents.push(file)
  }
  for (const file of files) {
    if (file.path !== path && !entries.some((entry) => entry.path === file.path))
      problems.push(problem(file.path, `the document is not in ${path}. Run: npm run generate -- --accept`))
  }
  if (problems.length > 0) throw new StageError(...problems)
  return documents
}
