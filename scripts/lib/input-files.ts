import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from '../stages/read.ts'

/** A file under `specs/` as the pipeline sees it. */
export interface InputFile extends SourceFile {
  readonly sha256: string
}

/** Name of the file that locks a provider's documents. */
export const lockFile = 'documents.lock.yaml'

/** Paths of the files the pipeline reads, sorted. A provider's folder without `provider.yaml` is in it by that name. */
export function inputPaths(root: string): string[] {
  const list = (path: string, ending = ''): string[] =>
    existsSync(join(root, path))
      ? readdirSync(join(root, path), { withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
          .map(({ name }) => `${path}/${name}`)
          .sort()
      : []
  const providers = readdirSync(join(root, 'specs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'dialects')
    .map(({ name }) => `specs/${name}`)
  return [
    ...list('specs/dialects', '.yaml'),
    ...providers.flatMap((directory) => [
      `${directory}/provider.yaml`,
      ...list(directory, '.openapi.yaml'),
      // All but the scaffold's example: readInputs refuses what is no overlay.
      ...list(`${directory}/overlays`).filter((path) => !path.endsWith('.overlay.yaml.example')),
      ...list(`${directory}/documents`),
    ]),
  ].sort()
}

/** A file as the pipeline sees it: documents byte for byte, what people write with its lines ended by \n. */
export function inputFile(path: string, bytes: Buffer): InputFile {
  const text = bytes.toString('utf8')
  const document = path.includes('/documents/') && !path.endsWith(lockFile)
  const read = document ? text : text.replaceAll('\r\n', '\n')
  const sha256 = createHash('sha256')
    .update(document ? bytes : read)
    .digest('hex')
  return { path, text: read, sha256 }
}
