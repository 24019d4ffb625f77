// Documents in, contracts and everything made of them out. Usage: npm run generate -- [--check] [--accept] [--verbose]
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { acceptDocuments } from './lib/accept.ts'
import { formatDiagnostic, StageError } from './lib/diagnostic.ts'
import { readInputs, type Inputs } from './lib/inputs.ts'
import { runPipeline } from './pipeline.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifestPath = 'generated/manifest.json'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, accept: { type: 'boolean' }, verbose: { type: 'boolean' } },
  })
  if (values.accept === true) for (const path of await acceptDocuments(root)) console.log(`accepted ${path}`)
  const inputs = await readInputs(root)
  const changed = inputs.providers.flatMap(({ documents }) =>
    documents.filter(({ sha256: own, locked }) => own !== locked.sha256),
  )
  for (const { path } of changed) {
    console.error(
      `${path} is not what its lock says: a document is kept byte for byte. If the provider changed it, run: npm run generate -- --accept`,
    )
  }
  if (changed.length > 0) return 1
  if (values.check === true && !(await sameInputs(inputs))) return 1
  const output = await runPipeline(inputs)
  for (const diagnostic of output.diagnostics) {
    if (diagnostic.severity !== 'info' || values.verbose === true) console.error(formatDiagnostic(diagnostic))
  }
  const files = new Map(output.files)
  const outputs = Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)]))
  files.set(manifestPath, `${JSON.stringify({ inputs: inputs.hashes, outputs }, null, 2)}\n`)
  const stale = await staleFiles(files)
  if (values.check === true) {
    for (const path of stale) console.error(`${path} is stale. Run: npm run generate`)
    if (stale.length === 0)
      console.log(
        `generated/ is up to date: ${String(files.size)} files from ${String(Object.keys(inputs.hashes).length)} inputs`,
      )
    return stale.length === 0 ? 0 : 1
  }
  for (const path of stale) {
    const text = files.get(path)
    const target = join(root, path)
    if (text === undefined) await rm(target)
    else {
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, text)
    }
  }
  for (const line of output.summaries) console.log(line)
  console.log(
    `${String(files.size)} files under generated/, ${stale.length === 0 ? 'none changed' : `${String(stale.length)} changed`}`,
  )
  return 0
}

/** Whether `specs/` is what it was when `generated/` was written; says which file is not. */
async function sameInputs(inputs: Inputs): Promise<boolean> {
  const text = await readFile(join(root, manifestPath), 'utf8').catch(() => '{"inputs":{}}')
  const known = (JSON.parse(text) as { inputs: Record<string, string> }).inputs
  const paths = [...new Set([...Object.keys(known), ...Object.keys(inputs.hashes)])].sort()
  const changed = paths.filter((path) => known[path] !== inputs.hashes[path])
  for (const path of changed) {
    const what =
      known[path] === undefined ? 'is new' : inputs.hashes[path] === undefined ? 'is gone' : 'changed'
    console.error(`${path} ${what} since generated/ was written. Run: npm run generate`)
  }
  return changed.length === 0
}

/** Files under `generated/` that differ from what they should be, are missing, or should not be there. */
async function staleFiles(files: ReadonlyMap<string, string>): Promise<string[]> {
  const present = await readdir(join(root, 'generated'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  const paths = present
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
  const stale = paths.filter((path) => !files.has(path))
  for (const [path, text] of files) {
    const current = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (current !== text) stale.push(path)
  }
  return stale.sort()
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof StageError)) throw error
  console.error(error.diagnostics.map(formatDiagnostic).join('\n'))
  process.exitCode = 1
}
