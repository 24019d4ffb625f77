import { describe, expect, test } from 'vitest'
import type { ImageReading } from '../../../src/images/image-source.ts'
import { encode } from '../../../src/input/encode.ts'
import type { IssueRule } from '../../../src/input/issue-rule.ts'
import type { ProviderDescriptor } from '../../../src/provider.ts'
import { chainhubDescriptor, falDescriptor, vtrixDescriptor } from '../descriptors.ts'
import { many } from './native-of-every-kind.ts'

const url: ImageReading = { ok: true, form: 'url', value: 'https://example.com/a.png' }

describe('what is refused', () => {
  const table: {
    provider: ProviderDescriptor
    given: object
    images?: ImageReading[]
    path: string
    rule: IssueRule
    says: string
  }[] = [
    { provider: falDescriptor, given: { prompt: '' }, path: 'prompt', rule: 'prompt', says: 'is empty' },
    { provider: falDescriptor, given: { prompt: 5 }, path: 'prompt', rule: 'prompt', says: 'is empty' },
    {
      provider: falDescriptor,
      given: { guidance: 0 },
      path: 'guidance',
      rule: 'range',
      says: 'below the minimum 1. Use a number from 1 to 20.',
    },
    {
      provider: falDescriptor,
      given: { guidance: 20.1 },
      path: 'guidance',
      rule: 'range',
      says: 'above the maximum 20',
    },
    {
      provider: vtrixDescriptor,
      given: { guidance: 11 },
      path: 'guidance',
      rule: 'range',
      says: 'above the maximum 10',
    },
    {
      provider: falDescriptor,
      given: { guidance: Number.NaN },
      path: 'guidance',
      rule: 'type',
      says: 'is NaN',
    },
    { provider: falDescriptor, given: { guidance: '3' }, path: 'guidance', rule: 'type', says: 'is "3"' },
    { provider: falDescriptor, given: { guidance: null }, path: 'guidance', rule: 'type', says: 'is null' },
    { provider: falDescriptor, given: { count: 1.5 }, path: 'count', rule: 'type', says: 'not an integer' },
    { provider: falDescriptor, given: { count: 5 }, path: 'count', rule: 'range', says: 'from 1 to 4' },
    {
      provider: falDescriptor,
      given: { seed: 2 ** 53 },
      path: 'seed',
      rule: 'range',
      says: 'beyond 2^53 - 1',
    },
    {
      provider: falDescriptor,
      given: { safetyTolerance: 0 },
      path: 'safetyTolerance',
      rule: 'values',
      says: 'Use one of 1, 2, 3',
    },
    {
      provider: falDescriptor,
      given: { safetyTolerance: '2' },
      path: 'safetyTolerance',
      rule: 'values',
      says: 'Use one of',
    },
    {
      provider: vtrixDescriptor,
      given: { safetyTolerance: 7 },
      path: 'safetyTolerance',
      rule: 'range',
      says: 'from 0 to 6',
    },
    {
      provider: falDescriptor,
      given: { aspectRatio: '5:4' },
      path: 'aspectRatio',
      rule: 'values',
      says: '"21:9", "16:9"',
    },
    {
      provider: vtrixDescriptor,
      given: { aspectRatio: '22:9' },
      path: 'aspectRatio',
      rule: 'ratio',
      says: 'outside 9:21 to 21:9',
    },
    {
      provider: vtrixDescriptor,
      given: { aspectRatio: '16/9' },
      path: 'aspectRatio',
      rule: 'ratio',
      says: 'not a ratio',
    },
    {
      provider: vtrixDescriptor,
      given: { aspectRatio: '0:1' },
      path: 'aspectRatio',
      rule: 'ratio',
      says: 'not a ratio',
    },
    {
      provider: falDescriptor,
      given: { upsamplePrompt: 'yes' },
      path: 'upsamplePrompt',
      rule: 'type',
      says: 'true or false',
    },
    {
      provider: falDescriptor,
      given: { format: 'webp' },
      path: 'format',
      rule: 'values',
      says: '"jpeg", "png"',
    },
    {
      provider: chainhubDescriptor,
      given: { upsamplePrompt: true },
      path: 'upsamplePrompt',
      rule: 'option',
      says: 'option "upsamplePrompt" is not in its contract. Remove it, or use a provider that has it: "kontext providers" lists them.',
    },
    {
      provider: chainhubDescriptor,
      given: { model: 'pro' },
      path: 'model',
      rule: 'model',
      says: '"pro" is not sold here. Use "max".',
    },
    {
      provider: falDescriptor,
      given: { model: '__proto__' },
      path: 'model',
      rule: 'model',
      says: 'not sold here. Use "max" or "pro".',
    },
    {
      provider: falDescriptor,
      given: { guidance_scale: 3 },
      path: 'guidance_scale',
      rule: 'option',
      says: 'Use "guidance"',
    },
    {
      provider: falDescriptor,
      given: { promt: 'x' },
      path: 'promt',
      rule: 'option',
      says: 'not in its contract. Did you mean prompt?',
    },
    {
      provider: vtrixDescriptor,
      given: { guidence: 3 },
      path: 'guidence',
      rule: 'option',
      says: 'not in its contract. Did you mean guidance?',
    },
    {
      provider: falDescriptor,
      given: { webhookUrl: 'https://example.com/hook' },
      path: 'webhookUrl',
      rule: 'option',
      says: '"webhookUrl" is about the call, not part of the edit. Pass it second: edit(input, { webhookUrl }).',
    },
    {
      provider: vtrixDescriptor,
      given: { native: { step: 5 } },
      path: 'native.step',
      rule: 'native',
      says: 'is not in its contract. Did you mean steps?',
    },
    {
      provider: falDescriptor,
      given: { toString: 1 },
      path: 'toString',
      rule: 'option',
      says: 'not in its contract',
    },
    {
      provider: falDescriptor,
      given: { native: { num_images: 2 } },
      path: 'native.num_images',
      rule: 'native',
      says: 'Use "count"',
    },
    {
      provider: falDescriptor,
      given: { native: { image_url: 'x' } },
      path: 'native.image_url',
      rule: 'native',
      says: 'Use "image"',
    },
    {
      provider: falDescriptor,
      given: { native: { prompt: 'x' } },
      path: 'native.prompt',
      rule: 'native',
      says: 'Use "prompt"',
    },
    {
      provider: falDescriptor,
      given: { native: JSON.parse('{"__proto__":1}') },
      path: 'native.__proto__',
      rule: 'native',
      says: 'is not in its contract',
    },
    { provider: falDescriptor, given: { native: 'x' }, path: 'native', rule: 'type', says: 'not an object' },
    {
      provider: falDescriptor,
      given: { native: { steps: 5 } },
      path: 'native.steps',
      rule: 'native',
      says: 'not in its contract',
    },
    {
      provider: falDescriptor,
      given: { native: { sync_mode: 1 } },
      path: 'native.sync_mode',
      rule: 'type',
      says: 'Use true or false',
    },
    {
      provider: vtrixDescriptor,
      given: { native: { steps: 51 } },
      path: 'native.steps',
      rule: 'range',
      says: 'above the maximum 50. Use an integer from 1 to 50.',
    },
    {
      provider: vtrixDescriptor,
      given: { native: { negative_prompt: 5 } },
      path: 'native.negative_prompt',
      rule: 'type',
      says: 'Use a text',
    },
    { provider: many, given: {}, path: 'native.need', rule: 'required', says: 'is required here' },
    {
      provider: many,
      given: { native: { need: 1, list: {} } },
      path: 'native.list',
      rule: 'type',
      says: 'Use a list',
    },
    {
      provider: many,
      given: { native: { need: 1, map: [] } },
      path: 'native.map',
      rule: 'type',
      says: 'Use an object',
    },
    {
      provider: many,
      given: { native: { need: 1, pick: 'c' } },
      path: 'native.pick',
      rule: 'values',
      says: 'Use one of "a", 2',
    },
    {
      provider: many,
      given: { native: { need: 1, only: 1 }, model: 'pro' },
      path: 'native.only',
      rule: 'native',
      says: 'not in its contract',
    },
    {
      provider: falDescriptor,
      given: {},
      images: [],
      path: 'image',
      rule: 'image-missing',
      says: 'is missing',
    },
    {
      provider: falDescriptor,
      given: {},
      images: [url, url],
      path: 'image',
      rule: 'image-count',
      says: 'above the maximum 1',
    },
    {
      provider: falDescriptor,
      given: {},
      images: [{ ok: false, issue: 'has no bytes.' }],
      path: 'image',
      rule: 'image',
      says: 'image has no bytes',
    },
    {
      provider: vtrixDescriptor,
      given: {},
      images: [url, { ok: false, issue: 'has no bytes.' }],
      path: 'image[1]',
      rule: 'image',
      says: 'image[1] has no bytes',
    },
  ]
  test.each(table)('$provider.id: $given', ({ provider, given, images = [url], path, rule, says }) => {
    const { issues } = encode(provider, { prompt: 'p', ...given }, images)
    expect(issues).toEqual([{ path, rule, message: expect.stringContaining(says) }])
  })

  test('an input that is none', () => {
    expect(encode(falDescriptor, undefined, []).issues.map(({ path }) => path)).toEqual(['prompt', 'image'])
  })

  test('a long text in the wrong place is not repeated', () => {
    const { issues } = encode(falDescriptor, { prompt: 'p', format: 'secret '.repeat(20) }, [url])
    expect(issues[0]?.message).not.toContain('secret')
  })
})
