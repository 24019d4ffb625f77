import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { openAsBlob } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { fromBase64, toBase64 } from '../../../src/images/base64.ts'
import { encodeInput } from '../../../src/input/encode-input.ts'
import { inspectImage, type ImageReading } from '../../../src/images/image-source.ts'
import type { ImageForm } from '../../../src/provider.ts'
import { falDescriptor, vtrixDescriptor } from '../descriptors.ts'
import { reasonOf } from '../failure-of.ts'
import { jpeg } from '../scripted-fetch.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const uri = (type: string, bytes: Uint8Array) =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
const arrayBuffer = new Uint8Array(png).buffer
const shared = new SharedArrayBuffer(png.length)
new Uint8Array(shared).set(png)
const even = new Uint8Array(16)
even.set(png)

async function readImage(
  source: unknown,
  accepts: readonly ImageForm[],
  signal?: AbortSignal,
): Promise<ImageReading> {
  const image = inspectImage(source, accepts)
  return 'read' in image ? image.read(signal) : image
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield await Promise.resolve(Uint8Array.of(byte))
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontext-'))
  await writeFile(join(folder, 'a.txt'), png)
})
afterAll(() => rm(folder, { recursive: true }))

describe('what an image becomes where data URIs are taken', () => {
  test.each([
    { name: 'an https URL', given: 'https://example.com/a.png', want: 'https://example.com/a.png' },
    { name: 'an http URL', given: 'http://example.com/a.png?x=1', want: 'http://example.com/a.png?x=1' },
    { name: 'a URL object', given: new URL('https://example.com/a b'), want: 'https://example.com/a%20b' },
    { name: 'a Uint8Array', given: png, want: uri('image/png', png) },
    { name: 'a Buffer', given: Buffer.from(jpeg), want: uri('image/jpeg', jpeg) },
    {
      name: 'a part of a larger buffer',
      given: new Uint8Array([1, 2, ...png]).subarray(2),
      want: uri('image/png', png),
    },
    { name: 'an ArrayBuffer', given: arrayBuffer, want: uri('image/png', png) },
    { name: 'a SharedArrayBuffer', given: shared, want: uri('image/png', png) },
    { name: 'a DataView', given: new DataView(arrayBuffer), want: uri('image/png', png) },
    { name: 'a Uint8ClampedArray', given: new Uint8ClampedArray(png), want: uri('image/png', png) },
    { name: 'a Uint16Array', given: new Uint16Array(even.buffer), want: uri('image/png', even) },
    { name: 'a web stream', given: new Blob([png]).stream(), want: uri('image/png', png) },
    { name: 'a Node stream', given: Readable.from([Buffer.from(png)]), want: uri('image/png', png) },
    { name: 'an async iterable, byte by byte', given: inPieces(png), want: uri('image/png', png) },
    {
      name: "another realm's Uint8Array",
      given: runInNewContext('Uint8Array.from(list)', { list: [...png] }),
      want: uri('image/png', png),
    },
    {
      name: "another realm's ArrayBuffer",
      given: runInNewContext('Uint8Array.from(list).buffer', { list: [...png] }),
      want: uri('image/png', png),
    },
    {
      name: 'a Blob, whatever its label',
      given: new Blob([png], { type: 'text/html' }),
      want: uri('image/png', png),
    },
    { name: 'a File', given: new File([jpeg], 'a.txt'), want: uri('image/jpeg', jpeg) },
    { name: 'a GIF', given: latin('GIF89a...'), want: uri('image/gif', latin('GIF89a...')) },
    {
      name: 'a WebP',
      given: latin('RIFF\0\0\0\0WEBPVP8 '),
      want: uri('image/webp', latin('RIFF\0\0\0\0WEBPVP8 ')),
    },
    {
      name: 'an AVIF',
      given: latin('\0\0\0\x1cftypavif'),
      want: uri('image/avif', latin('\0\0\0\x1cftypavif')),
    },
    { name: 'a data URI with the wrong label', given: uri('image/png', jpeg), want: uri('image/jpeg', jpeg) },
  ])('$name', async ({ given, want }) => {
    expect(await readImage(given, ['url', 'data-uri'])).toEqual({
      ok: true,
      form: want.startsWith('data:') ? 'data-uri' : 'url',
      value: want,
    })
  })
})

describe('what an image becomes where base64 is taken', () => {
  test.each([
    { name: 'bytes', given: png },
    { name: 'a data URI', given: uri('image/png', png) },
  ])('$name', async ({ given }) => {
    expect(await readImage(given, ['url', 'base64'])).toEqual({
      ok: true,
      form: 'base64',
      value: Buffer.from(png).toString('base64'),
    })
  })
})

describe('a file', () => {
  test('by its path', async () => {
    const want = { ok: true, form: 'data-uri', value: uri('image/png', png) }
    expect(await readImage({ path: join(folder, 'a.txt') }, ['data-uri'])).toEqual(want)
    expect(await readImage(await openAsBlob(join(folder, 'a.txt')), ['data-uri'])).toEqual(want)
  })

  test.each([
    { name: 'that is not there', path: 'no.png', code: 'ENOENT' },
    { name: 'that is a folder', path: '.', code: 'EISDIR' },
  ])('$name', async ({ path, code }) => {
    expect(await readImage({ path: join(folder, path) }, ['data-uri'])).toEqual({
      ok: false,
      issue: expect.stringContaining(`could not be read (${code})`),
      cause: expect.objectContaining({ code }),
    })
  })

  test('without an end', async () => {
    expect(await readImage({ path: '/dev/zero' }, ['data-uri'])).toMatchObject({
      issue: expect.stringContaining('20 MB'),
    })
  })
})

