import { describe, expect, test } from 'vitest'
import type { Course } from '../../../../src/check/edits/course.ts'
import { Skipped } from '../../../../src/check/run/skipped.ts'
import { brokenTold, withBody } from './result-told.ts'
import {
  answering,
  courseCases,
  faultless,
  found,
  picturing,
  reading,
  refused,
  resulting,
  without,
  type Allowed,
  type Broken,
} from './courses.ts'

const withFileSize = withBody(({ images, ...body }) => ({
  ...body,
  images: (images as object[]).map((image) => ({ ...image, file_size: 3 })),
}))
const unfetched = (course: Course, status: number): Course => ({
  ...course,
  images: course.images.map(({ index, url, declared, exchange }) => ({
    ...{ index, url, declared },
    ...(exchange === undefined ? {} : { exchange: answering(exchange, { status }) }),
  })),
})
const later =
  (change: Partial<NonNullable<Course['later']>>, status = 200) =>
  (course: Course) => {
    if (course.later === undefined) throw new Error('nothing was asked for later')
    return {
      ...course,
      later: { exchange: answering(course.later.exchange, { status }), ...change },
    }
  }
const failing = (fields: readonly { field: string; message: string }[]) =>
  resulting((look) => ({ ...look, failure: { message: 'no', fields, final: true } }))

