import { describe, expect, test } from 'vitest'
import { encode } from '../../../src/input/encode.ts'
import type { ImageReading } from '../../../src/images/image-source.ts'
import type { ProviderDescriptor } from '../../../src/provider.ts'
import { chainhubDescriptor, falDescriptor, vtrixDescriptor } from '../descriptors.ts'
import { many } from './native-of-every-kind.ts'

const url: ImageReading = { ok: true, form: 'url', value: 'https://example.com/a.png' }

describe('what an option becomes on the wire', () => {
  const table: { name: string; provider: ProviderDescriptor; given: object; want: object }[] = [
    { name: 'nothing but the prompt and the image', provider: falDescriptor, given: {}, want: {} },
    {
      name: 'every option of fal',
      provider: falDescriptor,
      given: {
        aspectRatio: '16:9',
        count: 2,
        format: 'png',
        guidance: 3,
        safetyTolerance: 6,
        seed: 7,
        upsamplePrompt: true,
      },
      want: {
        aspect_ratio: '16:9',
        num_images: 2,
        output_format: 'png',
        guidance_scale: 3,
        safety_tolerance: '6',
        seed: 7,
        enhance_prompt: true,
      },
    },
    { name: 'an option that is undefined', provider: falDescriptor, given: { seed: undefined }, want: {} },
    {
      name: 'a required option that is left out',
      provider: chainhubDescriptor,
      given: {},
      want: { output_format: 'jpeg' },
    },
    {
      name: 'a required option that is given',
      provider: chainhubDescriptor,
      given: { format: 'png' },
      want: { output_format: 'png' },
    },
    {
      name: 'a native field',
      provider: falDescriptor,
      given: { native: { sync_mode: true } },
      want: { sync_mode: true },
    },
    {
      name: 'a native field that is undefined',
      provider: falDescriptor,
      given: { native: { sync_mode: undefined } },
      want: {},
    },
  ]
  test.each(table)('$name', ({ provider, given, want }) => {
    const encoded = encode(provider, { prompt: 'p', ...given }, [url])
    expect(encoded.issues).toEqual([])
    expect(encoded.fields).toEqual({ prompt: 'p', image_url: 'https://example.com/a.png', ...want })
  })

  test('an integer scale at vtrix, and a ratio between two', () => {
    const { fields, wireName, path } = encode(
      vtrixDescriptor,
      { prompt: 'p', safetyTolerance: 0, aspectRatio: '5:4' },
      [url, url],
    )
    expect({ fields, wireName, path }).toEqual({
      fields: {
        prompt: 'p',
        safety_tolerance: 0,
        aspect_ratio: '5:4',
        input_image: url.value,
        input_image_2: url.value,
      },
      wireName: 'flux_kontext_max',
      path: '/model/v1/generation',
    })
  })

  test('the model chooses the path, max by default', () => {
    const path = (model?: string) => encode(falDescriptor, { prompt: 'p', model }, [url]).path
    expect([path(), path('max'), path('pro')]).toEqual([
      '/fal-ai/flux-pro/kontext/max',
      '/fal-ai/flux-pro/kontext/max',
      '/fal-ai/flux-pro/kontext',
    ])
  })
})

test('native fields go out as they are', () => {
  const native = { need: null, list: [{}], map: { a: 1 }, pick: 2, only: 1 }
  const { issues, fields } = encode(many, { prompt: 'p', native }, [url])
  expect(issues).toEqual([])
  expect(fields).toMatchObject(native)
})
