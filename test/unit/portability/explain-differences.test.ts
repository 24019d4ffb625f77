import fc from '../../fast-check.ts'
import { failover, InputError, type Provider } from 'kontext-sdk'
import { explainDifferences, type Difference } from 'kontext-sdk/portability'
import { describe, expect, test } from 'vitest'
import { isPortable } from '../../../src/portability/is-portable.ts'
import type { PortableInput } from '../../../src/portability/portable-input.ts'
import { chainhub, fal, falDescriptor, vtrix } from '../descriptors.ts'
import { descriptors } from './descriptors-at-random.ts'
import { inputs } from './inputs-at-random.ts'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

// A caller without types passes anything.
function explain(input: object, a: Provider, b: Provider): readonly Difference[] {
  return explainDifferences(input as PortableInput, a, b)
}

const urlsOnly = {
  ...fal(),
  id: 'urls' as const,
  capabilities: { ...falDescriptor, id: 'urls', images: { ...falDescriptor.images, accepts: ['url'] } },
} satisfies Provider
const proOnly = {
  ...fal(),
  id: 'pro' as const,
  capabilities: { ...falDescriptor, id: 'pro', models: { pro: falDescriptor.models.pro } },
} satisfies Provider

describe('what one refuses', () => {
  test.each<{ given: object; a: Provider; b: Provider; path: string; rule: string; want: string }>([
    {
      given: { guidance: 15 },
      a: fal(),
      b: vtrix(),
      path: 'guidance',
      rule: 'range',
      want: 'guidance 15 is valid at fal (1 to 20), refused by vtrix (1 to 10)',
    },
    {
      given: { guidance: 15 },
      a: vtrix(),
      b: fal(),
      path: 'guidance',
      rule: 'range',
      want: 'guidance 15 is valid at fal (1 to 20), refused by vtrix (1 to 10)',
    },
    {
      given: { safetyTolerance: 0 },
      a: fal(),
      b: vtrix(),
      path: 'safetyTolerance',
      rule: 'values',
      want: 'safetyTolerance 0 is valid at vtrix (0 to 6), refused by fal (1 to 6)',
    },
    {
      given: { aspectRatio: '5:4' },
      a: fal(),
      b: vtrix(),
      path: 'aspectRatio',
      rule: 'values',
      want:
        'aspectRatio "5:4" is valid at vtrix (any ratio from 9:21 to 21:9), refused by fal ' +
        '("21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21")',
    },
    {
      given: { upsamplePrompt: true },
      a: fal(),
      b: chainhub(),
      path: 'upsamplePrompt',
      rule: 'option',
      want: 'upsamplePrompt true is valid at fal (true or false), refused by chainhub (no such option)',
    },
    {
      given: { model: 'pro' },
      a: fal(),
      b: chainhub(),
      path: 'model',
      rule: 'model',
      want: 'model "pro" is valid at fal ("max" or "pro"), refused by chainhub ("max" only)',
    },
    {
      given: { image: undefined },
      a: fal(),
      b: vtrix(),
      path: 'image',
      rule: 'image-missing',
      want: 'an edit without an image is valid at vtrix (up to 4 images), refused by fal (1 image)',
    },
    {
      given: { image: [image, image] },
      a: fal(),
      b: vtrix(),
      path: 'image',
      rule: 'image-count',
      want: 'an edit of 2 images is valid at vtrix (up to 4 images), refused by fal (1 image)',
    },
    {
      given: { image: png },
      a: fal(),
      b: urlsOnly,
      path: 'image',
      rule: 'image-form',
      want: 'image is valid at fal (URLs and bytes), refused by urls (URLs only)',
    },
    {
      given: { native: { steps: 5 } },
      a: fal(),
      b: vtrix(),
      path: 'native.steps',
      rule: 'native',
      want: 'native.steps 5 is valid at vtrix (1 to 50), refused by fal (no such field)',
    },
    {
      given: { count: 2 },
      a: chainhub(),
      b: failover(fal(), vtrix()),
      path: 'count',
      rule: 'option',
      want: 'count 2 is valid at chainhub (1 to 4), refused by fal+vtrix (fal 1 to 4, vtrix no such option)',
    },
  ])('$given at $a.id and $b.id', ({ given, a, b, path, rule, want }) => {
    const refused = explain({ prompt, image, ...given }, a, b).filter(({ effect }) => effect === 'refused')
    expect(refused).toEqual([
      expect.objectContaining({ path, rule, message: want, a: expect.anything(), b: expect.anything() }),
    ])
  })

  test('tells both sides, and the issue of the one that refuses', () => {
    const [first] = explainDifferences({ prompt, image, guidance: 15 }, fal(), vtrix())
    expect(first).toEqual({
      path: 'guidance',
      rule: 'range',
      effect: 'refused',
      message: 'guidance 15 is valid at fal (1 to 20), refused by vtrix (1 to 10)',
      a: { provider: 'fal', verdict: 'taken', holds: '1 to 20' },
      b: {
        provider: 'vtrix',
        verdict: 'refused',
        holds: '1 to 10',
        issue: 'option "guidance" is 15, above the maximum 10. Use a number from 1 to 10.',
      },
    })
  })

  test('is no difference where both refuse it', () => {
    const wrong = { prompt: '', image: 'a.png', guidance: 99, model: 'ultra', strength: 1, native: { x: 1 } }
    expect(explain(wrong, fal(), chainhub()).filter(({ effect }) => effect === 'refused')).toEqual([])
  })
})

