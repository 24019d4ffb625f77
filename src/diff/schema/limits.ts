import type { JsonPath, JsonRecord } from '../../contracts/index.ts'
import type { Alternative } from './alternatives.ts'
import { tightest, type Bound, type Interval } from './interval.ts'
import { isInteger } from './kinds.ts'
import type { Part } from './parts.ts'

/** Whether an alternative allows whole numbers only, and the keyword that says so. */
export function integerOf({ parts }: Alternative): JsonPath | undefined {
  const part = parts.find(({ schema }) => isInteger(schema))
  if (part === undefined) return undefined
  return [...part.path, part.schema['multipleOf'] === 1 ? 'multipleOf' : 'type']
}

/** The range of a number. Of whole numbers, ends that are outside become ends that are inside. */
export function rangeOf(alternative: Alternative): Interval {
  const whole = integerOf(alternative) !== undefined
  const ends = (word: string, exclusiveWord: string, end: 'low' | 'high'): Bound | undefined => {
    const bounds = alternative.parts.flatMap((part): Bound[] => {
      const inside = boundOf(part, word)
      const outside = boundOf(part, exclusiveWord)
      // OpenAPI 3.0: true makes the other keyword exclusive.
      const strict = part.schema[exclusiveWord] === true
      return [
        ...(inside === undefined ? [] : [strict ? { ...inside, exclusive: true } : inside]),
        ...(outside === undefined ? [] : [{ ...outside, exclusive: true }]),
      ]
    })
    return tightest(whole ? bounds.map((bound) => inclusive(bound, end)) : bounds, end)
  }
  return intervalOf(ends('minimum', 'exclusiveMinimum', 'low'), ends('maximum', 'exclusiveMaximum', 'high'))
}

/** An interval of sizes, such as `minLength` to `maxLength`. At least none is no limit. */
export function sizesOf({ parts }: Alternative, lowWord: string, highWord: string): Interval {
  const bounds = (word: string): Bound[] => parts.flatMap((part) => boundOf(part, word) ?? [])
  return intervalOf(
    tightest(
      bounds(lowWord).filter(({ value }) => value > 0),
      'low',
    ),
    tightest(bounds(highWord), 'high'),
  )
}

/** How many items a list may have. */
export function countsOf(alternative: Alternative): Interval {
  const { low, high } = sizesOf(alternative, 'minItems', 'maxItems')
  const bounds = [...(high === undefined ? [] : [high]), ...closingsOf(alternative)]
  return intervalOf(low, tightest(bounds, 'high'))
}

/** `items: false` allows no more than `prefixItems` lists; `unevaluatedItems: false`, than any part does. */
function closingsOf({ parts }: Alternative): readonly Bound[] {
  const listed = ({ schema }: Part): number =>
    Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0
  const open = parts.some(({ schema }) => schema['items'] !== undefined || schema['contains'] !== undefined)
  return parts.flatMap((part) => {
    const { path, schema } = part
    if (schema['items'] === false) return [{ value: listed(part), path: [...path, 'items'] }]
    if (schema['unevaluatedItems'] !== false || open) return []
    return [{ value: Math.max(...parts.map(listed)), path: [...path, 'unevaluatedItems'] }]
  })
}

/** The ratios of width to height between the two ends of `x-range`. */
export function ratiosOf({ parts }: Alternative): Interval {
  const ends = parts.flatMap(({ path, schema }) => {
    const said: unknown = schema['x-range']
    if (!Array.isArray(said)) return []
    return said.flatMap((text: unknown): Bound[] => {
      const [, width, height] = /^([\d.]+):([\d.]+)$/.exec(String(text)) ?? []
      return width === undefined
        ? []
        : [{ value: Number(width) / Number(height), text: String(text), path: [...path, 'x-range'] }]
    })
  })
  const sorted = ends.toSorted((a, b) => a.value - b.value)
  return sorted.length < 2 ? {} : intervalOf(sorted[0], sorted.at(-1))
}

function intervalOf(low: Bound | undefined, high: Bound | undefined): Interval {
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
}

function boundOf({ path, schema }: Part, word: string): Bound | undefined {
  const value: JsonRecord[string] = schema[word]
  return typeof value === 'number' ? { value, path: [...path, word] } : undefined
}

function inclusive({ exclusive, ...bound }: Bound, end: 'low' | 'high'): Bound {
  const { value } = bound
  if (end === 'low') return { ...bound, value: exclusive === true ? Math.floor(value) + 1 : Math.ceil(value) }
  return { ...bound, value: exclusive === true ? Math.ceil(value) - 1 : Math.floor(value) }
}
