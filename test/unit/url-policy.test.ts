import { expect, test } from 'vitest'
import { imageUrlFault } from '../../src/url-policy.ts'

test.each([
  'https://fal.media/a.jpg',
  'https://8.8.8.8/a.jpg',
  'https://[2606:4700::1111]/a.jpg',
  'https://172.32.0.1/',
  'data:image/png;base64,AA==',
])('an image may be fetched from %s', (url) => {
  expect(imageUrlFault(url, { loopback: false })).toBeUndefined()
})

test.each([
  'http://fal.media/a.jpg',
  'ftp://fal.media/a.jpg',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'no url',
  'https://me:pw@fal.media/a.jpg',
  'https://localhost/',
  'https://localhost./',
  'https://a.localhost/',
  'https://router.local/',
  'https://metadata.google.internal/',
  'https://intranet/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://0.0.0.0/',
  'https://10.1.2.3/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.0.1/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[fc00::1]/',
  'https://[fd12:3456::1]/',
  'https://[fe80::1]/',
  'https://[ff02::1]/',
])('no image is fetched from %s', (url) => {
  expect(imageUrlFault(url, { loopback: false })).toEqual(expect.any(String))
})

test('a mock on loopback may name loopback, but no other private address', () => {
  const fault = (url: string) => imageUrlFault(url, { loopback: true })
  expect(fault('http://127.0.0.1:4010/images/a.jpg')).toBeUndefined()
  expect(fault('http://localhost:4010/images/a.jpg')).toBeUndefined()
  expect(fault('https://10.0.0.1/')).toBe('names a private address')
  expect(fault('http://example.com/')).toBe('is not encrypted')
})