describe('a stream', () => {
  const input = (image: unknown, more: object = {}) => ({ prompt: 'p', image, ...more })

  test('is left unread when anything else is wrong', async () => {
    const stream = new Blob([png]).stream()
    const { issues } = await encodeInput(falDescriptor, input(stream, { guidance: 99 }), undefined)
    expect(issues.map(({ path }) => path)).toEqual(['guidance'])
    expect(stream.locked).toBe(false)
    const { fields } = await encodeInput(falDescriptor, input(stream), undefined)
    expect(fields['image_url']).toBe(uri('image/png', png))
  })

  test('is read once, for the next try and for another provider too', async () => {
    const stream = new Blob([png]).stream()
    const first = await encodeInput(falDescriptor, input(stream), undefined)
    const second = await encodeInput(vtrixDescriptor, input([stream, stream]), undefined)
    expect([first.issues, second.issues]).toEqual([[], []])
    const base64 = Buffer.from(png).toString('base64')
    expect(second.fields).toMatchObject({ input_image: base64, input_image_2: base64 })
  })

  test.each([
    { name: 'fails', stream: failing(), says: 'could not be read (EIO)' },
    { name: 'is being read elsewhere', stream: locked(), says: 'could not be read' },
    { name: 'has texts', stream: Readable.from(['text']), says: 'could not be read' },
    { name: 'has nothing', stream: Readable.from([]), says: 'has no bytes' },
    { name: 'is above 20 MB', stream: Readable.from(huge()), says: 'is above the limit of 20 MB' },
  ])('that $name is refused', async ({ stream, says }) => {
    expect(await readImage(stream, ['data-uri'])).toMatchObject({
      ok: false,
      issue: expect.stringContaining(says),
    })
  })

  test('is left at once on abort, and told', async () => {
    const controller = new AbortController()
    const stream = new Readable({ read: () => undefined })
    const reading = reasonOf(encodeInput(falDescriptor, input(stream), controller.signal))
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort('enough')
    expect(await reading).toBe('enough')
    expect(stream.destroyed).toBe(true)
  })
})

function failing(): Readable {
  return new Readable({
    read() {
      this.destroy(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }))
    },
  })
}

function locked(): ReadableStream {
  const stream = new Blob([png]).stream()
  stream.getReader()
  return stream
}

function* huge(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(1024 * 1024)
}

describe('what is refused', () => {
  test.each([
    { name: 'a relative path', given: './flour.png', says: 'Pass { path: "…" } for a file' },
    { name: 'an absolute path', given: '/home/me/flour.png', says: 'Pass { path' },
    { name: 'a path of Windows', given: 'C:\\flour.png', says: 'is a file path' },
    { name: 'a detached buffer', given: detached(), says: 'has no bytes' },
    { name: 'a view of a detached buffer', given: new DataView(new ArrayBuffer(0)), says: 'has no bytes' },
    { name: 'an empty Blob', given: new Blob([]), says: 'has no bytes' },
    { name: 'a file URL', given: 'file:///home/me/flour.png', says: 'is a file: URL' },
    { name: 'a script', given: 'javascript:alert(1)', says: 'is a javascript: URL' },
    { name: 'a blob URL', given: 'blob:https://example.com/1', says: 'is a blob: URL' },
    { name: 'a URL with a password', given: 'https://me:pw@example.com/a', says: 'password' },
    { name: 'an empty text', given: '', says: 'neither a URL nor a data URI' },
    { name: 'no bytes', given: new Uint8Array(), says: 'has no bytes' },
    { name: 'an empty data URI', given: 'data:image/png;base64,', says: 'has no bytes' },
    { name: 'a data URI without base64', given: 'data:image/svg+xml,<svg/>', says: 'without base64' },
    { name: 'broken base64', given: 'data:image/png;base64,iVBO*w==', says: 'broken' },
    { name: 'a PDF', given: latin('%PDF-1.7'), says: 'not an image the model reads' },
    { name: 'a PDF as a data URI', given: uri('image/png', latin('%PDF-1.7')), says: 'not an image' },
    { name: 'bytes above 20 MB', given: new Uint8Array(20 * 1024 * 1024 + 1), says: 'has 20.1 MB' },
    { name: 'a Blob above 20 MB', given: new Blob([new Uint8Array(21 * 1024 * 1024)]), says: 'has 21 MB' },
    {
      name: 'a Buffer that went through JSON',
      given: { type: 'Buffer', data: [1] },
      says: 'is of type object',
    },
    { name: 'a number', given: 5, says: 'is of type number' },
    { name: 'null', given: null, says: 'is null' },
  ])('$name', async ({ given, says }) => {
    expect(await readImage(given, ['url', 'data-uri'])).toEqual({
      ok: false,
      issue: expect.stringContaining(says),
    })
  })

  test('bytes where only URLs are taken, and the other way round', async () => {
    const refused = { ok: false, rule: 'image-form' }
    expect(await readImage(png, ['url'])).toMatchObject(refused)
    expect(await readImage(new Blob([png]), ['url'])).toMatchObject(refused)
    expect(await readImage('https://example.com/a', ['base64'])).toMatchObject(refused)
  })
})

function detached(): Uint8Array {
  const bytes = new Uint8Array(png)
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
  return bytes
}

test('base64 and back is the same', () => {
  expect(fromBase64(toBase64(png))).toEqual(png)
})

test('base64 is the same without Buffer', () => {
  const bytes = Uint8Array.from({ length: 60_001 }, (_, index) => index % 251)
  const want = Buffer.from(bytes).toString('base64')
  vi.stubGlobal('Buffer', undefined)
  const got = toBase64(bytes)
  vi.unstubAllGlobals()
  expect(got === want).toBe(true)
})
