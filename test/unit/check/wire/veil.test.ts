import { expect, test } from 'vitest'
import fc from '../../../fast-check.ts'
import { createVeil } from '../../../../src/check/wire/veil.ts'

const key = 'id-4711:9f8e7d6c5b4a39281706'
const image = 'https://photos.example/flour.jpg?signature=abc'
const veil = createVeil(() => [key], image)

const table = [
  { name: 'a key', given: `no user for ${key}`, want: 'no user for [redacted]' },
  { name: 'a key in a URL', given: encodeURIComponent(key), want: '[redacted]' },
  { name: 'the address of the image', given: `cannot load ${image}.`, want: 'cannot load [image].' },
  {
    name: 'a data URI',
    given: 'got "data:image/png;base64,iVBORw0KGgo=" here',
    want: 'got "[data URI]" here',
  },
  { name: 'an image in base64', given: 'input: /9j/4AAQSkZJRgABAQ==', want: 'input: [image]' },
  {
    name: 'line breaks and what steers a terminal',
    given: 'a\r\n\u001b[31mb\u202e\u0000c',
    want: 'a [31mb c',
  },
]
test.each(table)('$name is taken out', ({ given, want }) => {
  expect(veil(given)).toBe(want)
})

test('paths and hashes stay: they say where to look', () => {
  const path = '/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status'
  const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  expect([veil(path), veil(hash)]).toEqual([path, hash])
})

test('no text is longer than 500 characters', () => {
  expect(veil('x '.repeat(10_000)).length).toBe(500)
})

test('whatever stands around it, a key does not come through', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(veil(`${before}${key}${after}`)).not.toContain(key)
    }),
  )
})
