import { availableParallelism } from 'node:os'
import Table from 'cli-table3'

/** Prints a table without colours, fit for a log and for Markdown readers. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({ head: [...head], style: { head: [], border: [] } })
  for (const row of rows) table.push([...row])
  console.log(table.toString())
}

/** Where it was measured; absolute times mean little elsewhere. */
export function printMachine(what: string): void {
  console.log(`${what}, Node ${process.version}, ${String(availableParallelism())} cores`)
}
