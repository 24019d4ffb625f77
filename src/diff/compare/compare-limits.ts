import type { JsonPath } from '../../contracts/index.ts'
import type { Alternative } from '../schema/alternatives.ts'
import { compareIntervals, intervalText, type Interval } from '../schema/interval.ts'
import { countsOf, integerOf, rangeOf, ratiosOf, sizesOf } from '../schema/limits.ts'
import { report, spot, type NodePair, type SchemaComparison } from './comparison.ts'
import { brief } from './schema-text.ts'

interface Pair {
  readonly before: Alternative
  readonly after: Alternative
}

/** Reports which numbers, lengths, ratios, sizes and forms of text are allowed no more, or now. */
export function compareLimits(comparison: SchemaComparison, pair: NodePair, both: Pair): void {
  const { kind } = both.before
  const size = (low: string, high: string) => (alternative: Alternative) => sizesOf(alternative, low, high)
  const compare = compareInterval.bind(undefined, comparison, pair, both)
  const is = (...kinds: readonly Alternative['kind'][]): boolean => kind === 'any' || kinds.includes(kind)
  if (is('number')) {
    compareWholeness(comparison, pair, both)
    compare('range', rangeOf)
    compareStep(comparison, pair, both)
  }
  if (is('string')) {
    compare('length', size('minLength', 'maxLength'))
    compare('ratio', ratiosOf)
    compareWord(comparison, pair, both, 'pattern')
    compareWord(comparison, pair, both, 'format')
  }
  if (is('array')) compare('count', countsOf)
  if (is('object')) compare('count', size('minProperties', 'maxProperties'))
}

function compareInterval(
  comparison: SchemaComparison,
  pair: NodePair,
  both: Pair,
  what: 'count' | 'length' | 'range' | 'ratio',
  intervalOf: (alternative: Alternative) => Interval,
): void {
  const before = intervalOf(both.before)
  const after = intervalOf(both.after)
  const { narrowed, widened } = compareIntervals(before, after)
  const changed = changedEnd(before, after)
  const said = {
    trail: pair.trail,
    from: intervalText(before),
    to: intervalText(after),
    before: spot(comparison.before, before[changed]?.path ?? pair.before.anchor),
    after: spot(comparison.after, after[changed]?.path ?? pair.after.anchor),
  }
  if (narrowed) report(comparison, `${what}-narrowed`, said)
  if (widened) report(comparison, `${what}-widened`, said)
}

/** The end to point at: the lower one only where nothing happened to the upper one. */
function changedEnd(before: Interval, after: Interval): 'low' | 'high' {
  const same = before.high?.value === after.high?.value && before.high?.exclusive === after.high?.exclusive
  return same ? 'low' : 'high'
}

function compareWholeness(comparison: SchemaComparison, { trail, ...pair }: NodePair, both: Pair): void {
  const before = integerOf(both.before)
  const after = integerOf(both.after)
  if ((before === undefined) === (after === undefined)) return
  report(comparison, before === undefined ? 'number-became-integer' : 'integer-became-number', {
    trail,
    before: spot(comparison.before, before ?? pair.before.anchor),
    after: spot(comparison.after, after ?? pair.after.anchor),
  })
}

function compareStep(comparison: SchemaComparison, { trail, ...pair }: NodePair, both: Pair): void {
  const [before, after] = [stepsOf(both.before), stepsOf(both.after)]
  const text = (steps: typeof before): string => steps.map(({ step }) => String(step)).join(' and ')
  if (text(before) === text(after)) return
  report(comparison, 'step-changed', {
    trail,
    from: text(before) || 'any number',
    to: text(after) || 'any number',
    before: spot(comparison.before, before[0]?.path ?? pair.before.anchor),
    after: spot(comparison.after, after[0]?.path ?? pair.after.anchor),
  })
}

function stepsOf({ parts }: Alternative): readonly { readonly step: number; readonly path: JsonPath }[] {
  return parts
    .flatMap(({ path, schema: { multipleOf: step } }) =>
      // A multiple of 1 is a whole number, which has a rule of its own.
      typeof step === 'number' && step !== 1 ? [{ step, path: [...path, 'multipleOf'] }] : [],
    )
    .toSorted((a, b) => a.step - b.step)
}

function compareWord(
  comparison: SchemaComparison,
  { trail, ...pair }: NodePair,
  both: Pair,
  word: 'format' | 'pattern',
): void {
  const [before, after] = [saidOf(both.before, word), saidOf(both.after, word)]
  const same = before.map(({ text }) => text).join('\n') === after.map(({ text }) => text).join('\n')
  if (same) return
  const change = before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed'
  report(comparison, `${word}-${change}`, {
    trail,
    ...(before[0] === undefined ? {} : { from: brief(before[0].text) }),
    ...(after[0] === undefined ? {} : { to: brief(after[0].text) }),
    before: spot(comparison.before, before[0]?.path ?? pair.before.anchor),
    after: spot(comparison.after, after[0]?.path ?? pair.after.anchor),
  })
}

function saidOf({ parts }: Alternative, word: string): { readonly text: string; readonly path: JsonPath }[] {
  const found = new Map<string, { readonly text: string; readonly path: JsonPath }>()
  for (const { path, schema } of parts) {
    const value = schema[word]
    if (typeof value === 'string') found.set(value, { text: value, path: [...path, word] })
  }
  return [...found.values()].toSorted((a, b) => (a.text < b.text ? -1 : 1))
}
