import type { Evidence, EvidenceTable, Traced } from '../lib/evidence.ts'
import { at, isObject, sameJson, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, type JsonPath } from '../lib/json-pointer.ts'
import {
  compare,
  constraintsOf,
  sameStatement,
  side,
  type Disagreement,
  type Said,
} from './combine/statements.ts'

export type { Disagreement } from './combine/statements.ts'

/** Prose differs between two wordings of one fact, and two examples can both be right: neither disagrees. */
const illustrates = new Set(['description', 'summary', 'title', 'example', 'examples'])

/**
 * Joins the documents of one provider: the first document speaks, later ones fill in what it leaves out, bear
 * witness where they say the same, and are reported where they do not. So are the schemas of `siblings`, models of
 * one provider, where they differ in what binds a field. Each disagreement has to be settled: see settle.ts.
 */
export function combine(
  documents: readonly Traced[],
  { siblings = [] }: { siblings?: readonly string[] } = {},
): {
  value: Traced
  disagreements: readonly Disagreement[]
} {
  const [first, ...rest] = documents
  if (first === undefined)
    throw new TypeError('Failed to combine documents: there are none. Add one under documents/.')
  const joint = new Joint(first)
  for (const other of rest) joint.join(joint.tree, other.tree, other.evidence, [])
  const value = { tree: joint.tree, evidence: joint.evidence }
  return { value, disagreements: [...joint.disagreements(), ...betweenModels(value, siblings)] }
}

function betweenModels(value: Traced, siblings: readonly string[]): Disagreement[] {
  const sides = siblings.flatMap((name) => side(value, formatPointer(['components', 'schemas', name])) ?? [])
  return [...compare(sides).values()].map((says) => ({
    between: 'models',
    says: says.filter((said) => said !== undefined).sort((a, b) => (a.file < b.file ? -1 : 1)),
  }))
}

type Place = readonly [container: JsonObject | Json[], key: number | string]

/** Where two documents begin to speak of the same thing. */
interface Places {
  readonly ours: Evidence
  readonly theirs: Evidence
}

/** Documents as they grow together. */
class Joint {
  readonly tree: JsonObject
  readonly evidence: EvidenceTable
  readonly #disputes = new Map<string, Said[]>()

  constructor(first: Traced) {
    this.tree = first.evidence.copy(first.tree)
    this.evidence = first.evidence
  }

  disagreements(): Disagreement[] {
    return [...this.#disputes.values()].map((says) => ({ between: 'documents', says }))
  }

  join(into: JsonObject, from: JsonObject, known: EvidenceTable, path: JsonPath, places?: Places): void {
    if (places !== undefined) this.#compareSilence(into, from, known, path, places)
    for (const [key, value] of Object.entries(from)) {
      const own = into[key]
      const ours = this.evidence.get(into, key)
      const theirs = known.get(from, key)
      const both = ours === undefined || theirs === undefined ? undefined : { ours, theirs }
      if (own === undefined) {
        into[key] = this.evidence.copy(value, known)
        if (theirs !== undefined) this.evidence.set(into, key, theirs)
      } else if (isObject(own) && isObject(value) && !(key === 'example')) {
        this.join(own, value, known, [...path, key], both)
      } else if (sameStatement(key, own, value)) {
        this.#witness([into, key], [from, key], known)
      } else if (both !== undefined && !illustrates.has(key)) {
        this.#dispute(
          [...path, key],
          { ...placeOf(both.ours), value: own },
          { ...placeOf(both.theirs), value },
        )
      }
    }
  }

  /** Where both documents have a field, a constraint that only one of them gives it is a disagreement. */
  #compareSilence(
    into: JsonObject,
    from: JsonObject,
    known: EvidenceTable,
    path: JsonPath,
    places: Places,
  ): void {
    for (const word of constraintsOf({ ...from, ...into }, path)) {
      const [own, value] = [into[word], from[word]]
      if (own !== undefined && value !== undefined) continue
      this.#dispute(
        [...path, word],
        {
          ...placeOf(this.evidence.get(into, word) ?? places.ours),
          ...(own === undefined ? {} : { value: own }),
        },
        { ...placeOf(known.get(from, word) ?? places.theirs), ...(value === undefined ? {} : { value }) },
      )
    }
  }

  /** Marks a value both documents give, and everything in it. */
  #witness([into, key]: Place, [from, otherKey]: Place, known: EvidenceTable): void {
    const [ours, theirs] = [this.evidence.get(into, key), known.get(from, otherKey)]
    if (ours !== undefined && theirs !== undefined) this.evidence.set(into, key, witnessed(ours, theirs))
    const [own, value] = [at(into, key), at(from, otherKey)]
    if (typeof own !== 'object' || own === null || typeof value !== 'object' || value === null) return
    for (const inner of Array.isArray(own) ? own.keys() : Object.keys(own)) {
      // A set may stand in another order: each item has a witness of its own.
      const other =
        typeof inner === 'number' && Array.isArray(value)
          ? value.findIndex((item) => sameJson(item, at(own, inner)))
          : inner
      this.#witness([own, inner], [value, other], known)
    }
  }

  #dispute(path: JsonPath, ...says: Omit<Said, 'pointer'>[]): void {
    const pointer = formatPointer(path)
    const known = this.#disputes.get(pointer) ?? []
    const added = says.filter(
      ({ file, line }) => !known.some((said) => said.file === file && said.line === line),
    )
    this.#disputes.set(pointer, [...known, ...added.map((said) => ({ pointer, ...said }))])
  }
}

function placeOf({ file, line }: Evidence): { file: string; line: number } {
  return { file, line }
}

function witnessed(ours: Evidence, theirs: Evidence): Evidence {
  return { ...ours, witnesses: [...(ours.witnesses ?? []), `${theirs.file}:${theirs.line}`] }
}