describe('what both take', () => {
  test.each<{ name: string; given: object; a: Provider; b: Provider; rule: string; want: string }>([
    {
      name: 'a default that only one documents',
      given: {},
      a: fal(),
      b: vtrix(),
      rule: 'default',
      want: 'guidance left out is 3.5 at fal, not documented at vtrix',
    },
    {
      name: 'a model that is left out where max is not sold',
      given: { safetyTolerance: 2 },
      a: fal(),
      b: proOnly,
      rule: 'default',
      want: 'model left out is "max" at fal, "pro" at pro',
    },
    {
      name: 'the same number on another scale',
      given: { safetyTolerance: 2 },
      a: fal(),
      b: vtrix(),
      rule: 'scale',
      want: 'safetyTolerance 2 is on a scale of 1 to 6 at fal, on a scale of 0 to 6 at vtrix',
    },
    {
      name: 'the same default on another scale',
      given: {},
      a: fal(),
      b: vtrix(),
      rule: 'scale',
      want: 'safetyTolerance left out is 2 on a scale of 1 to 6 at fal, 2 on a scale of 0 to 6 at vtrix',
    },
    {
      name: 'a field that goes out though nobody gave it',
      given: {},
      a: fal(),
      b: chainhub(),
      rule: 'always-sent',
      want: 'format left out does not go out at fal, goes out as "jpeg" at chainhub',
    },
    {
      name: 'bytes',
      given: { image: png },
      a: fal(),
      b: vtrix(),
      rule: 'image-encoding',
      want: 'image goes out as a data URI at fal, as base64 at vtrix',
    },
    {
      name: 'a job that cannot be canceled',
      given: {},
      a: fal(),
      b: vtrix(),
      rule: 'cancel',
      want: 'canceling a job is possible at fal, not possible at vtrix',
    },
    {
      name: 'a failover whose members say different things',
      given: {},
      a: chainhub(),
      b: failover(fal(), vtrix()),
      rule: 'default',
      want: 'guidance left out is 3.5 at chainhub, 3.5 (fal) or not documented (vtrix) at fal+vtrix',
    },
  ])('$name', ({ given, a, b, rule, want }) => {
    const found = explain({ prompt, image, ...given }, a, b).filter((difference) => difference.rule === rule)
    expect(found.map(({ message }) => message)).toEqual([want])
  })

  test.each([
    { name: 'a guidance that is given has no default', given: { guidance: 3 }, rule: 'default' },
    { name: 'a format that is given is not sent by itself', given: { format: 'png' }, rule: 'always-sent' },
    { name: 'a URL goes out by itself everywhere', given: { image }, rule: 'image-encoding' },
    { name: 'a refused number has no scale', given: { safetyTolerance: 0 }, rule: 'scale' },
  ])('$name', ({ given, rule }) => {
    const between = [chainhub(), vtrix()].flatMap((b) => explain({ prompt, image, ...given }, fal(), b))
    expect(between.filter((difference) => difference.rule === rule)).toEqual([])
  })

  test('may be nothing: two relays of a kind treat every edit alike', () => {
    const other = { ...chainhub(), id: 'other' as const }
    expect(explainDifferences({ prompt, image, seed: 7, format: 'png' }, chainhub(), other)).toEqual([])
  })
})

