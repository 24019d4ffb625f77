import type { PlacedDifference } from 'kontext-sdk/diff'

const effects = ['result', 'request', 'job'] as const

/** First what stops working when one moves from the first provider to the second, then what begins to. */
export function portableInOrder(portable: readonly PlacedDifference[]): readonly PlacedDifference[] {
  return [
    ...portable.filter(({ b }) => b.verdict === 'refused'),
    ...portable.filter(({ a }) => a.verdict === 'refused'),
    ...effects.flatMap((effect) => portable.filter((difference) => difference.effect === effect)),
  ]
}

/** `6 refused by vtrix, 4 refused by fal, 2 in the images you get, …`. */
export function portableLine(portable: readonly PlacedDifference[]): string {
  const [first] = portable
  if (first === undefined) return 'Every portable call means the same at both.'
  const counts = [
    [portable.filter(({ b }) => b.verdict === 'refused').length, `refused by ${first.b.provider}`],
    [portable.filter(({ a }) => a.verdict === 'refused').length, `refused by ${first.a.provider}`],
    ...effects.map(
      (effect) => [portable.filter((one) => one.effect === effect).length, words[effect]] as const,
    ),
  ] as const
  return `${counts.flatMap(([count, what]) => (count === 0 ? [] : [`${String(count)} ${what}`])).join(', ')}.`
}

const words = {
  result: 'in the images you get',
  request: 'in how it travels',
  job: 'in what a job can do',
} as const
