import type { JsonPath } from '../../contracts/index.ts'

/** An end of an interval, and the keyword that sets it. */
export interface Bound {
  readonly value: number
  /** Whether the value itself is outside. */
  readonly exclusive?: boolean
  /** How the contract writes it, where not as the number. */
  readonly text?: string
  readonly path: JsonPath
}

/** From where to where, as far as it is limited. */
export interface Interval {
  readonly low?: Bound
  readonly high?: Bound
}

/** Whether the second leaves out some of the first, and whether it has more. */
export function compareIntervals(
  before: Interval,
  after: Interval,
): { readonly narrowed: boolean; readonly widened: boolean } {
  const low = compareLow(before.low, after.low)
  const high = compareLow(negated(before.high), negated(after.high))
  return { narrowed: low > 0 || high > 0, widened: low < 0 || high < 0 }
}

/** Above 0 where the second begins later. */
function compareLow(before: Bound | undefined, after: Bound | undefined): number {
  if (before === undefined || after === undefined)
    return Number(after !== undefined) - Number(before !== undefined)
  if (after.value !== before.value) return after.value - before.value
  return Number(after.exclusive === true) - Number(before.exclusive === true)
}

function negated(bound: Bound | undefined): Bound | undefined {
  return bound === undefined ? undefined : { ...bound, value: -bound.value }
}

/** `1 to 20`, `at least 1`, `below 5`, `any`. */
export function intervalText({ low, high }: Interval): string {
  if (low !== undefined && high !== undefined && low.exclusive !== true && high.exclusive !== true)
    return low.value === high.value ? textOf(low) : `${textOf(low)} to ${textOf(high)}`
  const ends = [
    ...(low === undefined ? [] : [`${low.exclusive === true ? 'above' : 'at least'} ${textOf(low)}`]),
    ...(high === undefined ? [] : [`${high.exclusive === true ? 'below' : 'at most'} ${textOf(high)}`]),
  ]
  return ends.length === 0 ? 'any' : ends.join(' and ')
}

function textOf({ value, text }: Bound): string {
  return text ?? String(value)
}

/** The bound that leaves less, of several that all hold. */
export function tightest(bounds: readonly Bound[], end: 'low' | 'high'): Bound | undefined {
  const sided = (bound: Bound): Bound => (end === 'low' ? bound : { ...bound, value: -bound.value })
  return bounds.reduce<Bound | undefined>(
    (best, bound) => (best === undefined || compareLow(sided(best), sided(bound)) > 0 ? bound : best),
    undefined,
  )
}
