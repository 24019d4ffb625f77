// How long the pipeline takes as a process, beside openapi-typescript's own command on the same contracts, in turns on
// the same machine. Usage: npm run bench -- generate [rounds]
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { printMachine, printTable } from './report.ts'
import { median } from './statistics.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rounds = Number(process.argv[2] ?? 9)
const copy = mkdtempSync(join(tmpdir(), 'kontext-bench-'))
const openapiTypescript = join(root, 'node_modules/openapi-typescript/bin/cli.js')

interface Contender {
  readonly name: string
  /** Command lines, one after the other: arguments to Node. */
  readonly runs: readonly (readonly string[])[]
  readonly tookMs: number[]
}

try {
  for (const name of ['specs', 'generated', 'scripts', 'src', 'package.json', 'package-lock.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const contracts = readdirSync(join(copy, 'generated'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(copy, 'generated', name, 'contract.openapi.yaml'))
  const theirs = contracts.map((path) => [openapiTypescript, path, '-o', join(copy, 'types.ts')])
  const contenders: Contender[] = [
    { name: 'openapi-typescript, one contract', runs: theirs.slice(0, 1), tookMs: [] },
    { name: `openapi-typescript, ${contracts.length} contracts`, runs: theirs, tookMs: [] },
    { name: 'generate --check, nothing changed', runs: [['scripts/generate.js', '--check']], tookMs: [] },
    { name: 'generate --full, all providers', runs: [['scripts/generate.js', '--full']], tookMs: [] },
  ]
  // Once without a clock: brings generated/ up to date and fills the caches of disk and compiler.
  for (const { runs } of contenders.toReversed()) await timed(runs)
  for (let round = 0; round < rounds; round += 1)
    for (const { runs, tookMs } of contenders) tookMs.push(await timed(runs))
  const base = median(contenders[0]?.tookMs ?? [])
  printTable(
    ['as a process', 'median ms', 'min', 'max', 'ratio'],
    contenders.map(({ name, tookMs }) => {
      const cells = [median(tookMs), Math.min(...tookMs), Math.max(...tookMs)].map((ms) => ms.toFixed(0))
      return [name, ...cells, (median(tookMs) / base).toFixed(2)]
    }),
  )
  printMachine(`${String(rounds)} rounds`)
} finally {
  rmSync(copy, { recursive: true, force: true })
}

async function timed(runs: Contender['runs']): Promise<number> {
  const started = performance.now()
  // Not in the repository: openapi-typescript would take its redocly.yaml for its own.
  for (const args of runs) await promisify(execFile)(process.execPath, args, { cwd: copy })
  return performance.now() - started
}
