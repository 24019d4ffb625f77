import type { JsonRecord } from '../../contracts/index.ts'
import { alternativesAt, type Alternative } from '../schema/alternatives.ts'
import { fieldsOf } from '../schema/fields.ts'
import { keyOf } from '../schema/parts.ts'
import type { Comparison } from './comparison.ts'

/** Alternatives of one kind, those of one contract with those of the other. */
export interface Matched {
  readonly pairs: readonly (readonly [Alternative, Alternative])[]
  readonly removed: readonly Alternative[]
  readonly added: readonly Alternative[]
}

/** Finds for each alternative the one that took its place: by the values that tell them apart, then by their fields. */
export function matchAlternatives(
  { before: beforeRoot, after: afterRoot }: Pick<Comparison, 'before' | 'after'>,
  before: readonly Alternative[],
  after: readonly Alternative[],
): Matched {
  const marks = {
    before: before.map((one) => marksOf(beforeRoot, one)),
    after: after.map((one) => marksOf(afterRoot, one)),
  }
  const likely = marks.before
    .flatMap((one, row) => marks.after.map((other, column) => ({ row, column, score: likeness(one, other) })))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        Math.abs(a.row - a.column) - Math.abs(b.row - b.column) ||
        a.row + a.column - b.row - b.column,
    )
  const rows = new Map<number, number>()
  const columns = new Set<number>()
  for (const { row, column } of likely) {
    if (rows.has(row) || columns.has(column)) continue
    rows.set(row, column)
    columns.add(column)
  }
  const openRows = before.flatMap((_one, row) => (rows.has(row) ? [] : [row]))
  const openColumns = after.flatMap((_one, column) => (columns.has(column) ? [] : [column]))
  const [row, column] = [openRows[0], openColumns[0]]
  // One is left on each side: it changed more than the others.
  if (openRows.length === 1 && openColumns.length === 1 && row !== undefined && column !== undefined) {
    rows.set(row, column)
    columns.add(column)
  }
  return {
    pairs: before.flatMap((one, index) => {
      const other = after[rows.get(index) ?? -1]
      return other === undefined ? [] : [[one, other] as const]
    }),
    removed: before.filter((_one, index) => !rows.has(index)),
    added: after.filter((_one, index) => !columns.has(index)),
  }
}

/** What tells alternatives apart. */
interface Marks {
  readonly pointers: string
  readonly fields: readonly string[]
  /** Of the fields with listed values, the values. */
  readonly listed: ReadonlyMap<string, readonly string[]>
}

function marksOf(root: JsonRecord, alternative: Alternative): Marks {
  const pointers = alternative.parts.map(({ path }) => keyOf(path)).join('\r')
  if (alternative.kind !== 'object') return { pointers, fields: [], listed: new Map() }
  const fields = [...fieldsOf(alternative).values()]
  const listed = fields.flatMap(({ name, places }) => {
    const [only, ...others] = places.length === 0 ? [] : alternativesAt(root, places)
    return only?.values === undefined || others.length > 0 ? [] : [[name, [...only.values.keys()]] as const]
  })
  return { pointers, fields: fields.map(({ name }) => name), listed: new Map(listed) }
}

function likeness(one: Marks, other: Marks): number {
  const values = [...one.listed].map(([name, own]) => {
    const others = other.listed.get(name)
    if (others === undefined) return 0
    return own.some((value) => others.includes(value)) ? 3 : -3
  })
  const all = new Set([...one.fields, ...other.fields])
  const shared = one.fields.filter((name) => other.fields.includes(name)).length
  const fields = all.size === 0 ? 0.5 : shared / all.size
  const place = one.pointers === other.pointers ? 0.1 : 0
  return values.reduce<number>((sum, value) => sum + value, fields + place)
}
