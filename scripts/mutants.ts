// The suite of `kontext check` against mocks with one thing wrong each, as a Markdown table: npm run mutants
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mockedProviders } from 'kontext-sdk/testing'
import { failuresOf, killTable } from './mutants/kill-table.ts'
import { playAll } from './mutants/play-all.ts'

const usage = `Usage: npm run mutants -- [options]
  --provider <id>   only these providers; may be repeated (default: all)
  --only <text>     only mutants whose name contains it
  --write           writes mocks/MUTANTS.md instead of printing the table`

const flags = parseArgs({
  options: {
    provider: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
}).values

if (flags.help) console.log(usage)
else process.exitCode = await main()

async function main(): Promise<number> {
  const known = mockedProviders().map(({ id }) => id)
  const unknown = flags.provider.filter((id) => !known.includes(id))
  if (unknown.length > 0 || (flags.write && (flags.provider.length > 0 || flags.only !== ''))) {
    const fact =
      unknown.length > 0 ? `there is no provider ${unknown.join(', ')}.` : '--write is for the whole table.'
    console.error(`Failed to make the kill table: ${fact}\n${usage}`)
    return 2
  }
  const startedAt = performance.now()
  const results = await playAll({ providers: flags.provider, only: flags.only })
  const table = killTable(results)
  if (flags.write) writeFileSync(new URL('../mocks/MUTANTS.md', import.meta.url), table)
  else console.log(table)
  const failures = failuresOf(results)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const { kills, tolerances } = results
  const killed = kills.filter((one) => one.killed).length
  console.error(
    `${kills.length} mutants, ${killed} killed; ${tolerances.length} harmless differences; ${seconds} s.`,
  )
  for (const failure of failures) console.error(failure)
  return failures.length === 0 ? 0 : 1
}
