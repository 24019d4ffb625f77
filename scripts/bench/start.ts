// What a process pays to load a client and make one, beyond an empty Node. The packages are those in dist/.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { printMachine, printTable } from './report.ts'
import { median } from './statistics.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rounds = Number(process.argv[2] ?? 31)
const programs = [
  { name: 'empty', code: '' },
  {
    name: 'kontext-sdk',
    code: "import { createKontext, fal } from 'kontext-sdk'; createKontext(fal({ apiKey: 'k' }))",
  },
  { name: 'openapi-fetch', code: "import createClient from 'openapi-fetch'; createClient()" },
  { name: 'replicate', code: "import Replicate from 'replicate'; new Replicate({ auth: 'k' })" },
  {
    name: '@fal-ai/client',
    code: "import { createFalClient } from '@fal-ai/client'; createFalClient({ credentials: 'k' })",
  },
  { name: '@ai-sdk/fal', code: "import { createFal } from '@ai-sdk/fal'; createFal({ apiKey: 'k' })" },
].map((program) => ({ ...program, tookMs: [] as number[] }))

for (let round = -1; round < rounds; round += 1)
  for (const { code, tookMs } of programs) {
    const started = performance.now()
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root })
    // The first round fills the caches.
    if (round >= 0) tookMs.push(performance.now() - started)
  }

const empty = programs[0]?.tookMs ?? []
printTable(
  ['import and construct', 'median ms', 'beyond an empty Node, ms'],
  programs.map(({ name, tookMs }) => [
    name,
    median(tookMs).toFixed(1),
    // In pairs: a machine that slows down slows both.
    median(tookMs.map((ms, round) => ms - (empty[round] ?? 0))).toFixed(1),
  ]),
)
printMachine(`${String(rounds)} rounds`)
