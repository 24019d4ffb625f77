import type { NativeRule, OptionRule } from '../provider.ts'

type Rule = OptionRule | NativeRule

/** Values one of several rules may take and another refuse, those first that read best. */
export function candidateValues(rules: readonly Rule[]): readonly unknown[] {
  const values = [
    ...(rules.some(({ type }) => type === 'boolean') ? [true] : []),
    ...rules.flatMap((rule) => ('default' in rule ? [rule.default] : [])),
    ...numbersAtTheEdges(rules),
    ...rules.flatMap(({ values = [] }) => values),
    ...nextToTheListed(rules),
    ...ratiosAtTheEdges(rules),
    ...oneOfEachType,
  ]
  return [...new Set(values)]
}

const oneOfEachType = ['text', 1, 1.5, true, [], {}]

// Integers outside a bound come first; the bound itself is for two bounds with no integer between them.
function numbersAtTheEdges(rules: readonly Rule[]): readonly number[] {
  const highs = rules.flatMap(({ max }) => max ?? [])
  const lows = rules.flatMap(({ min }) => min ?? [])
  return [
    ...highs.map((max) => Math.floor(max) + 1),
    ...lows.map((min) => Math.ceil(min) - 1),
    ...lows,
    ...highs,
    ...lows.map((min) => min + 0.5),
    ...highs.map((max) => max - 0.5),
  ]
}

// A range that has more than a list of numbers has a neighbour of one of them.
function nextToTheListed(rules: readonly Rule[]): readonly number[] {
  const numbers = rules.flatMap(({ values = [] }) => values.filter((value) => typeof value === 'number'))
  return numbers.flatMap((value) => [value + 1, value - 1])
}

// The first two are common and not among the nine the model was published with. An end of an interval in other terms,
// 18:42 for 9:21, lies in the interval and in no list.
function ratiosAtTheEdges(rules: readonly Rule[]): readonly string[] {
  const ends = rules.flatMap((rule) => ('ratio' in rule ? rule.ratio : []))
  const inOtherTerms = ends.map((end) =>
    end
      .split(':')
      .map((side) => 2 * Number(side))
      .join(':'),
  )
  return ends.length === 0 ? [] : ['5:4', '4:5', ...ends, ...inOtherTerms]
}
