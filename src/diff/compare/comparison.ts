import { follow, valueAt, type JsonPath, type JsonRecord } from '../../contracts/index.ts'
import type { Entry, FindingList, Spot } from '../finding-list.ts'
import type { RuleId } from '../rules.ts'
import { keyOf } from '../schema/parts.ts'

/** Who reads it: what is in a request a client sends, what is in an answer or an event it receives. */
export type Direction = 'request' | 'answer'

/** How messages name a body or parameter, and a field of it. */
export interface Subject {
  /** Such as `request body`. */
  readonly whole: string
  /** Such as `request field`. */
  readonly field: string
}

/** Two contracts, what of them is compared, and where differences go. */
export interface Comparison {
  readonly before: JsonRecord
  readonly after: JsonRecord
  readonly findings: FindingList
  readonly operation?: string
}

/** Two contracts at a body or parameter that is compared. */
export interface SchemaComparison extends Comparison {
  readonly direction: Direction
  readonly subject: Subject
  /** Pairs of places that were compared: a schema that contains itself ends there. */
  readonly seen: Set<string>
}

/** A schema by all places that say something of it. */
export interface Node {
  /** None where nothing is said. */
  readonly places: readonly JsonPath[]
  /** Where it would stand. */
  readonly anchor: JsonPath
}

/** One schema in both contracts. */
export interface NodePair {
  /** From the body or parameter down: `images[].url`; empty for the whole. */
  readonly trail: string
  readonly before: Node
  readonly after: Node
}

/** The same schema, said to be where it really stands. */
export function settled(root: unknown, { places, anchor }: Node): Node {
  return { places, anchor: places[0] === undefined ? anchor : follow(root, places[0]) }
}

/** A place and what stands there. */
export function spot(root: unknown, path: JsonPath): Spot {
  const value = valueAt(root, path)
  return value === undefined ? { path } : { path, value }
}

/** Where a schema is, in words. */
export function whereOf({ subject }: SchemaComparison, trail: string): string {
  return trail === '' ? subject.whole : `${subject.field} ${trail}`
}

/** The step from an object to its property. */
export function stepInto(trail: string, name: string): string {
  const step = name === '' ? '""' : name
  return trail === '' ? step : `${trail}.${step}`
}

type SharedChange<Id> = Id extends `request-${infer Word}`
  ? `answer-${Word}` extends RuleId
    ? Word
    : never
  : never

/** What of a rule id comes after the direction, for rules that both directions have. */
export type Change = SharedChange<RuleId>

/** What is reported of a schema. */
export interface Report {
  readonly trail: string
  readonly from?: string
  readonly to?: string
  readonly before: Spot
  readonly after: Spot
}

/** Reports a difference of what is compared. */
export function found({ findings, operation }: Comparison, entry: Omit<Entry, 'operation'>): void {
  findings.add({ ...entry, ...(operation === undefined ? {} : { operation }) })
}

/** Reports a difference of a schema by the rule of its direction. */
export function report(comparison: SchemaComparison, change: Change, { trail, ...rest }: Report): void {
  const rule: RuleId = `${comparison.direction}-${change}`
  found(comparison, { rule, where: whereOf(comparison, trail), ...rest })
}

/** Whether a pair of schemas is met for the first time. */
export function isNew({ seen }: SchemaComparison, { before, after }: NodePair): boolean {
  const key = [before, after]
    .map(({ places, anchor }) => (places.length === 0 ? [anchor] : places).map(keyOf).join('\r'))
    .join('\r\r')
  const known = seen.has(key)
  seen.add(key)
  return !known
}
