// What `kontext diff` finds of single changes of a contract, beside the TypeScript compiler: npm run oracle
import { parseArgs } from 'node:util'
import { diffContracts } from 'kontext-sdk/diff'
import { catalog } from './oracle/catalog/catalog.ts'
import type { Change } from './oracle/change.ts'
import { isUnderRated, Oracle, type Judged } from './oracle/judge.ts'
import { sweep } from './oracle/sweep.ts'
import { oracleTable, sweepTable, type Section } from './oracle/table.ts'

const { values: flags } = parseArgs({
  options: {
    /** Every mutation at every place it fits, instead of the catalog. Takes minutes. */
    sweep: { type: 'boolean', default: false },
  },
})

const oracle = new Oracle(diffContracts)
process.exitCode = (await (flags.sweep ? runSweep() : runCatalog())) ? 0 : 1

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
