import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKontext } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal } from './descriptors.ts'
import { failureOf, reasonOf } from './failure-of.ts'
import { answer, connectionError, jpeg, scriptedFetch, type Reply } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const photo = () => new Response(jpeg, { headers: { 'content-type': 'text/html' } })

async function imageAt(url: string, options: { baseUrl?: string; replies?: Reply[] } = {}) {
  const { baseUrl = 'https://queue.fal.run', replies = [photo()] } = options
  const script = scriptedFetch({ request_id: 'job-1', images: [{ url }] }, ...replies)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: 'k-12345', baseUrl }), { fetch: script.fetch, clock })
  const result = await kontext.edit(input)
  return { image: result.images[0], downloads: () => script.seen.slice(1), posts: script.posts }
}

const home = 'https://fal.media/a.jpg'

describe('bytes', () => {
  test('come without a credential, once, and say what they are', async () => {
    const { image, downloads } = await imageAt(home)
    expect(image.type).toBeUndefined()
    expect(await image.bytes()).toEqual(jpeg)
    await image.bytes()
    expect(image.type).toBe('image/jpeg')
    expect(
      downloads().map(({ method, url, redirect, headers }) => ({
        method,
        url,
        redirect,
        headers: [...headers],
      })),
    ).toEqual([{ method: 'GET', url: home, redirect: 'manual', headers: [] }])
  })

  test('of a data URI need no host', async () => {
    const uri = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
    expect(await (await imageAt(uri)).image.bytes()).toEqual(jpeg)
  })

  test.each([
    { name: 'a 503', replies: [answer(503), photo()] },
    { name: 'a reset', replies: [connectionError('ECONNRESET'), photo()] },
  ])('are fetched again after $name, without a second edit', async ({ replies }) => {
    const { image, posts } = await imageAt(home, { replies })
    expect(await image.bytes()).toEqual(jpeg)
    expect(posts()).toHaveLength(1)
  })

  test('follow a redirect to another public host', async () => {
    const { image, downloads } = await imageAt(home, {
      replies: [answer(302, '', { location: 'https://cdn.example.com/b.jpg' }), photo()],
    })
    expect(await image.bytes()).toEqual(jpeg)
    expect(downloads().map(({ url }) => url)).toEqual([home, 'https://cdn.example.com/b.jpg'])
  })

  test.each([
    {
      name: 'a redirect into the private network',
      url: home,
      replies: [answer(302, '', { location: 'https://10.0.0.1/' })],
      requests: 1,
    },
    {
      name: 'a redirect to plain http',
      url: home,
      replies: [answer(302, '', { location: 'http://example.com/' })],
      requests: 1,
    },
    {
      name: 'a redirect without end',
      url: home,
      replies: [answer(302, '', { location: home })],
      requests: 4,
    },
    { name: 'a redirect without aim', url: home, replies: [answer(302)], requests: 1 },
    { name: 'a private address', url: 'https://192.168.1.1/a.jpg', replies: [photo()], requests: 0 },
    { name: 'this machine', url: 'http://127.0.0.1:9/a.jpg', replies: [photo()], requests: 0 },
    { name: 'plain http', url: 'http://fal.media/a.jpg', replies: [photo()], requests: 0 },
    { name: 'a page', url: home, replies: [answer(200, '<html>')], requests: 1 },
    { name: 'too many bytes', url: home, replies: [endless()], requests: 1 },
  ])('are refused from $name', async ({ url, replies, requests }) => {
    const { image, downloads } = await imageAt(url, { replies })
    expect(await failureOf(image.bytes())).toMatchObject({
      code: 'contract',
      billed: 'yes',
      requestId: 'job-1',
    })
    expect(downloads()).toHaveLength(requests)
  })

  test('come from loopback when the provider is there', async () => {
    const { image } = await imageAt('http://127.0.0.1:9/a.jpg', { baseUrl: 'http://localhost:9' })
    expect(await image.bytes()).toEqual(jpeg)
  })

  test('that are gone are an HttpError, billed', async () => {
    const { image } = await imageAt(home, { replies: [answer(404)] })
    expect(await failureOf(image.bytes())).toMatchObject({ code: 'http', status: 404, billed: 'yes' })
  })

  test('reject with the reason of an abort', async () => {
    const { image } = await imageAt(home)
    const signal = AbortSignal.abort('gone')
    expect(await reasonOf(image.bytes({ signal }))).toBe('gone')
  })
})

describe('save', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kontext-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('writes the whole file and leaves nothing else', async () => {
    const { image } = await imageAt(home)
    await image.save(join(folder, 'donut.jpg'))
    expect(new Uint8Array(await readFile(join(folder, 'donut.jpg')))).toEqual(jpeg)
    expect(await readdir(folder)).toEqual(['donut.jpg'])
  })

  test('leaves nothing when it fails', async () => {
    const { image } = await imageAt(home)
    expect(await reasonOf(image.save(join(folder, 'no', 'donut.jpg')))).toMatchObject({ code: 'ENOENT' })
    expect(await readdir(folder)).toEqual(['donut.jpg'])
  })
})

function endless(): () => Response {
  const chunk = new Uint8Array(1024 * 1024)
  return () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }))
}
