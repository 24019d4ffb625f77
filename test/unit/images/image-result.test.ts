import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createKontext } from '../../../src/kontext.ts'
import { createFakeClock } from '../../../src/testing/index.ts'
import { fal } from '../descriptors.ts'
import { failureOf, reasonOf } from '../failure-of.ts'
import { answer, connectionError, jpeg, scriptedFetch, type Reply } from '../scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const photo = () => new Response(jpeg, { headers: { 'content-type': 'text/html' } })

async function imageAt(url: string, options: { baseUrl?: string; replies?: Reply[]; says?: object } = {}) {
  const { baseUrl = 'https://queue.fal.run', replies = [photo()], says } = options
  const script = scriptedFetch({ request_id: 'job-1', images: [{ url, ...says }] }, ...replies)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: 'k-12345', baseUrl }), { fetch: script.fetch, clock })
  const result = await kontext.edit(input)
  return {
    image: result.images[0],
    warnings: result.warnings,
    downloads: () => script.seen.slice(1),
    posts: script.posts,
  }
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

describe('what is told of an image by its bytes', () => {
  test('is its size and its type, whatever the provider says', async () => {
    const { image, warnings } = await imageAt(home, {
      says: { content_type: 'image/jpeg', width: 9, height: 9 },
      replies: [new Response(realPng(640, 480))],
    })
    expect(image).toMatchObject({ width: 9, height: 9 })
    await image.bytes()
    expect(image).toMatchObject({ type: 'image/png', width: 640, height: 480 })
    expect(warnings).toEqual([{ code: 'other-type', message: expect.stringContaining('image/png') }])
    expect((await image.blob()).type).toBe('image/png')
  })

  test('is refused above 100 megapixels before anything decodes it', async () => {
    const { image } = await imageAt(home, { replies: [new Response(realPng(65_535, 65_535))] })
    expect(await failureOf(image.bytes())).toMatchObject({
      code: 'contract',
      message: expect.stringContaining('65535x65535 pixels'),
    })
  })

  test.each([
    { name: 'PNG', cut: realPng(640, 480).slice(0, 40) },
    { name: 'JPEG', cut: jpegHeader },
    { name: 'JPEG of which a part was sent (206)', cut: jpegHeader, status: 206 },
  ])('a $name that breaks off is fetched again, and never taken', async ({ cut, status = 200 }) => {
    const { image, posts } = await imageAt(home, { replies: [new Response(cut, { status }), photo()] })
    expect(await image.bytes()).toEqual(jpeg)
    const broken = await imageAt(home, { replies: [new Response(cut)] })
    expect(await failureOf(broken.image.bytes())).toMatchObject({ code: 'contract', billed: 'yes' })
    expect(broken.downloads()).toHaveLength(4)
    expect(posts()).toHaveLength(1)
  })
})

describe('several readers', () => {
  test('share one download', async () => {
    const { image, downloads } = await imageAt(home)
    const [one, other] = await Promise.all([image.bytes(), image.bytes()])
    expect(one === other).toBe(true)
    expect(downloads()).toHaveLength(1)
  })

  test('do not lose it when one of them leaves; the last one ends it', async () => {
    let aborted = 0
    const aborting = () => {
      aborted += 1
    }
    const waiting = () =>
      new Response(new ReadableStream({ cancel: () => aborting(), pull: () => new Promise(() => undefined) }))
    const { image, downloads } = await imageAt(home, { replies: [waiting, photo()] })
    const [first, second] = [new AbortController(), new AbortController()]
    const [one, other] = [first, second].map(({ signal }) => reasonOf(image.bytes({ signal })))
    await vi.waitFor(() => expect(downloads()).toHaveLength(1), 30_000)
    first.abort('one')
    expect(await one).toBe('one')
    await new Promise((resolve) => setImmediate(resolve))
    expect(aborted).toBe(0)
    second.abort('other')
    expect(await other).toBe('other')
    expect(await image.bytes()).toEqual(jpeg)
    expect(downloads()).toHaveLength(2)
  })

  test('may try again after a failure', async () => {
    const { image } = await imageAt(home, { replies: [answer(404), photo()] })
    await failureOf(image.bytes())
    expect(await image.bytes()).toEqual(jpeg)
  })
})

