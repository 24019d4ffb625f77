import { entriesOf, type JsonPath, type JsonRecord } from '../../contracts/index.ts'
import type { Alternative } from './alternatives.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Part } from './parts.ts'
import { resolved } from './resolved.ts'

/** What one keyword of an alternative says. */
export interface Constraint {
  readonly path: JsonPath
  readonly value: unknown
  /** What it demands, each demand by a text that is the same for whatever means the same. */
  readonly demands: ReadonlySet<string>
}

/** Whether more is demanded than before, or less; `other` where that is not decided. */
export type Weight = 'less' | 'more' | 'other' | 'same'

/** The keywords that demand something of an alternative and have no rule of their own. */
export function constraintsOf(root: unknown, { parts }: Alternative): ReadonlyMap<string, Constraint> {
  const found = new Map<string, Constraint>()
  for (const part of parts) {
    for (const { word, value, demands } of demandsOf(root, part)) {
      const other = found.get(word)
      const all = new Set([...(other?.demands ?? []), ...demands])
      if (all.size > 0) found.set(word, { path: [...part.path, word], value, demands: all })
    }
  }
  return found
}

/** What became of the demands of a keyword. */
export function weigh(word: string, before: Constraint | undefined, after: Constraint | undefined): Weight {
  const [was, is] = [before?.demands ?? none, after?.demands ?? none]
  const holds = (all: ReadonlySet<string>, some: ReadonlySet<string>): boolean =>
    [...some].every((one) => all.has(one))
  if (was.size === is.size && holds(is, was)) return 'same'
  if (holds(is, was)) return 'more'
  if (holds(was, is)) return 'less'
  const [low, high] = [before?.value, after?.value]
  if (typeof low !== 'number' || typeof high !== 'number') return 'other'
  return high > low === (word === 'minContains') ? 'more' : 'less'
}

const none: ReadonlySet<string> = new Set()

interface Demands {
  readonly word: string
  readonly value: unknown
  readonly demands: readonly string[]
}

function demandsOf(root: unknown, { schema }: Part): readonly Demands[] {
  const key = (value: unknown): string => canonicalJson(resolved(root, value))
  const byName = (word: string): Demands => ({
    word,
    value: schema[word],
    demands: namedDemands(schema[word], key),
  })
  const whole = (word: string): readonly Demands[] => {
    const value = schema[word]
    return value === undefined || saysNothing(word, value) ? [] : [{ word, value, demands: [key(value)] }]
  }
  return [
    ...wholeWords.flatMap(whole),
    ...namedWords.map(byName),
    ...conditionOf(schema, key),
    ...containedIn(schema, key),
  ]
}

const wholeWords = [
  'contentMediaType',
  'contentSchema',
  'not',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'uniqueItems',
]
const namedWords = ['dependencies', 'dependentRequired', 'dependentSchemas']

// As if the keyword were not there. `false` closes an object or a list, which is compared as that.
const silent: ReadonlyMap<string, readonly unknown[]> = new Map([
  ['contentSchema', [true]],
  ['not', [false]],
  ['propertyNames', [true]],
  ['unevaluatedItems', [true, false]],
  ['unevaluatedProperties', [true, false]],
  ['uniqueItems', [false]],
])

function saysNothing(word: string, value: unknown): boolean {
  return silent.get(word)?.includes(value) === true
}

/** Of `dependentRequired` each pair of fields, of `dependentSchemas` each field. */
function namedDemands(value: unknown, key: (value: unknown) => string): readonly string[] {
  return entriesOf(value).flatMap(([name, demand]) => {
    if (!Array.isArray(demand)) return demand === true ? [] : [`${name}: ${key(demand)}`]
    return demand.filter((needed) => needed !== name).map((needed) => `${name}: ${String(needed)}`)
  })
}

/** Without `if` the other two say nothing, and it says nothing without them. */
function conditionOf(schema: JsonRecord, key: (value: unknown) => string): readonly Demands[] {
  const { if: condition, then, else: otherwise } = schema
  const outcome = { ...(then === true ? {} : { then }), ...(otherwise === true ? {} : { else: otherwise }) }
  if (condition === undefined || canonicalJson(outcome) === '{}') return []
  const value = { if: condition, ...outcome }
  return [{ word: 'if', value, demands: [key(value)] }]
}

/** `contains` means at least one; with `minContains: 0` it is only what `maxContains` counts. */
function containedIn(schema: JsonRecord, key: (value: unknown) => string): readonly Demands[] {
  const { contains, minContains = 1, maxContains } = schema
  if (contains === undefined || (minContains === 0 && maxContains === undefined)) return []
  const count = (word: string, value: unknown): Demands => ({
    word,
    value,
    demands: [`${word} ${String(value)}`],
  })
  return [
    { word: 'contains', value: contains, demands: [key(contains)] },
    ...(minContains === 1 ? [] : [count('minContains', minContains)]),
    ...(maxContains === undefined ? [] : [count('maxContains', maxContains)]),
  ]
}
