// Judges three clients by the same faults and prints what each does wrong: npm run judge [-- --all]
import { fileURLToPath } from 'node:url'
import { judgeClient, type ClientVerdict } from 'kontext-mocks'

const folder = fileURLToPath(new URL('../test/clients/judged/', import.meta.url))

/** Replicate's protocol is none of the mock's: its client is judged on the task provider's, which is closest. */
const clients = [
  { name: 'kontext-sdk', file: 'kontext.ts', provider: 'fal' },
  { name: '@fal-ai/client', file: 'fal-client.ts', provider: 'fal' },
  { name: 'replicate', file: 'replicate.ts', provider: 'vtrix' },
] as const

const [faultWidth, cellWidth] = [31, 16]
const all = process.argv.includes('--all')

const judged = new Map<string, readonly ClientVerdict[]>()
for (const { name, file, provider } of clients) {
  console.error(`${name} …`)
  const command = [process.execPath, '--conditions=kontext-sdk-source', folder + file]
  judged.set(name, await judgeClient({ command, provider, ...(all ? { faults: 'all' } : {}) }))
}

const faults = new Set([...judged.values()].flatMap((verdicts) => verdicts.map(({ fault }) => fault)))
console.log(row('', [...judged.keys()]))
for (const fault of faults) {
  const cells = [...judged.values()].map((verdicts) => cellOf(verdicts.find((one) => one.fault === fault)))
  const lines = Math.max(...cells.map((words) => words.length))
  for (let line = 0; line < lines; line++)
    console.log(
      row(
        line === 0 ? fault : '',
        cells.map((words) => words[line] ?? ''),
      ),
    )
}
console.log(row('wrong in', [...judged.values()].map(countOf)))

function cellOf(verdict: ClientVerdict | undefined): readonly string[] {
  if (verdict === undefined) return ['-']
  if (verdict.mistakes.length > 0) return verdict.mistakes.map(({ kind }) => kind)
  return [verdict.met ? 'ok' : 'not met']
}

function countOf(verdicts: readonly ClientVerdict[]): string {
  return `${verdicts.filter(({ mistakes }) => mistakes.length > 0).length} of ${verdicts.length}`
}

function row(first: string, cells: readonly string[]): string {
  return `${first.slice(0, faultWidth - 1).padEnd(faultWidth)}${cells.map((cell) => cell.padEnd(cellWidth)).join('')}`.trimEnd()
}
