import fc from '../../fast-check.ts'
import { decode } from 'fast-png'
import { failover, providers, type Provider, type ProviderDescriptor } from 'kontext-sdk'
import {
  compareCapabilities,
  explainDifferences,
  isPortable,
  type Difference,
  type PortableInput,
} from 'kontext-sdk/portability'
import { describe, expect, test } from 'vitest'

import { chainhub, fal, falDescriptor, vtrix, vtrixDescriptor } from '../descriptors.ts'
import { descriptors } from './descriptors-at-random.ts'
import { inputs } from './inputs-at-random.ts'

const shown = ({ path, rule, effect, message, a, b }: Difference) => ({ path, rule, effect, message, a, b })

describe('fal and vtrix', () => {
  const found = compareCapabilities(fal(), vtrix())

  test('differ in these', () => {
    expect(found.map(({ effect, path, rule }) => `${effect} ${path} ${rule}`)).toEqual([
      'refused aspectRatio values',
      'refused count option',
      'refused guidance range',
      'refused image image-count',
      'refused image image-missing',
      'refused model model',
      'refused native.negative_prompt native',
      'refused native.steps native',
      'refused native.sync_mode native',
      'refused safetyTolerance values',
      'result guidance default',
      'result safetyTolerance scale',
      'request image image-encoding',
      'job job.cancel cancel',
    ])
  })

  test.each([
    { path: 'guidance', witness: { guidance: 11 } },
    { path: 'safetyTolerance', witness: { safetyTolerance: 0 } },
    { path: 'aspectRatio', witness: { aspectRatio: '5:4' } },
    { path: 'count', witness: { count: 1 } },
    { path: 'model', witness: { model: 'pro' } },
    { path: 'native.steps', witness: { native: { steps: 1 } } },
  ])('the witness of $path stands at the edge', ({ path, witness }) => {
    const difference = found.find((one) => one.path === path)
    expect(difference?.witness).toEqual({
      prompt: expect.any(String),
      image: 'https://example.com/flour.png',
      ...witness,
    })
  })

  test('the image of a witness is one', () => {
    const { witness } = found.find(({ rule }) => rule === 'image-encoding') ?? {}
    const bytes = Buffer.from(JSON.stringify(witness?.image).split(',')[1] ?? '', 'base64')
    expect(decode(bytes, { checkCrc: true })).toMatchObject({ width: 1, height: 1 })
  })

  test('compare by their descriptors as they do by themselves', () => {
    expect(compareCapabilities(falDescriptor, vtrixDescriptor)).toEqual(found)
    const [first] = found
    if (first === undefined) throw new Error('They do not differ.')
    const { witness, ...difference } = first
    expect(explainDifferences(witness, falDescriptor, vtrixDescriptor)).toContainEqual(difference)
    expect(isPortable(witness, [falDescriptor, vtrix()])).toBe(difference.effect !== 'refused')
  })
})

test.each([
  { name: 'an integer above the lower maximum', one: { max: 10 }, other: { max: 20 }, want: 11 },
  { name: 'an integer below the higher minimum', one: { min: -5 }, other: { min: 1 }, want: 0 },
  { name: 'the edge itself between two integers', one: { max: 10.2 }, other: { max: 10.6 }, want: 10.6 },
  { name: 'the same for the lower edge', one: { min: 1.8 }, other: { min: 1.4 }, want: 1.4 },
])('the witness of two ranges is $name', ({ one, other, want }) => {
  const [a, b] = [one, other].map((range): ProviderDescriptor => {
    const guidance = { field: 'guidance_scale', type: 'number', default: 3.5, ...range } as const
    return { ...falDescriptor, options: { guidance } }
  })
  const found = a === undefined || b === undefined ? [] : compareCapabilities(a, b)
  expect(found.map(({ witness }) => witness.guidance)).toEqual([want])
})

test('an integer and a number of the same range differ in what lies between two integers', () => {
  const [a, b] = (['integer', 'number'] as const).map((type): ProviderDescriptor => {
    const guidance = { field: 'guidance_scale', type, min: 10 } as const
    return { ...falDescriptor, options: { guidance } }
  })
  const found = a === undefined || b === undefined ? [] : compareCapabilities(a, b)
  expect(found.map(({ witness }) => witness.guidance)).toEqual([10.5])
})

test('a form of image that one of two refuses is one difference, however many images there may be', () => {
  const images = (...accepts: ProviderDescriptor['images']['accepts']): ProviderDescriptor => ({
    ...vtrixDescriptor,
    images: { ...vtrixDescriptor.images, accepts },
  })
  const found = compareCapabilities(images('url'), images('base64'))
  const forms = found.filter(({ rule }) => rule === 'image-form')
  expect(vtrixDescriptor.images.max).toBeGreaterThan(1)
  expect(forms.map(({ path, a, b }) => [path, a.verdict, b.verdict])).toEqual([
    ['image', 'taken', 'refused'],
    ['image', 'refused', 'taken'],
  ])
})

describe('every pair of providers', () => {
  const all: readonly Provider[] = [
    ...Object.values(providers).map((make) => make({ baseUrl: 'https://api.example' })),
    failover(fal(), vtrix()),
    failover(chainhub(), vtrix()),
  ]
  const pairs = all.flatMap((a) => all.map((b) => ({ a, b })))

  test.each(pairs)('$a.id and $b.id: each witness says the same when it is explained', ({ a, b }) => {
    const found = compareCapabilities(a, b)
    for (const { witness, ...difference } of found) {
      const sent = JSON.parse(JSON.stringify(witness)) as PortableInput
      expect(explainDifferences(sent, a, b).map(shown)).toContainEqual(shown(difference))
    }
    const mirrored = compareCapabilities(b, a).map(({ path, rule }) => `${path} ${rule}`)
    expect(found.map(({ path, rule }) => `${path} ${rule}`)).toEqual(mirrored)
    expect(found.length === 0).toBe(a.id === b.id)
  })
})

test('whatever an edit shows of two providers is among what they differ in', () => {
  // Several images make a list of paths of one difference.
  const key = ({ path, effect, a, b }: Difference) =>
    `${path.replace(/^image\[\d\]$/, 'image')} ${effect} ${a.verdict} ${b.verdict}`
  let seen = 0
  fc.assert(
    fc.property(
      descriptors,
      descriptors,
      fc.array(inputs, { minLength: 5, maxLength: 5 }),
      (one, other, edits) => {
        const a: Provider = { ...fal(), capabilities: one }
        const b: Provider = { ...vtrix(), capabilities: other }
        const known = new Set(compareCapabilities(a, b).map(key))
        for (const edit of edits) {
          for (const difference of explainDifferences(edit as unknown as PortableInput, a, b)) {
            seen += Number(difference.effect === 'refused')
            expect([...known], difference.message).toContain(key(difference))
          }
        }
      },
    ),
    { numRuns: 120 },
  )
  expect(seen).toBeGreaterThan(100)
})
