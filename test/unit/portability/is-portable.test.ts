import fc from '../../fast-check.ts'
import { createKontext, failover, InputError, providers, type Provider } from 'kontext-sdk'
import { isPortable } from 'kontext-sdk/portability'
import { describe, expect, test, vi } from 'vitest'
import { encodeInput } from '../../../src/input/encode-input.ts'
import type { PortableInput } from '../../../src/portability/portable-input.ts'
import { chainhub, fal, vtrix } from '../descriptors.ts'
import { descriptors } from './descriptors-at-random.ts'
import { inputs } from './inputs-at-random.ts'

const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
const baseUrl = 'https://api.example'

// Half of the callers have no types.
function ask(input: unknown, asked: readonly Provider[]): boolean {
  return isPortable(input as PortableInput, asked)
}

describe('what is portable', () => {
  test.each([
    { name: 'the plainest edit', given: {}, want: [true, true, true] },
    { name: 'a guidance of 15', given: { guidance: 15 }, want: [true, true, false] },
    { name: 'a safety tolerance of 0', given: { safetyTolerance: 0 }, want: [false, false, true] },
    { name: 'a ratio of 5:4', given: { aspectRatio: '5:4' }, want: [false, false, true] },
    { name: 'the model pro', given: { model: 'pro' }, want: [true, false, false] },
    { name: 'prompts rewritten', given: { upsamplePrompt: true }, want: [true, false, true] },
    { name: 'two images at once', given: { count: 2 }, want: [true, true, false] },
    { name: 'two images to edit', given: { image: [image, image] }, want: [false, false, true] },
    { name: 'no image', given: { image: undefined }, want: [false, false, true] },
    { name: 'a field of one', given: { native: { steps: 5 } }, want: [false, false, true] },
    { name: 'a guidance in a text', given: { guidance: '3' }, want: [false, false, false] },
    { name: 'a property nobody has', given: { strength: 1 }, want: [false, false, false] },
  ])('$name', ({ given, want }) => {
    const input = { prompt, image, ...given }
    expect([fal(), chainhub(), vtrix()].map((provider) => ask(input, [provider]))).toEqual(want)
    expect(ask(input, [fal(), chainhub(), vtrix()])).toBe(want.every(Boolean))
    expect(ask(input, [failover(fal(), vtrix())])).toBe(want[0] === true && want[2] === true)
  })
})

describe.each(Object.entries(providers))('%s', (_id, make) => {
  const provider = make({ baseUrl, apiKey: 'test' })

  test('is asked by the rules of its encoder', async () => {
    let portable = 0
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const { issues } = await encodeInput(provider.capabilities, input, undefined)
        expect(ask(input, [provider])).toBe(issues.length === 0)
        portable += Number(issues.length === 0)
      }),
      { numRuns: 5_000 },
    )
    expect(portable).toBeGreaterThan(100)
  })

  test('never throws at an input of wrong types', () => {
    const anything = fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withDate: true,
      withTypedArray: true,
    })
    const inside = fc.dictionary(
      fc.constantFrom('prompt', 'image', 'model', 'native', 'guidance', 'x'),
      anything,
    )
    fc.assert(
      fc.property(fc.oneof(anything, inside), (input) => {
        expect(typeof ask(input, [provider])).toBe('boolean')
      }),
      { numRuns: 2_000 },
    )
  })
})

test('providers nobody has heard of are asked by the same rules', async () => {
  const told = { true: 0, false: 0 }
  await fc.assert(
    fc.asyncProperty(descriptors, inputs, async (capabilities, input) => {
      const { issues } = await encodeInput(capabilities, input, undefined)
      expect(ask(input, [{ ...fal(), capabilities }])).toBe(issues.length === 0)
      told[`${issues.length === 0}`] += 1
    }),
    { numRuns: 3_000 },
  )
  expect(Math.min(told.true, told.false)).toBeGreaterThan(50)
})

test.each([
  { name: 'a provider', provider: fal({ apiKey: 'test' }) },
  { name: 'a failover', provider: failover(fal({ apiKey: 'test' }), vtrix({ apiKey: 'test' })) },
])(
  'what is not portable to $name is an InputError of its client, and nothing else is',
  async ({ provider }) => {
    const fetch = () => Promise.reject(new Error('there is no network'))
    const kontext = createKontext(provider as Provider, { fetch, retry: { attempts: 0 } })
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const failed = await kontext.submit(input as unknown as PortableInput).then(
          () => undefined,
          (error: unknown) => error,
        )
        expect(failed instanceof InputError).toBe(!ask(input, [provider]))
      }),
      { numRuns: 300 },
    )
  },
)

describe('an image', () => {
  test('in a stream is not read, and taken for one', () => {
    const stream = new Blob(['no image']).stream()
    expect(isPortable({ prompt, image: stream }, [fal(), vtrix()])).toBe(true)
    expect(stream.locked).toBe(false)
  })

  test('in memory is looked at, and not copied', () => {
    const bytes = Buffer.alloc(1024 * 1024)
    const toBase64 = vi.spyOn(Buffer.prototype, 'toString')
    expect(isPortable({ prompt, image: bytes }, [fal()])).toBe(false)
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(isPortable({ prompt, image: bytes }, [fal(), vtrix()])).toBe(true)
    expect(toBase64).not.toHaveBeenCalled()
    toBase64.mockRestore()
  })
})

describe('a mistake of the program is an InputError', () => {
  test.each([
    { name: 'no provider', given: [], says: 'providers is empty. Pass at least one, such as [fal()].' },
    { name: 'no list', given: fal(), says: 'providers is no list.' },
    {
      name: 'a function',
      given: [vtrix(), fal],
      says: 'providers[1] is a function, not what it makes. Call it: fal().',
    },
    { name: 'an id', given: ['fal'], says: 'providers[0] is no provider. Pass one, such as fal().' },
    { name: 'nothing', given: undefined, says: 'providers is no list.' },
  ])('$name', ({ given, says }) => {
    const call = () => isPortable({ prompt, image }, given as Provider[])
    expect(call).toThrow(InputError)
    expect(call).toThrow(`Failed to compare providers: ${says}`)
  })
})
