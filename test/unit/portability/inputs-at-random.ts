import fc from '../../fast-check.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const uri = `data:image/png;base64,${Buffer.from(png).toString('base64')}`

/** Images in memory: what one in a stream is nobody knows before it is read. */
const image = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom<unknown>('https://example.com/a.png', new URL('https://a.example'), png, uri),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      'a.png',
      'data:,x',
      new Uint8Array(),
      { path: 5 },
      null,
      7,
      'https://u:p@a.example',
    ),
  },
)

function number(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -3, max: 26 }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<unknown>(0.5, 1.5, 10.5, 20.1, 2 ** 53, Number.NaN, '2', null, []),
    },
  )
}

const native = fc.dictionary(
  fc.constantFrom('steps', 'sync_mode', 'negative_prompt', 'sync', 'mood', 'num_images'),
  fc.oneof(number(), fc.constantFrom<unknown>(true, 'text', {}, undefined)),
  { maxKeys: 2 },
)

const leftOut = fc.constant(undefined)
const seldom = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 7, arbitrary: leftOut }, value)

/** Edits as people write them: a few options each, most of them right somewhere. */
export const inputs: fc.Arbitrary<Record<string, unknown>> = fc.record({
  prompt: fc.oneof(
    { weight: 29, arbitrary: fc.constant('Warmer light') },
    fc.constantFrom<unknown>('', ' ', 5),
  ),
  image: fc.oneof({ weight: 3, arbitrary: image }, fc.array(image, { maxLength: 5 })),
  model: seldom(fc.constantFrom<unknown>('max', 'max', 'pro', 'ultra')),
  native: seldom(native),
  aspectRatio: seldom(
    fc.constantFrom<unknown>('1:1', '16:9', '21:9', '9:21', '5:4', '2:1', '22:9', 'wide', '0:1', 1),
  ),
  count: seldom(number()),
  format: seldom(fc.constantFrom<unknown>('jpeg', 'png', 'webp', 1)),
  guidance: seldom(number()),
  safetyTolerance: seldom(number()),
  seed: seldom(number()),
  upsamplePrompt: seldom(fc.constantFrom<unknown>(true, false, 'yes')),
  strength: fc.oneof({ weight: 29, arbitrary: leftOut }, fc.constant(1)),
})
