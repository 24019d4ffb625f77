import type { Evidence, Traced } from '../../lib/evidence.ts'
import { at, isObject, type Json, type JsonObject } from '../../lib/json.ts'
import { formatPointer, type JsonPath } from '../../lib/json-pointer.ts'
import type { CellEvidence } from './cell.ts'
import { citedLines, type Document } from './cited-lines.ts'
import { placeText } from './place.ts'

/** A contract with all that is known about it. */
export interface Subject {
  readonly traced: Traced
  readonly documents: readonly Document[]
}

type Told = Omit<CellEvidence, 'of'>

/**
 * What stands behind a place of a contract: behind a value its own statement, behind a list those of its items, behind
 * an object the line it begins on. Empty where there is nothing.
 */
export function told(subject: Subject, path: JsonPath): Told[] {
  const { tree, evidence } = subject.traced
  const value = at(tree, ...path)
  const container = at(tree, ...path.slice(0, -1))
  const key = path.at(-1)
  if (value === undefined || key === undefined || typeof container !== 'object' || container === null)
    return []
  const pointer = formatPointer(path)
  if (Array.isArray(value) && value.length > 0)
    return itemGroups(value, (index) => evidence.get(value, index)).flatMap((group) =>
      resolved(subject, pointer, group.says, group.lines),
    )
  const known = evidence.get(container, key)
  if (known === undefined) return []
  // An object says no more than that it is there: its name.
  return resolved(subject, pointer, isObject(value) ? String(key) : value, [known])
}

interface Group {
  readonly says: Json[]
  readonly lines: Evidence[]
}

/** Items of a list that one source says, together. */
function itemGroups(list: readonly Json[], knownOf: (index: number) => Evidence | undefined): Group[] {
  const groups = new Map<string, Group>()
  for (const [index, item] of list.entries()) {
    const known = knownOf(index)
    if (known === undefined) continue
    const { file, kind, source } = known
    const name = JSON.stringify([file, kind, source])
    const group = groups.get(name) ?? { says: [], lines: [] }
    groups.set(name, group)
    group.says.push(item)
    group.lines.push(known)
  }
  return [...groups.values()]
}

function resolved({ documents }: Subject, pointer: string, says: Json, known: readonly Evidence[]): Told[] {
  const [first] = known
  if (first === undefined) return []
  const numbers = known.map(({ line }) => line)
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)]
  const own = placeText({ path: first.file, first: from, last: to })
  const { kind, source } = first
  const common = { pointer, says, kind, ...(source === undefined ? {} : { source }) }
  const cited = kind === 'document' && source !== undefined ? citedLines(source, says, documents) : []
  if (cited.length === 0) return [{ ...common, at: own }]
  return cited.map((lines) => ({ ...common, at: placeText(lines), via: own }))
}

/** The line of a key of a traced file. */
export function lineOf({ tree, evidence }: Traced, path: JsonPath): Evidence | undefined {
  const container: JsonObject | Json | undefined = at(tree, ...path.slice(0, -1))
  const key = path.at(-1)
  return typeof container === 'object' && container !== null && key !== undefined
    ? evidence.get(container, key)
    : undefined
}
