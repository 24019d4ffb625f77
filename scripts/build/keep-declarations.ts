import { readdir, readFile, rm } from 'node:fs/promises'
import { join, normalize } from 'node:path'

const imported = /(?:\bfrom |\bimport\()["'](\.[^"']+)["']/g

/** Removes what no entry leads to out of the declarations in a directory: who uses the package cannot reach it. */
export async function keepDeclarations(directory: string, entries: readonly string[]): Promise<void> {
  const kept = new Set<string>()
  const visit = async (path: string): Promise<void> => {
    if (kept.has(path)) return
    kept.add(path)
    const text = await readFile(path, 'utf8')
    for (const [, to = ''] of text.matchAll(imported))
      await visit(normalize(join(path, '..', to.replace(/(?:\.d)?\.[jt]s$/, '.d.ts'))))
  }
  for (const entry of entries) await visit(normalize(entry))
  for (const name of await readdir(directory, { recursive: true })) {
    const path = normalize(join(directory, name))
    const declaration = path.replace(/\.map$/, '')
    if (declaration.endsWith('.d.ts') && !kept.has(declaration)) await rm(path)
  }
}
