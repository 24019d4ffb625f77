import type { EvidenceFile } from 'kontext-sdk/contracts'
import { flagOf } from '../flag-of.ts'
import type { CellEvidence, Matrix } from '../providers/matrix-file.ts'
import type { Findings, Found } from './find-statements.ts'

/** What stands behind a line of `kontext providers`, by its name there; undefined where no line has it. */
export function findRow(
  { rows, providers }: Matrix,
  { provider, what }: { readonly provider: string; readonly what: string },
  evidence: EvidenceFile,
): Findings | undefined {
  const row = rows.find((candidate) => namesOf(candidate).includes(what))
  const cell = row && providers.find(({ id }) => id === provider)?.cells[row.id]
  if (row === undefined || cell === undefined) return undefined
  const found = cell.evidence.map((piece) => foundAt(piece, row.label, evidence))
  const statements = [...new Map(found.map((one) => [one.pointer, one])).values()]
  return { means: [`in "kontext providers": ${cell.text}`], statements, removed: [] }
}

/** Every name a line of `kontext providers` goes by. */
export function rowNames({ rows }: Matrix): string[] {
  return [...new Set(rows.flatMap(namesOf))]
}

function namesOf({ id, label }: Matrix['rows'][number]): string[] {
  // How many statements there are is counted, not said by anybody.
  if (id === 'evidence') return []
  const option = /^options\.(.*)$/.exec(id)?.[1]
  return option === undefined ? [label, id] : [label, flagOf(option), flagOf(option).slice(2)]
}

/** The statement of the contract; what is no part of it, such as that nobody documents a thing, speaks for itself. */
function foundAt({ of, pointer, kind, at, source }: CellEvidence, label: string, file: EvidenceFile): Found {
  const statement = pointer === undefined ? undefined : file.statements[pointer]
  if (pointer !== undefined && statement !== undefined) return { pointer, statement }
  // The places of several lines are file:first-last.
  const first = at.replace(/:(\d+)-\d+$/, ':$1')
  const origin = { kind, at: first, ...(source === undefined ? {} : { source }) }
  return { pointer: pointer ?? label, statement: { says: of === '–' ? 'no such option' : of, ...origin } }
}
