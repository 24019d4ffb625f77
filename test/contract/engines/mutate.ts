import fc from '../../fast-check.ts'

/** One change of a JSON value: which of its places, and what happens there. */
export interface Mutation {
  readonly place: number
  readonly how: 'add' | 'drop' | 'replace'
  readonly value: unknown
}

/** Changes of all kinds, values near the limits of the contracts among them. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    place: fc.nat(),
    how: fc.constantFrom('add', 'drop', 'replace'),
    value: fc.oneof(
      fc.constantFrom(null, true, 0, -1, 1, 10, 20, 21, 0.5, 1e21, '', ' ', '1', '16:9', 'png', [], {}, [[]]),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.integer(),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  }),
  { maxLength: 4 },
)

/** A copy of a JSON value with the changes made, one after the other. */
export function mutate(value: unknown, changes: readonly Mutation[]): unknown {
  return changes.reduce((now, change) => applied(now, structuredClone(change)), structuredClone(value))
}

function applied(value: unknown, { place, how, value: other }: Mutation): unknown {
  const root: Holder = { value }
  const places = placesOf(root)
  const [holder, key] = places[place % places.length] ?? [root, 'value']
  if (how === 'replace') holder[key] = other
  else if (how === 'drop') Reflect.deleteProperty(holder, key)
  else {
    const target = holder[key]
    if (Array.isArray(target)) target.push(other)
    else if (typeof target === 'object' && target !== null)
      Object.assign(target, { [`extra${place % 3}`]: other })
    else holder[key] = other
  }
  return root['value']
}

type Holder = Record<string, unknown>

function placesOf(holder: Holder): [Holder, string][] {
  return Object.entries(holder).flatMap(([key, value]): [Holder, string][] => [
    [holder, key],
    ...(typeof value === 'object' && value !== null ? placesOf(value as Holder) : []),
  ])
}
