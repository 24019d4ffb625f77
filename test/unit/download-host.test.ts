import { expect, test, vi } from 'vitest'
import { createKontext, type KontextOptions } from '../../src/kontext.ts'
import { fal } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { jpeg, scriptedFetch } from './scripted-fetch.ts'

vi.mock('../../src/images/resolve-host.ts', () => ({ leadsToPrivate: () => Promise.resolve(true) }))

async function imageBy(options: (fetch: typeof globalThis.fetch) => KontextOptions) {
  const script = scriptedFetch(
    { request_id: 'job-1', images: [{ url: 'https://fal.media/a.jpg' }] },
    () => new Response(jpeg),
  )
  vi.stubGlobal('fetch', script.fetch)
  const kontext = createKontext(fal({ apiKey: 'k-12345' }), options(script.fetch))
  const { images } = await kontext.edit({ prompt: 'p', image: 'https://example.com/a.png' })
  return { image: images[0], seen: script.seen }
}

test.each([
  { name: 'by the global fetch', options: () => ({}) },
  {
    name: 'through middleware',
    options: () => ({ middleware: [(one, next) => next(one)] }) satisfies KontextOptions,
  },
])('no image is fetched $name from a name that leads to a private address', async ({ options }) => {
  const { image, seen } = await imageBy(options)
  expect(await failureOf(image.bytes())).toMatchObject({
    code: 'contract',
    message: expect.stringContaining('leads to a private address'),
  })
  expect(seen).toHaveLength(1)
})

test('a fetch of the caller decides itself where names lead', async () => {
  const { image } = await imageBy((fetch) => ({ fetch }))
  expect(await image.bytes()).toEqual(jpeg)
})