describe('a stream', () => {
  const collect = async (stream: ReadableStream<Uint8Array>) =>
    new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())

  test('asks for nothing before it is read, and then gives the bytes', async () => {
    const { image, downloads } = await imageAt(home)
    const stream = image.stream()
    expect(downloads()).toHaveLength(0)
    expect(await collect(stream)).toEqual(jpeg)
    expect(image.type).toBe('image/jpeg')
  })

  test('is fetched again while nothing was handed out, and not after', async () => {
    const { image, downloads } = await imageAt(home, { replies: [answer(503), breaking, photo()] })
    const reader = image.stream().getReader()
    expect((await reader.read()).value).toEqual(wide)
    expect(await failureOf(reader.read())).toMatchObject({ code: 'network', billed: 'yes' })
    expect(downloads()).toHaveLength(2)
  })

  test.each([
    { name: 'a page', reply: () => answer(200, '<html>'.repeat(20)), code: 'contract' },
    { name: 'too many bytes', reply: endless(wide), code: 'contract' },
    { name: 'a link that is gone', reply: () => answer(410), code: 'http' },
  ])('fails with $code from $name', async ({ reply, code }) => {
    const { image } = await imageAt(home, { replies: [reply] })
    expect((await failureOf(collect(image.stream()))).code).toBe(code)
  })

  test('ends at once on abort', async () => {
    const controller = new AbortController()
    const { image } = await imageAt(home, { replies: [endless(wide)] })
    const reader = image.stream({ signal: controller.signal }).getReader()
    await reader.read()
    controller.abort('enough')
    expect(await reasonOf(drain(reader))).toBe('enough')
  })
})

test('a link that is gone says what to do', async () => {
  const { image } = await imageAt(home, { replies: [answer(403)] })
  expect(await failureOf(image.bytes())).toMatchObject({
    message: expect.stringContaining('may have expired. Resume the job by its handle'),
    retryable: false,
  })
})

test('a data URI needs no fetch at all', async () => {
  const uri = `data:text/html;base64,${Buffer.from(jpeg).toString('base64')}`
  const { image, downloads } = await imageAt(uri)
  expect(await image.bytes()).toEqual(jpeg)
  expect(downloads()).toHaveLength(0)
  expect(await failureOf((await imageAt('data:image/png,abc')).image.bytes())).toMatchObject({
    code: 'contract',
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

  test('may run twice at once for the same file', async () => {
    const { image } = await imageAt(home)
    await Promise.all([image.save(join(folder, 'donut.jpg')), image.save(join(folder, 'donut.jpg'))])
    expect(await readdir(folder)).toEqual(['donut.jpg'])
  })

  test('leaves nothing beside a folder that is in its place', async () => {
    const { image } = await imageAt(home)
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true })
    expect(await reasonOf(image.save(join(folder, 'taken')))).toMatchObject({ code: expect.any(String) })
    await rm(join(folder, 'taken'), { recursive: true })
    expect(await readdir(folder)).toEqual(['donut.jpg'])
  })

  test('leaves nothing when it fails', async () => {
    const { image } = await imageAt(home)
    expect(await reasonOf(image.save(join(folder, 'no', 'donut.jpg')))).toMatchObject({
      code: 'ENOENT',
      message: expect.stringContaining('its folder does not exist'),
    })
    expect(await readdir(folder)).toEqual(['donut.jpg'])
  })
})

function endless(first: Uint8Array = new Uint8Array(1)): () => Response {
  const chunk = new Uint8Array(1024 * 1024)
  return () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(first),
        pull: (controller) => controller.enqueue(chunk),
      }),
    )
}

/** A JPEG of 16 pixels squared that ends after its header. */
const jpegHeader = Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0])

/** The start of a JPEG, long enough to be told. */
const wide = Uint8Array.from({ length: 40 }, (_, index) => jpeg[index] ?? 0)

const breaking = () => {
  let pulls = 0
  return new Response(
    new ReadableStream({
      pull: (controller) =>
        pulls++ === 0 ? controller.enqueue(wide) : controller.error(new TypeError('terminated')),
    }),
  )
}

/** A PNG whose header says it has these pixels. */
function realPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const png = new Uint8Array(encode({ width: 1, height: 1, data: new Uint8Array(4) }))
  new DataView(png.buffer).setUint32(16, width)
  new DataView(png.buffer).setUint32(20, height)
  return png
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}
