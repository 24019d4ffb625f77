import { describe, expect, test, vi } from 'vitest'
import { readImage, toBase64 } from '../../src/image-source.ts'
import { jpeg } from './scripted-fetch.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const uri = (type: string, bytes: Uint8Array) =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
const arrayBuffer = new Uint8Array(png).buffer

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
    expect(await readImage(given, ['url', 'data-uri'])).toEqual({ ok: true, value: want })
  })
})

describe('what an image becomes where base64 is taken', () => {
  test.each([
    { name: 'bytes', given: png },
    { name: 'a data URI', given: uri('image/png', png) },
  ])('$name', async ({ given }) => {
    expect(await readImage(given, ['url', 'base64'])).toEqual({
      ok: true,
      value: Buffer.from(png).toString('base64'),
    })
  })
})

describe('what is refused', () => {
  test.each([
    { name: 'a relative path', given: './flour.png', says: 'Read the file and pass its bytes' },
    { name: 'an absolute path', given: '/home/me/flour.png', says: 'Read the file' },
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
    expect((await readImage(png, ['url'])).ok).toBe(false)
    expect((await readImage('https://example.com/a', ['base64'])).ok).toBe(false)
  })
})

test('base64 is the same without Buffer', () => {
  const bytes = Uint8Array.from({ length: 60_001 }, (_, index) => index % 251)
  const want = Buffer.from(bytes).toString('base64')
  vi.stubGlobal('Buffer', undefined)
  const got = toBase64(bytes)
  vi.unstubAllGlobals()
  expect(got === want).toBe(true)
})
