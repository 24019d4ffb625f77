import fc from '../../fast-check.ts'
import { expect, test } from 'vitest'
import { imageUrlFault } from '../../../src/images/url-policy.ts'

test.each([
  'https://fal.media/a.jpg',
  'https://8.8.8.8/a.jpg',
  'https://[2606:4700::1111]/a.jpg',
  'https://172.32.0.1/',
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
  'https://[::10.0.0.1]/',
  'https://[2002:0a00:0001::]/',
  'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
  'https://[fec0::1]/',
  'https://[64:ff9b:1::1]/',
  'https://localhost../',
  'https://127.0.0.1../',
  'https://192.0.2.1/',
  'https://203.0.113.9/',
  'https://１２７.0.0.1/',
  'https://host.corp/',
  '//fal.media/a.jpg',
  '/a.jpg',
  'data:image/png;base64,AA==',
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

/** Networks nobody on the internet can be reached in, as the registries of IANA list them. */
const privateV4 = fc
  .constantFrom(
    ...[
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
    ],
    ...[
      '192.0.2.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
    ],
  )
  .chain((network) => {
    const [first = '', bits] = network.split('/')
    const start = first.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    return fc.nat({ max: 2 ** (32 - Number(bits)) - 1 }).map((offset) => start + offset)
  })

const octets = (address: number) => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256)
const hex = (address: number) => `0x${address.toString(16)}`
const notations: readonly ((address: number) => string)[] = [
  (address) => octets(address).join('.'),
  (address) => String(address),
  hex,
  (address) => `0${address.toString(8)}`,
  (address) => octets(address).map(hex).join('.'),
  (address) =>
    octets(address)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (address) => `${octets(address)[0] ?? 0}.${address % 2 ** 24}`,
  (address) => `${octets(address).slice(0, 2).join('.')}.${address % 2 ** 16}`,
  (address) => `${octets(address).join('.')}.`,
  (address) => `[::ffff:${octets(address).join('.')}]`,
  (address) => `[0:0:0:0:0:FFFF:${octets(address).join('.')}]`,
  (address) => `[::ffff:${Math.floor(address / 65_536).toString(16)}:${(address % 65_536).toString(16)}]`,
  (address) => `[64:ff9b::${octets(address).join('.')}]`,
  (address) => `[::${octets(address).join('.')}]`,
  (address) => octets(address).join('.').replaceAll('.', '%2e'),
]

test('a private address is refused in every notation, at every port', () => {
  const url = fc.tuple(privateV4, fc.constantFrom(...notations), fc.constantFrom('', ':443', ':8443'))
  fc.assert(
    fc.property(url, fc.boolean(), ([address, notation, port], loopback) => {
      const fault = imageUrlFault(`https://${notation(address)}${port}/a.jpg`, { loopback })
      const here = Math.floor(address / 2 ** 24) === 127
      if (!(loopback && here)) expect(fault).toEqual(expect.any(String))
    }),
    { numRuns: 2000 },
  )
})

test('an address of version 6 outside the public block is refused however it is written', () => {
  const groups = fc.array(fc.nat({ max: 0xffff }), { minLength: 7, maxLength: 7 })
  const first = fc.oneof(fc.integer({ min: 0x100, max: 0x1fff }), fc.integer({ min: 0x4000, max: 0xffff }))
  fc.assert(
    fc.property(first, groups, fc.boolean(), (lead, rest, upper) => {
      const text = [lead, ...rest].map((part) => part.toString(16)).join(':')
      expect(
        imageUrlFault(`https://[${upper ? text.toUpperCase() : text}]/`, { loopback: true }),
      ).toBeDefined()
    }),
  )
})

test('any other address is not', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0, c = 0] = address.split('.').map(Number)
      const special =
        [0, 10, 127].includes(a) || a >= 224 || (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254)
      const more =
        (a === 172 && b >= 16 && b < 32) ||
        (a === 192 && (b === 168 || (b === 0 && [0, 2].includes(c)) || (b === 88 && c === 99)))
      const tests =
        (a === 198 && ([18, 19].includes(b) || (b === 51 && c === 100))) ||
        (a === 203 && b === 0 && c === 113)
      expect(imageUrlFault(`https://${address}/`, { loopback: false }) !== undefined).toBe(
        special || more || tests,
      )
    }),
  )
})
