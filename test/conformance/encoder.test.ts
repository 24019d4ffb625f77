import fc from '../fast-check.ts'
import { providers, type OptionRule, type ProviderDescriptor } from 'kontext-sdk'
import { describe, expect, test } from 'vitest'
import * as chainhub from '../../generated/chainhub/validators.ts'
import * as falRelay from '../../generated/fal-relay/validators.ts'
import * as fal from '../../generated/fal/validators.ts'
import * as vtrix from '../../generated/vtrix/validators.ts'
import { dialectOf } from '../../src/dialects/dialect-of.ts'
import { encodeInput } from '../../src/input/encode-input.ts'

/** Ajv's generated checks of a submit body, one a model. */
type Validators = Readonly<Record<string, ((body: unknown) => boolean) & { errors?: unknown }>>

// Not in the client: its rules are data, and this is where the two are held against each other.
const validators: Readonly<Record<string, Validators>> = { chainhub, 'fal-relay': falRelay, fal, vtrix }

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const image = fc.constantFrom<unknown>(
  'https://example.com/a.png',
  new URL('https://example.com/a'),
  png,
  new Blob([png]),
)
const odd = fc.oneof(
  fc.anything({ maxDepth: 1 }),
  fc.double(),
  fc.integer({ min: -3, max: 60 }),
  fc.constantFrom(
    '',
    '1:1',
    '16:9',
    '016:9',
    '100:99',
    '21:9',
    '9:22',
    '2',
    'jpeg',
    true,
    null,
    Infinity,
    2 ** 53,
    -0,
  ),
)

function plausible({ type, values, min, max, ratio }: Partial<OptionRule>): fc.Arbitrary<unknown> {
  if (values !== undefined) return fc.constantFrom(...values)
  if (ratio !== undefined) return fc.tuple(fc.nat(120), fc.nat(120)).map((sides) => sides.join(':'))
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return fc.integer(min === undefined || max === undefined ? {} : { min, max })
  if (type === 'number') return fc.double({ min: min ?? -10, max: max ?? 10, noNaN: true })
  return fc.string()
}

function inputs({ options, native, models }: ProviderDescriptor): fc.Arbitrary<object> {
  const rare = (good: fc.Arbitrary<unknown>) =>
    fc.option(fc.oneof({ weight: 9, arbitrary: good }, odd), { nil: undefined })
  const fields = Object.fromEntries(
    Object.entries(native).map(([name, { type, ...rule }]) => [
      name,
      rare(plausible(type === 'any' ? rule : { ...rule, type: type as OptionRule['type'] })),
    ]),
  )
  return fc.record({
    prompt: fc.string({ minLength: 1, unit: 'binary' }),
    image: fc.oneof(image, fc.array(image, { maxLength: 5 })),
    model: rare(fc.constantFrom(...Object.keys(models))),
    native: fc.option(fc.record(fields), { nil: undefined }),
    ...Object.fromEntries(Object.entries(options).map(([name, rule]) => [name, rare(plausible(rule))])),
  })
}

describe.each(Object.entries(providers))('%s', (id, make) => {
  const { capabilities } = make({ baseUrl: 'https://api.example' })

  test('takes whatever the encoder emits, by the contract it was generated from', async () => {
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(inputs(capabilities), async (input) => {
        const { issues, model, fields, wireName } = await encodeInput(capabilities, input, undefined)
        if (issues.length > 0) return
        const validate = validators[id]?.[model]
        const body: unknown = JSON.parse(
          JSON.stringify(dialectOf(capabilities.dialect).submitBody(fields, wireName)),
        )
        expect(validate?.(body), JSON.stringify(validate?.errors)).toBe(true)
        accepted++
      }),
      { numRuns: 1500 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  test('names no field its contract does not have', () => {
    const { options, native, images } = capabilities
    const fields = [
      ...Object.values(options).map(({ field }) => field),
      ...images.fields,
      ...Object.keys(native),
    ]
    for (const model of Object.keys(capabilities.models)) {
      const { submitBody } = dialectOf(capabilities.dialect)
      for (const field of [...fields, 'prompt']) {
        const validate = validators[id]?.[model]
        validate?.(submitBody({ [field]: {} }, 'x'))
        expect(JSON.stringify(validate?.errors), field).not.toContain(`"additionalProperty":"${field}"`)
      }
    }
  })
})