const broken: readonly Broken[] = [
  ...brokenTold,
  {
    name: 'the result of a job that ended well is gone',
    id: 'result.images',
    change: { usual: resulting(({ exchange }) => ({ exchange: answering(exchange, { status: 404 }) })) },
    want: 'a result with images',
    got: '404',
  },
  {
    name: 'the result of a job that ended well is empty',
    id: 'result.images',
    provider: 'vtrix',
    change: { usual: reading(() => ({ images: [] })) },
    want: 'a result with images',
    got: 'a result without an image',
  },
  {
    name: 'an image is not encrypted',
    id: 'result.image-urls',
    change: { usual: picturing({ url: 'http://images.example/1.png', unfetched: 'is not encrypted' }) },
    want: 'an https URL of a public host',
    got: '"http://images.example", which is not encrypted',
  },
  {
    name: 'an image needs a key',
    id: 'result.fetch',
    change: { usual: (course) => unfetched(course, 401) },
    want: 'a whole image',
    got: '401',
  },
  {
    name: 'an image is a page',
    id: 'result.fetch',
    change: {
      usual: (course) => ({
        ...unfetched(course, 200),
        images: unfetched(course, 200).images.map((image) => ({ ...image, byteLength: 70 })),
      }),
    },
    want: 'a whole image',
    got: '70 bytes of no known image type',
  },
  {
    name: 'an image breaks off',
    id: 'result.fetch',
    change: { usual: picturing({ whole: false, byteLength: 900 }) },
    want: 'a whole image',
    got: 'an image that breaks off after 900 bytes',
  },
  {
    name: 'two images come for one',
    id: 'result.one-image',
    change: { usual: reading(({ images }) => ({ images: [...images, ...images] })) },
    want: '1 image',
    got: '2',
  },
  {
    name: 'JPEG comes for PNG',
    id: 'result.format',
    change: { usual: picturing({ type: 'image/jpeg' }) },
    want: 'image/png',
    got: 'image/jpeg',
  },
  {
    name: 'PNG comes for JPEG',
    id: 'result.format-jpeg',
    provider: 'vtrix',
    change: { 'other-shape': picturing({ type: 'image/png' }) },
    want: 'image/jpeg',
    got: 'image/png',
  },
  {
    name: 'a square comes for 16:9',
    id: 'result.ratio',
    change: { usual: picturing({ width: 1024, height: 1024 }) },
    want: '16:9, such as 1392x752',
    got: '1024x1024',
  },
  {
    name: '3:4 comes for 9:16',
    id: 'result.ratio-portrait',
    change: { 'other-shape': picturing({ width: 880, height: 1184 }) },
    want: '9:16, such as 752x1392',
    got: '880x1184',
  },
  {
    name: 'one image comes for two',
    id: 'result.count',
    change: { 'other-shape': reading(({ images }) => ({ images: images.slice(1) })) },
    want: '2 images',
    got: '1',
  },
  {
    name: 'one picture comes twice for two',
    id: 'result.count',
    change: {
      'other-shape': (course) => ({
        ...course,
        images: course.images.map((image) => ({ ...image, hash: 'same' })),
      }),
    },
    want: '2 different pictures',
    got: '1',
  },
  {
    name: 'a width is told that is none',
    id: 'result.declared-size',
    change: {
      usual: withBody(({ images, ...body }) => ({
        ...body,
        images: (images as object[]).map((image) => ({ ...image, width: 752 })),
      })),
    },
    want: '1392',
    got: '752',
  },
  {
    name: 'a type is told that is none',
    id: 'result.declared-type',
    change: { usual: picturing({ declared: { contentType: 'image/webp; q=1' } }) },
    want: 'image/png',
    got: '"image/webp; q=1"',
  },
  {
    name: 'an image is served as text',
    id: 'result.served-type',
    change: {
      usual: (course) => {
        const [image] = course.images
        return image?.exchange === undefined
          ? course
          : picturing({ exchange: answering(image.exchange, { headers: { 'content-type': 'text/html' } }) })(
              course,
            )
      },
    },
    want: 'image/png',
    got: '"text/html"',
  },
  {
    name: 'a number of bytes is told that is none',
    id: 'result.file-size',
    change: { usual: (course) => withFileSize(picturing({ byteLength: 1_865 })(course)) },
    want: '1865',
    got: '3',
  },
  {
    name: 'a number of bytes is told that is none, in sync mode',
    id: 'result.sync-file-size',
    change: { 'sync-mode': (course) => withFileSize(picturing({ byteLength: 1_865 })(course)) },
    want: '1865',
    got: '3',
  },
  {
    name: 'another seed is told',
    id: 'result.seed-told',
    change: { usual: reading(() => ({ seed: 1_234_567_892 })) },
    want: '1234567891',
    got: '1234567892',
  },
  {
    name: 'a large seed is rounded',
    id: 'result.large-seed-told',
    change: { 'other-shape': reading(() => ({ seed: '9007199254740992' })) },
    want: '9007199254740991',
    got: '9007199254740992',
  },
  {
    name: 'there is no flag for the image',
    id: 'result.nsfw-flag',
    change: { usual: withBody((body) => ({ ...body, has_nsfw_concepts: [] })) },
    want: '1',
    got: '0',
  },
  {
    name: 'there is one flag for two images',
    id: 'result.nsfw-flags',
    change: { 'other-shape': withBody((body) => ({ ...body, has_nsfw_concepts: [false] })) },
    want: '2',
    got: '1',
  },
  {
    name: 'a cost is told in words',
    id: 'result.cost',
    provider: 'vtrix',
    change: { usual: withBody((body) => ({ ...body, usage: { cost: 'cheap' } })) },
    want: 'US dollars in digits, such as "0.0065"',
    got: '"cheap"',
  },
  {
    name: 'a result is gone the second time',
    id: 'result.later',
    change: { usual: later({}, 404) },
    want: 'the result with 1 image',
    got: '404',
  },
  {
    name: 'a result has nothing in it the second time',
    id: 'result.later',
    change: { usual: later({ reading: { images: [] } }) },
    want: 'the result with 1 image',
    got: '0 images',
  },
  {
    name: 'an image is another the second time',
    id: 'result.later-image',
    change: {
      usual: (course) =>
        course.laterImage === undefined
          ? course
          : { ...course, laterImage: { ...course.laterImage, hash: 'other' } },
    },
    want: 'the same picture',
    got: 'another picture',
  },
  {
    name: 'sync mode brings a link',
    id: 'result.sync-mode',
    change: { 'sync-mode': reading(() => ({ images: [{ url: 'https://images.example/1.png' }] })) },
    want: 'a data URI of an image',
    got: 'a URL at "https://images.example"',
  },
  {
    name: 'sync mode brings a data URI of a text',
    id: 'result.sync-mode',
    change: { 'sync-mode': picturing({ whole: false }) },
    want: 'a data URI of an image',
    got: 'a data URI of something else',
  },
  {
    name: 'an image that nobody can load is edited',
    id: 'result.failure',
    change: {
      'bad-image': (course) => ({
        ...resulting((look) => ({ ...look, reading: { images: [{ url: 'https://images.example/1.png' }] } }))(
          course,
        ),
        end: 'completed',
      }),
    },
    want: 'an error that says why',
    got: 'completed, with 1 image',
  },
  {
    name: 'an image that nobody can load breaks the server',
    id: 'result.failure',
    change: { 'bad-image': refused(500, {}) },
    want: 'an error that says why',
    got: '500',
  },
  {
    name: 'the error of an image blames the prompt',
    id: 'result.failure-field',
    change: { 'bad-image': failing([{ field: 'prompt', message: 'no' }]) },
    want: 'image_url',
    got: '"prompt"',
  },
  {
    name: 'the same seed makes another picture',
    id: 'result.seed-reproduces',
    change: { usual: picturing({ hash: 'one' }), again: picturing({ hash: 'two' }) },
    want: 'picture one',
    got: 'picture two',
  },
]

