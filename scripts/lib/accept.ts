import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDocument, YAMLMap, YAMLSeq } from 'yaml'
import { lockFile } from './input-files.ts'

/**
 * Writes the present sha256 of every document into its lock, keeping what else the lock says; new documents are
 * added. Returns the paths of the documents whose entry changed.
 */
export async function acceptDocuments(root: string): Promise<string[]> {
  const accepted: string[] = []
  for (const provider of await readdir(join(root, 'specs'))) {
    const directory = join(root, 'specs', provider, 'documents')
    const names = (await readdir(directory).catch(() => [])).filter((name) => name !== lockFile).sort()
    if (names.length === 0) continue
    const path = join(directory, lockFile)
    const lock = parseDocument(await readFile(path, 'utf8').catch(() => 'documents: []\n'))
    const entries: unknown = lock.get('documents')
    const list: YAMLSeq = entries instanceof YAMLSeq ? entries : new YAMLSeq()
    lock.set('documents', list)
    list.flow = false
    const before = accepted.length
    for (const name of names) {
      const bytes = await readFile(join(directory, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const entry = list.items.find((item) => item instanceof YAMLMap && item.get('file') === name)
      if (entry instanceof YAMLMap && entry.get('sha256') === sha256) continue
      if (entry instanceof YAMLMap) entry.set('sha256', sha256)
      else
        list.add(
          lock.createNode({
            file: name,
            sha256,
            kind: kindOf(bytes.toString('utf8')),
            origin: 'say where it came from',
          }),
        )
      accepted.push(`specs/${provider}/documents/${name}`)
    }
    if (accepted.length > before) await writeFile(path, lock.toString({ lineWidth: 0 }))
  }
  return accepted
}

function kindOf(text: string): string {
  if (!/^\s*"?openapi"?\s*:/m.test(text)) return 'page-text'
  return /^ {0,3}(```|~~~)/m.test(text) ? 'markdown-openapi' : 'openapi'
}
