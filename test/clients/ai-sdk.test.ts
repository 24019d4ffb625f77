import { createFal } from '@ai-sdk/fal'
import { generateImage } from 'ai'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { createMockFetch } from 'kontext-sdk/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer()
})
afterAll(() => mock.close())

/** The ways in which the Vercel AI SDK, as it is published, can be led to the mock. */
const ways: readonly { name: string; options: Record<string, boolean>; reach: () => typeof fetch }[] = [
  { name: 'in the process', options: {}, reach: () => createMockFetch() },
  {
    name: 'over HTTP',
    // It downloads nothing from loopback, so the image has to come along.
    options: { sync_mode: true },
    reach: () => (target, init) => {
      const url = new Request(target).url
      if (!url.startsWith('https://fal.run/')) return fetch(target, init)
      const headers = new Headers(init?.headers)

      headers.set('x-fal-target-url', url)
      return fetch(mock.baseUrl('fal'), { ...init, headers })
    },
  },
]

describe.each(ways)("the Vercel AI SDK's fal provider, $name", ({ reach, options }) => {
  test('edits at once, by the synchronous form', async () => {
    const fal = createFal({ apiKey: 'mock:completes', fetch: reach() })
    const { image } = await generateImage({
      model: fal.image('fal-ai/flux-pro/kontext/max'),
      prompt: { text: 'Warmer light', images: ['https://example.com/flour.png'] },
      aspectRatio: '16:9',
      seed: 7,
      maxRetries: 0,
      // It writes the ratio under a name this model does not have.
      providerOptions: { fal: { aspect_ratio: '16:9', ...options } },
    })
    const { width, height } = await sharp(image.uint8Array).metadata()
    expect([image.mediaType, width, height]).toEqual(['image/jpeg', 1392, 752])
  })

  test('is told what is wrong with an edit', async () => {
    const fal = createFal({ apiKey: 'mock:completes', fetch: reach() })
    const edit = generateImage({
      model: fal.image('fal-ai/flux-pro/kontext/max'),
      prompt: 'Warmer light',
      maxRetries: 0,
    })
    await expect(edit).rejects.toMatchObject({ statusCode: 422 })
  })
})