describe('of any two providers and any input', () => {
  const pairs = fc.tuple(inputs, descriptors, descriptors).map(([input, one, other]) => {
    const a: Provider = { ...fal(), id: 'a', capabilities: { ...one, id: 'a' } }
    const b: Provider = { ...fal(), id: 'b', capabilities: { ...other, id: 'b' } }
    return { input: input as unknown as PortableInput, a, b }
  })

  test('something is refused by one where only the other takes it', () => {
    let told = 0
    fc.assert(
      fc.property(pairs, ({ input, a, b }) => {
        const [atA, atB] = [isPortable(input, [a]), isPortable(input, [b])]
        if (atA === atB) return
        told += 1
        const refusing = explainDifferences(input, a, b).filter(({ effect }) => effect === 'refused')
        expect(refusing.length).toBeGreaterThan(0)
        for (const difference of refusing) {
          expect(difference[atA ? 'a' : 'b'].verdict).toBe('taken')
          expect(difference[atA ? 'b' : 'a'].verdict).toBe('refused')
        }
      }),
      { numRuns: 3_000 },
    )
    expect(told).toBeGreaterThan(100)
  })

  test('asked the other way round it is the same, mirrored', () => {
    fc.assert(
      fc.property(pairs, ({ input, a, b }) => {
        const mirrored = explainDifferences(input, b, a).map((one) => ({ ...one, a: one.b, b: one.a }))
        const plain = ({ path, rule, effect, a: left, b: right }: Difference) => [
          path,
          rule,
          effect,
          left,
          right,
        ]
        expect(mirrored.map(plain)).toEqual(explainDifferences(input, a, b).map(plain))
      }),
      { numRuns: 2_000 },
    )
  })

  test('a provider does not differ from itself', () => {
    fc.assert(
      fc.property(pairs, ({ input, a }) => {
        expect(explainDifferences(input, a, a)).toEqual([])
      }),
    )
  })

  test('it is plain data, in an order of its own, without prompts and images', () => {
    const order = ['refused', 'result', 'request', 'job']
    fc.assert(
      fc.property(pairs, ({ input, a, b }) => {
        const differences = explainDifferences(input, a, b)
        const text = JSON.stringify(differences)
        expect(JSON.parse(text)).toEqual(differences)
        expect(text).not.toMatch(/Warmer|example\.com|iVBOR/)
        const ranks = differences.map(({ effect }) => order.indexOf(effect))
        expect(ranks).toEqual(ranks.toSorted())
        const shuffled = Object.fromEntries(Object.entries(input).toReversed()) as unknown as PortableInput
        expect(explainDifferences(shuffled, a, b)).toEqual(differences)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a mistake of the program is an InputError that names the argument', () => {
  const call = () => explain({ prompt, image }, fal(), 'vtrix' as unknown as Provider)
  expect(call).toThrow(InputError)
  expect(call).toThrow('Failed to compare providers: b is no provider. Pass one, such as fal().')
})
