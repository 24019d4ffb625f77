import type { PlacedDifference } from 'kontext-sdk/diff'

const effects = ['result', 'request', 'job'] as const

/** Differences of one kind. */
export interface PortableGroup {
  readonly title: string
  readonly differences: readonly PlacedDifference[]
}

/** First what stops working when one moves from the first provider to the second, then what begins to. */
export function portableGroups(portable: readonly PlacedDifference[]): readonly PortableGroup[] {
  const [first] = portable
  if (first === undefined) return []
  const groups: readonly PortableGroup[] = [
    {
      title: `Refused by ${first.b.provider}`,
      differences: portable.filter(({ b }) => b.verdict === 'refused'),
    },
    {
      title: `Refused by ${first.a.provider}`,
      differences: portable.filter(({ a }) => a.verdict === 'refused'),
    },
    ...effects.map((effect) => ({
      title: titles[effect],
      differences: portable.filter((difference) => difference.effect === effect),
    })),
  ]
  return groups.filter(({ differences }) => differences.length > 0)
}

const titles = {
  result: 'The images may differ',
  request: 'Travels differently, and means the same',
  job: 'What can be done with a job',
} as const

/** The same in one list. */
export function portableInOrder(portable: readonly PlacedDifference[]): readonly PlacedDifference[] {
  return portableGroups(portable).flatMap(({ differences }) => differences)
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
