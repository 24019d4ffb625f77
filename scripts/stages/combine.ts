import type { Evidence, EvidenceTable, Traced } from '../lib/evidence.ts'
import { at, isObject, sameJson, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, type JsonPath } from '../lib/json-pointer.ts'

/** Two documents of one provider that say different things of one field. The first one holds. */
export interface Disagreement {
  readonly pointer: string
  readonly says: readonly { readonly file: string; readonly line: number; readonly value: Json }[]
}

/** Prose differs between two wordings of one fact; it is no disagreement. */
const prose = new Set(['description', 'summary', 'title'])

/**
 * Joins the documents of one provider: the first document speaks, later ones fill in what it leaves out, bear
 * witness where they say the same, and are reported where they do not.
 */
export function combine(documents: readonly Traced[]): {
  value: Traced
  disagreements: readonly Disagreement[]
} {
  const [first, ...rest] = documents
  if (first === undefined)
    throw new TypeError('Failed to combine documents: there are none. Add one under documents/.')
  const tree = first.evidence.copy(first.tree)
  const disagreements: Disagreement[] = []
  for (const other of rest) {
    join(tree, first.evidence, other.tree, other.evidence, [], disagreements)
  }
  return { value: { tree, evidence: first.evidence }, disagreements }
}

function join(
  into: JsonObject,
  intoEvidence: EvidenceTable,
  from: JsonObject,
  fromEvidence: EvidenceTable,
  path: JsonPath,
  disagreements: Disagreement[],
): void {
  for (const [key, value] of Object.entries(from)) {
    const own = into[key]
    const theirs = fromEvidence.get(from, key)
    if (own === undefined) {
      into[key] = intoEvidence.copy(value, fromEvidence)
      if (theirs !== undefined) intoEvidence.set(into, key, theirs)
    } else if (isObject(own) && isObject(value) && !(key === 'example')) {
      join(own, intoEvidence, value, fromEvidence, [...path, key], disagreements)
    } else {
      const ours = intoEvidence.get(into, key)
      if (ours === undefined || theirs === undefined) continue
      if (sameJson(own, value)) bearWitness(into, intoEvidence, from, fromEvidence, key)
      else if (!prose.has(key)) {
        disagreements.push({
          pointer: formatPointer([...path, key]),
          says: [
            { file: ours.file, line: ours.line, value: own },
            { file: theirs.file, line: theirs.line, value },
          ],
        })
      }
    }
  }
}

/** Marks a value both documents give, and everything in it. */
function bearWitness(
  into: JsonObject | Json[],
  intoEvidence: EvidenceTable,
  from: JsonObject | Json[],
  fromEvidence: EvidenceTable,
  key: string | number,
): void {
  const [ours, theirs] = [intoEvidence.get(into, key), fromEvidence.get(from, key)]
  if (ours !== undefined && theirs !== undefined) intoEvidence.set(into, key, witnessed(ours, theirs))
  const [own, value] = [at(into, key), at(from, key)]
  if (typeof own !== 'object' || own === null || typeof value !== 'object' || value === null) return
  const keys = Array.isArray(own) ? own.keys() : Object.keys(own)
  for (const inner of keys) bearWitness(own, intoEvidence, value, fromEvidence, inner)
}

function witnessed(ours: Evidence, theirs: Evidence): Evidence {
  return { ...ours, witnesses: [...(ours.witnesses ?? []), `${theirs.file}:${String(theirs.line)}`] }
}
