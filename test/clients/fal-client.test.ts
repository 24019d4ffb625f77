import { createFalClient, type FalClient, ApiError, ValidationError } from '@fal-ai/client'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { sniffImageType } from '../../src/images/image-type.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const model = 'fal-ai/flux-pro/kontext/max'
const input = {
  prompt: 'Put a donut next to the flour.',
  image_url: 'https://example.com/flour.png',
  aspect_ratio: '16:9',
  output_format: 'png',
} as const

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer()
})
afterAll(() => mock.close())

/** The ways in which fal's own client, as it is published, can be led to the mock. */
const ways: readonly { name: string; connect: (key: string) => FalClient }[] = [
  {
    name: 'with its proxy option',
    connect: (key) =>
      createFalClient({ credentials: key, proxyUrl: { url: `${mock.url}/fal`, when: 'always' } }),
  },
  {
    name: 'with a request middleware',
    connect: (key) =>
      createFalClient({
        credentials: key,
        requestMiddleware: (request) =>
          Promise.resolve({
            ...request,
            url: request.url.replace('https://queue.fal.run', mock.baseUrl('fal')),
          }),
      }),
  },
  {
    name: 'with a fetch',
    connect: (key) =>
      createFalClient({
        credentials: key,
        fetch: (url, init) =>
          fetch(new Request(url).url.replace('https://queue.fal.run', mock.baseUrl('fal')), init),
      }),
  },
]

describe.each(ways)("fal's own client $name", ({ connect }) => {
  test.each(['polling', 'streaming'] as const)('sees a job through while %s', async (mode) => {
    const states: string[] = []
    const { data, requestId } = await connect(`mock:completes/${mode}`).subscribe(model, {
      input,
      mode,
      pollInterval: 1,
      onQueueUpdate: ({ status }) => {
        if (states.at(-1) !== status) states.push(status)
      },
    })
    expect(states).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED'])
    expect(requestId).not.toBe('')
    const [image] = data.images
    const bytes = new Uint8Array(await (await fetch(image?.url ?? '')).arrayBuffer())
    const { width, height } = await sharp(bytes).metadata()
    expect([sniffImageType(bytes), width, height]).toEqual(['image/png', 1392, 752])
    expect(image).toMatchObject({ content_type: 'image/png', width: 1392, height: 752 })
  })

  test('submits, looks, fetches and cancels by itself', async () => {
    const { queue } = connect('mock:completes')
    const { request_id: requestId, status } = await queue.submit(model, { input })
    expect(status).toBe('IN_QUEUE')
    expect(await queue.status(model, { requestId, logs: true })).toMatchObject({ status: 'IN_QUEUE' })
    await expect(queue.result(model, { requestId })).rejects.toMatchObject({ status: 400 })
    await queue.cancel(model, { requestId })
    expect(await queue.status(model, { requestId })).toMatchObject({ status: 'COMPLETED' })
  })

  test('gets the true place of a mistake', async () => {
    const wrong: object = { ...input, guidance_scale: 99, aspect_ratio: '5:4' }
    const error = await connect('mock:completes')
      .subscribe(model, { input: { ...input, ...wrong } })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      )
    expect(error).toBeInstanceOf(ValidationError)
    const places = (error as ValidationError).fieldErrors.map(({ loc }) => loc.join('.'))
    expect(places.toSorted()).toEqual(['body.aspect_ratio', 'body.guidance_scale'])
  })

  test('is told of moderation', async () => {
    const error = await connect('mock:moderated')
      .subscribe(model, { input, pollInterval: 1 })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      )
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 422 })
  })
})
