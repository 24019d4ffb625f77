// Runs the benchmarks, one after the other or those named: npm run bench -- weight waiting
// Each compares with a peer or a baseline in the same run; ratios mean something, absolute times only here.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('bench', import.meta.url))
/** What is measured, in the order in which it is told. */
const known = ['generate', 'weight', 'start', 'types', 'waiting', 'waiting-memory', 'mock']
const here = new Set(readdirSync(folder).map((file) => file.replace(/\.ts$/, '')))
const all = known.filter((name) => here.has(name))

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !all.includes(name))
if (unknown !== undefined) {
  console.error(`Failed to run a benchmark: there is no "${unknown}". Choose among ${all.join(', ')}.`)
  process.exit(2)
}
let failed = false
for (const name of asked.length === 0 ? all : asked) {
  console.log(`\n${name}`)
  const args = ['--conditions=kontext-sdk-source', '--expose-gc', `${folder}/${name}.ts`]
  failed = spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0 || failed
}
process.exitCode = failed ? 1 : 0
