// What `kontext diff` finds of single changes of a contract, beside the TypeScript compiler: npm run oracle
import { parseArgs } from 'node:util'
import { diffContracts } from 'kontext-sdk/diff'
import { catalog } from './oracle/catalog/catalog.ts'
import type { Change } from './oracle/change.ts'
import { isUnderRated, Oracle, type Judged } from './oracle/judge.ts'
import { sweep } from './oracle/sweep.ts'
import { oracleTable, sweepTable, type Section } from './oracle/table.ts'

const usage = `Usage: npm run oracle [-- --sweep]
Compiles a strict consumer against each change of the catalog and holds the ratings of "kontext diff" against it.
  --sweep  every mutation at every place it fits instead; takes minutes
Ends with 1 where a change that breaks the consumer is rated below major.`

const oracle = new Oracle(diffContracts)
process.exitCode = await main()

async function main(): Promise<number> {
  const flags = readFlags()
  if (flags === undefined || flags.help) {
    ;(flags === undefined ? console.error : console.log)(usage)
    return flags === undefined ? 2 : 0
  }
  return (await (flags.sweep ? runSweep() : runCatalog())) ? 0 : 1
}

/** What the command line asks for; undefined of what there is none of. */
function readFlags(): { readonly sweep: boolean; readonly help: boolean } | undefined {
  const no = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ options: { sweep: no, help: no } }).values
  } catch {
    return undefined
  }
}

async function runCatalog(): Promise<boolean> {
  const sections: Section[] = []
  for (const { title, changes } of catalog) sections.push({ title, rows: await judgeAll(changes) })
  console.log(oracleTable(sections))
  return sections.every(({ rows }) => rows.every(({ wrong }) => wrong.length === 0))
}

async function runSweep(): Promise<boolean> {
  const changes = (['fal', 'vtrix'] as const).flatMap((id) => sweep(oracle.contractOf(id), id))
  const rows = await judgeAll(changes)
  console.log(sweepTable(rows))
  return !rows.some(isUnderRated)
}

async function judgeAll(changes: readonly Change[]): Promise<Judged[]> {
  const rows: Judged[] = []
  for (const change of changes) rows.push(await oracle.judge(change))
  return rows
}