const allowed: readonly Allowed[] = [
  {
    name: 'no seed is told',
    id: 'result.seed-told',
    change: { usual: reading(({ images }) => ({ images })) },
  },
  {
    name: 'a seed comes as a text of its digits',
    id: 'result.large-seed-told',
    change: { 'other-shape': reading(() => ({ seed: '9007199254740991' })) },
  },
  { name: 'no flags are told', id: 'result.nsfw-flag', change: { usual: withBody(() => ({ images: [] })) } },
  { name: 'no size is told', id: 'result.declared-size', change: { usual: picturing({ declared: {} }) } },
  {
    name: 'the pixels have the ratio itself, not that of the published sizes',
    id: 'result.ratio',
    change: { usual: picturing({ width: 1_920, height: 1_080 }) },
  },
  {
    name: 'a store serves bytes of no type',
    id: 'result.served-type',
    change: {
      usual: (course) => {
        const [image] = course.images
        const headers = { 'content-type': 'binary/octet-stream' }
        return image?.exchange === undefined
          ? course
          : picturing({ exchange: answering(image.exchange, { headers }) })(course)
      },
    },
  },
  {
    name: 'moderation made both images black, and says so',
    id: 'result.count',
    change: {
      'other-shape': (course) => ({
        ...reading(() => ({ nsfw: [true, true] }))(course),
        images: course.images.map((image) => ({ ...image, hash: 'black' })),
      }),
    },
  },
  {
    name: 'an image that nobody can load is refused at the submit',
    id: 'result.failure',
    change: { 'bad-image': refused(422, {}) },
  },
  {
    name: 'an error says why without naming a field',
    id: 'result.failure-field',
    change: { 'bad-image': failing([]) },
  },
  {
    name: 'the field is named by its place in a nested body',
    id: 'result.failure-field',
    change: { 'bad-image': failing([{ field: 'input.0.image_url', message: 'no' }]) },
  },
  { name: 'no cost is told', id: 'result.cost', provider: 'vtrix', change: { usual: withBody(() => ({})) } },
  {
    name: 'no image could be looked at',
    id: 'result.format',
    change: { usual: (course) => unfetched(course, 404) },
    skipped: 'no image of the edit "usual" could be looked at',
  },
  {
    name: 'the edit failed',
    id: 'result.images',
    change: { usual: (course) => ({ ...course, end: 'failed' }) },
    skipped: 'the edit "usual" did not end well',
  },
  {
    name: 'the second answer was lost',
    id: 'result.later',
    change: { usual: without('later') },
    skipped: 'the result was not asked for a second time',
  },
]

describe('what an edit brings', () => {
  test.each(broken)('$id tells when $name', async ({ want, got, ...one }) => {
    const [first] = await found(one)
    expect({ want: first?.want, got: first?.got }).toEqual({ want, got })
  })

  test.each(allowed)('$id lets pass when $name', async ({ skipped, ...one }) => {
    const finding = found(one)
    if (skipped === undefined) expect(await finding).toEqual([])
    else await expect(finding).rejects.toThrow(skipped)
    if (skipped !== undefined) await expect(finding).rejects.toBeInstanceOf(Skipped)
  })

  test('every case has a course that breaks it', () => {
    const ids = (['fal', 'vtrix'] as const)
      .flatMap((id) => courseCases(faultless(id).subject))
      .filter(({ group }) => group === 'result')
      .map(({ id }) => id)
    expect([...new Set(broken.map(({ id }) => id))].sort()).toEqual([...new Set(ids)].sort())
  })
})
