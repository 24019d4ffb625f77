import fc from '../../fast-check.ts'
import type { Schema } from './contract-of.ts'

const word = fc.constantFrom('a', 'b', 'c', 'd')

const scalar: fc.Arbitrary<Schema> = fc.oneof(
  fc.record({ type: fc.constant('string'), minLength: fc.nat(3) }, { requiredKeys: ['type'] }),
  fc.record(
    {
      type: fc.constantFrom('number', 'integer'),
      minimum: fc.nat(3),
      maximum: fc.integer({ min: 4, max: 9 }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('string'), const: word }),
  fc.constant({ type: 'boolean' }),
  fc.constant({ type: ['string', 'null'] }),
  fc.constant({}),
)

const { schema } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  object: fc
    .record({
      properties: fc.dictionary(word, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
      needed: fc.boolean(),
      description: fc.option(fc.constantFrom('One', 'Two'), { nil: undefined }),
    })
    .map(({ properties, needed, description }) => ({
      type: 'object',
      properties,
      required: needed ? Object.keys(properties) : [],
      ...(description === undefined ? {} : { description }),
    })),
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    tie('object'),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({ oneOf: fc.tuple(scalar, tie('object')) }),
    fc.record({ anyOf: fc.tuple(tie('object'), fc.constant({ type: 'null' })) }),
  ),
}))

/** Any schema of the kinds that contracts have. */
export const arbitrarySchema: fc.Arbitrary<Schema> = schema

/** A rewording of a schema: its parts named, wrapped and put in another order, as `dice` says. */
export function reworded(
  given: Schema,
  dice: readonly number[],
): { schema: Schema; schemas: Record<string, Schema> } {
  const schemas: Record<string, Schema> = {}
  let thrown = 0
  const roll = (sides: number): number => (dice[thrown++ % dice.length] ?? 0) % sides
  const name = (part: Schema): Schema => {
    const id = `Part${String(Object.keys(schemas).length)}`
    schemas[id] = part
    return { $ref: `#/components/schemas/${id}` }
  }
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
  const inner = (part: Schema): Schema => {
    const words = Object.entries(part).map(([key, value]): [string, unknown] => {
      if (key === 'properties')
        return [
          key,
          shuffled(
            Object.fromEntries(
              Object.entries(value as Schema).map(([field, own]) => [field, whole(own as Schema)]),
            ),
          ),
        ]
      if (key === 'items') return [key, whole(value as Schema)]
      if (key === 'oneOf' || key === 'anyOf') {
        const members = list(value).map((member) => whole(member as Schema))
        return [roll(2) === 0 ? key : 'anyOf', roll(2) === 0 ? members : members.reverse()]
      }
      if (key === 'required' || key === 'enum')
        return [key, roll(2) === 0 ? value : [...list(value)].reverse()]
      if (key === 'const' && roll(2) === 0) return ['enum', [value]]
      if (key === 'type' && !Array.isArray(value) && roll(2) === 0) return [key, [value]]
      if (key === 'type' && Array.isArray(value)) return [key, [...list(value)].reverse()]
      return [key, value]
    })
    return shuffled(Object.fromEntries(words))
  }
  const shuffled = (part: Schema): Schema =>
    roll(2) === 0 ? part : Object.fromEntries(Object.entries(part).reverse())
  const whole = (part: Schema): Schema => {
    const own = inner(part)
    const wraps = [
      (): Schema => own,
      (): Schema => name(own),
      (): Schema => ({ allOf: [own] }),
      (): Schema => ({ oneOf: [name(own)] }),
      (): Schema => name({ anyOf: [name(own)] }),
    ]
    return wraps[roll(wraps.length)]?.() ?? own
  }
  return { schema: whole(given), schemas }
}
