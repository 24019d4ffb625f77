import { describe, expect, test } from 'vitest'
import { readImageList, readSeed } from '../../src/dialects/image-list.ts'
import { createKontext } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { scriptedFetch } from './scripted-fetch.ts'

const good = { url: 'https://fal.media/a.jpg' }
const other = { url: 'https://fal.media/b.jpg' }

function edit(result: object, options: object = {}) {
  const { fetch } = scriptedFetch({ request_id: 'job-1', ...result })
  const kontext = createKontext(fal({ apiKey: 'k-12345' }), {
    fetch,
    clock: createFakeClock({ autoAdvance: true }),
  })
  return kontext.edit({ prompt: 'p', image: 'https://example.com/a.png', ...options })
}

describe('images by shape', () => {
  const urls = (given: unknown) => readImageList(given)?.images.map(({ url }) => url)

  test.each([
    { name: 'a list of objects', given: [good, other], want: [good.url, other.url] },
    { name: 'a list of URLs', given: [good.url], want: [good.url] },
    { name: 'one object in place of a list', given: good, want: [good.url] },
    { name: 'a data URI', given: ['data:image/png;base64,AA=='], want: ['data:image/png;base64,AA=='] },
    { name: 'null among them', given: [null, good, 5, {}, [], { url: null }, { url: '' }], want: [good.url] },
    {
      name: 'what is no URL of an image',
      given: [
        'javascript:alert(1)',
        '/a.jpg',
        '//fal.media/a.jpg',
        'file:///a',
        'blob:https://a/1',
        'see below',
      ],
      want: [],
    },
    { name: 'an empty list', given: [], want: [] },
    { name: 'null', given: null, want: undefined },
    { name: 'a number', given: 5, want: undefined },
    { name: 'nothing', given: undefined, want: undefined },
  ])('$name', ({ given, want }) => {
    expect(urls(given)).toEqual(want)
  })

  test('a size that is none is left out', () => {
    const sizes = [
      { width: '8', height: -8 },
      { width: 0.5, height: NaN },
      { width: 8, height: 9 },
    ]
    expect(readImageList(sizes.map((size) => ({ ...good, ...size })))?.images).toEqual([
      good,
      good,
      { ...good, width: 8, height: 9 },
    ])
  })

  test.each([
    { name: 'one for each', flags: [false, true], want: [false, true] },
    { name: 'none', flags: undefined, want: undefined },
    { name: 'null', flags: null, want: undefined },
    { name: 'too few, one of them set: it may be any', flags: [true], want: [true, true] },
    { name: 'too many, none of them set', flags: [false, false, false], want: [false, false] },
    { name: 'one for all', flags: true, want: [true, true] },
    { name: 'what is no flag', flags: ['yes', 1], want: [false, false] },
  ])('flags: $name', ({ flags, want }) => {
    expect(readImageList([good, other], flags)?.nsfw).toEqual(want)
  })

  test('flags stay with their images when one is left out', () => {
    expect(readImageList([null, good], [false, true])).toEqual({ images: [good], nsfw: [true] })
  })

  test.each([
    { given: 42, want: { seed: 42 } },
    { given: '42', want: { seed: 42 } },
    { given: '15860307465884635512', want: { seed: '15860307465884635512' } },
    { given: 'x', want: {} },
    { given: {}, want: {} },
  ])('seed $given', ({ given, want }) => {
    expect(readSeed(given)).toEqual(want)
  })
})

describe('a result warns of', () => {
  test.each([
    { name: 'nothing', result: { images: [good] }, options: { count: 1 }, want: [] },
    { name: 'fewer images', result: { images: [good, null] }, options: { count: 2 }, want: ['fewer-images'] },
    { name: 'more images', result: { images: [good, other] }, options: { count: 1 }, want: ['more-images'] },
    { name: 'a flagged image', result: { images: [good], has_nsfw_concepts: [true] }, want: ['nsfw'] },
    { name: 'a big seed', result: { images: [good], seed: '15860307465884635512' }, want: ['big-seed'] },
  ])('$name', async ({ result, options, want }) => {
    const { warnings, images } = await edit(result, options)
    expect(warnings.map(({ code }) => code)).toEqual(want)
    expect(images.length).toBeGreaterThan(0)
  })

  test('a status nobody knows', async () => {
    const { fetch } = scriptedFetch(
      { request_id: 'job-1', status: 'WARMING_UP' },
      { status: 'COMPLETED' },
      { images: [good] },
    )
    const kontext = createKontext(fal({ apiKey: 'k-12345' }), {
      fetch,
      clock: createFakeClock({ autoAdvance: true }),
    })
    const { warnings } = await kontext.edit({ prompt: 'p', image: 'https://example.com/a.png' })
    expect(warnings).toEqual([{ code: 'unknown-status', message: expect.stringContaining('"WARMING_UP"') }])
  })
})

test.each([{ images: [{ url: 'javascript:alert(1)' }] }, { images: ['/a.jpg'] }])(
  'no usable image is never a success: %j',
  async (result) => {
    const { fetch } = scriptedFetch(
      { request_id: 'job-1', status: 'IN_QUEUE' },
      { status: 'COMPLETED' },
      result,
    )
    const kontext = createKontext(fal({ apiKey: 'k-12345' }), {
      fetch,
      clock: createFakeClock({ autoAdvance: true }),
    })
    const error = await failureOf(kontext.edit({ prompt: 'p', image: 'https://example.com/a.png' }))
    expect(error).toMatchObject({ code: 'contract', billed: 'yes', handle: { requestId: 'job-1' } })
  },
)
