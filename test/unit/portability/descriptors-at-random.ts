import fc from '../../fast-check.ts'
import type { NativeRule, OptionRule, ProviderDescriptor } from '../../../src/provider.ts'
import { falDescriptor } from '../descriptors.ts'

const ratios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']
const bounds = fc
  .tuple(fc.integer({ min: -2, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.boolean())
  .map(([min, more, low, high]) => ({ ...(low && { min }), ...(high && { max: min + more }) }))
const required = fc.constantFrom({}, {}, {}, {}, {}, {}, {}, { required: true } as const)

function numbers(type: 'integer' | 'number'): fc.Arbitrary<OptionRule> {
  const listed = fc
    .uniqueArray(fc.integer({ min: -1, max: 7 }), { minLength: 1, maxLength: 5 })
    .map((values) => ({ values }))
  const some = fc.constantFrom({}, { default: 2 }, { default: 3 })
  return fc
    .tuple(fc.oneof(bounds, listed), some, required)
    .map((parts) => ({ field: 'n', type, ...parts[0], ...parts[1], ...parts[2] }))
}

const aspectRatio = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...ratios), { minLength: 1 }).map((values) => ({ values })),
  fc.tuple(fc.constantFrom(...ratios), fc.constantFrom(...ratios)).map((ratio) => ({ ratio })),
)
const format = fc.tuple(
  fc.constantFrom({}, { values: ['jpeg', 'png'] }, { values: ['png'] }),
  fc.constantFrom({}, { default: 'jpeg' }, { default: 'png' }),
  required,
)
const upsamplePrompt = fc.tuple(fc.constantFrom({}, { default: false }, { default: true }), required)

const options: fc.Arbitrary<ProviderDescriptor['options']> = fc.record(
  {
    aspectRatio: aspectRatio.map((rule) => ({ field: 'r', type: 'string' as const, ...rule })),
    count: numbers('integer'),
    format: format.map(
      (parts) => Object.assign({ field: 'f', type: 'string' as const }, ...parts) as OptionRule,
    ),
    guidance: numbers('number'),
    safetyTolerance: numbers('integer'),
    seed: numbers('integer'),
    upsamplePrompt: upsamplePrompt.map(
      (parts) => Object.assign({ field: 'u', type: 'boolean' as const }, ...parts) as OptionRule,
    ),
  },
  { requiredKeys: [] },
)

const field: fc.Arbitrary<NativeRule> = fc
  .tuple(
    fc.constantFrom('any', 'array', 'boolean', 'integer', 'number', 'object', 'string'),
    bounds,
    required,
    fc.constantFrom({}, {}, { models: ['pro'] as const }, { models: ['max'] as const }),
  )
  .map(([type, range, ...parts]) =>
    Object.assign({ type }, type === 'integer' || type === 'number' ? range : {}, ...parts),
  )

const images = fc
  .tuple(
    fc.nat(2),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(['url'], ['base64'], ['data-uri'], ['url', 'data-uri'], ['url', 'base64']),
  )
  .map(([min, more, accepts]) => {
    const max = Math.max(1, min + more)
    const fields = Array.from({ length: max }, (_, index) => `image_${index}`)
    return { fields, accepts, min, max }
  })

const max = { path: '/max' }
const pro = { path: '/pro' }

/** Providers nobody has heard of: whatever a contract may say. */
export const descriptors: fc.Arbitrary<ProviderDescriptor> = fc
  .record({
    models: fc.constantFrom<ProviderDescriptor['models'][]>({ max }, { pro }, { max, pro }),
    options,
    native: fc.dictionary(fc.constantFrom('steps', 'sync', 'mood'), field),
    images,
    cancel: fc.boolean(),
    webhook: fc.constantFrom({}, { webhook: { query: 'hook' } }),
  })
  .map(({ cancel, webhook, ...made }) => {
    const { status, result, cancel: rule } = falDescriptor.operations
    const operations = { status, result, ...(cancel && { cancel: rule }) }
    return { ...falDescriptor, ...webhook, ...made, operations }
  })
