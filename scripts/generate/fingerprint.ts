import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** sha256 of a text. */
export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What `package-lock.json` says of one package. */
interface Locked {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

// Imports that are only types are gone when Node runs the code.
const imports = /^(?:import|export) (?!type )(?:[^'"`;]*? from )?'([^']+)'|\bimport\('([^']+)'\)/gm

/**
 * One hash over everything that decides what the pipeline makes of its inputs: the text of every module that
 * `scripts/generate/run.ts` loads, and the locked versions of the libraries these name, with what those depend on.
 */
export function pipelineHash(root: string): string {
  const modules = new Map<string, string>()
  const libraries = new Set<string>()
  const visit = (path: string): void => {
    // A stage that writes code holds imports that are not its own.
    if (modules.has(path) || !existsSync(join(root, path))) return
    const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')
    modules.set(path, sha256(text))
    for (const [, from, lazy] of text.matchAll(imports)) {
      const name = from ?? lazy ?? ''
      if (name.startsWith('.')) visit(join(dirname(path), name).replaceAll('\\', '/'))
      else if (!name.startsWith('node:')) libraries.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
    }
  }
  visit('scripts/generate/run.ts')
  const entries = [...modules, ...lockedVersions(root, libraries)].sort(([a], [b]) => (a < b ? -1 : 1))
  return sha256(JSON.stringify(entries))
}

/** The locked versions of packages and of all they depend on, by place in `node_modules`. */
function lockedVersions(root: string, names: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>()
  const path = join(root, 'package-lock.json')
  if (!existsSync(path)) return found
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  const visit = (name: string, from: string): void => {
    // As Node looks for it: in the package itself, then in each folder above it.
    const inside = `${from === '' ? '' : `${from}/`}node_modules/${name}`
    const entry = packages[inside]
    if (entry === undefined) {
      if (from !== '') visit(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
      return
    }
    if (found.has(inside)) return
    found.set(inside, entry.version ?? '')
    for (const other of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      visit(other, inside)
  }
  for (const name of names) visit(name, '')
  return found
}
