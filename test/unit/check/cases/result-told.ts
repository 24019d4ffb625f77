import type { Course } from '../../../../src/check/edits/course.ts'
import { answering, reading, resulting, type Broken } from './courses.ts'

/** The same course with another body of its result. */
export const withBody = (change: (body: Record<string, unknown>) => object) =>
  resulting((look) => ({
    ...look,
    exchange: answering(look.exchange, { body: change({ ...(look.exchange.answer?.body as object) }) }),
  }))

const lastLook =
  (body: object) =>
  (course: Course): Course => ({
    ...course,
    looks: course.looks.map((look) => ({ ...look, exchange: answering(look.exchange, { body }) })),
  })

/** Servers whose results tell other than what came, or other than before. */
export const brokenTold: readonly Broken[] = [
  {
    name: 'what comes is called a video',
    id: 'result.kind',
    provider: 'vtrix',
    change: { usual: withBody((body) => ({ ...body, output: [{ content: [{ type: 'video' }] }] })) },
    want: '"image"',
    got: '"video"',
  },
  {
    name: 'the result names another prompt',
    id: 'result.prompt-told',
    change: { usual: withBody((body) => ({ ...body, prompt: 'A cat.' })) },
    want: 'the prompt of the edit',
    got: 'another text',
  },
  {
    name: 'a task that failed has cost something',
    id: 'result.failure-told',
    provider: 'vtrix',
    change: { 'bad-image': lastLook({ error: { code: '1', message: 'no' }, usage: { cost: '0.01' } }) },
    want: 'no cost',
    got: '"0.01"',
  },
  {
    name: 'a task that failed does not say why',
    id: 'result.failure-told',
    provider: 'vtrix',
    change: { 'bad-image': lastLook({ error: {} }) },
    want: 'a code or a message',
    got: 'neither',
  },
  {
    name: 'the seed is another one the second time',
    id: 'result.told-again',
    change: { usual: withBody((body) => ({ ...body, seed: 1 })) },
    want: '"[1]"',
    got: '"[1234567891]"',
  },
  {
    name: 'several images are told to be nothing wide',
    id: 'result.declared-sizes',
    change: {
      'other-shape': withBody(({ images, ...body }) => ({
        ...body,
        images: (images as object[]).map((image, index) => (index === 1 ? { ...image, width: 0 } : image)),
      })),
    },
    want: '752',
    got: '0',
  },
  {
    name: 'a PNG comes where no file type was asked for',
    id: 'result.default-format',
    change: {
      'sync-mode': (course) => ({
        ...course,
        images: course.images.map((image) => ({ ...image, type: 'image/png' as const })),
      }),
    },
    want: 'image/jpeg',
    got: 'image/png',
  },
  {
    name: 'two images come where no number was asked for',
    id: 'result.default-count',
    change: { 'sync-mode': reading(({ images }) => ({ images: [...images, ...images] })) },
    want: '1 image',
    got: '2 images',
  },
]
