import { beforeEach, expect, test, vi } from 'vitest'
import { isPrivateAddress } from '../../../src/images/private-address.ts'
import { leadsToPrivate } from '../../../src/images/resolve-host.ts'

const lookup = vi.hoisted(() => vi.fn())
vi.mock('../../../src/http/node-module.ts', () => ({ nodeModule: () => Promise.resolve({ lookup }) }))
beforeEach(() => {
  lookup.mockReset()
})

test.each([
  { name: 'a public address', found: ['93.184.215.14'], want: false },
  { name: 'a private address', found: ['10.0.0.7'], want: true },
  { name: 'a private address among public ones', found: ['93.184.215.14', '127.0.0.1'], want: true },
  { name: 'a link-local address with a zone', found: ['fe80::1%eth0'], want: true },
  { name: 'an address of version 4 in one of version 6', found: ['::ffff:192.168.0.1'], want: true },
  { name: 'a public address behind NAT64', found: ['64:ff9b::5db8:d70e'], want: false },
  { name: 'a public address of version 6', found: ['2606:4700::1111'], want: false },
])('a name that leads to $name: $want', async ({ found, want }) => {
  lookup.mockResolvedValue(found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
  expect(await leadsToPrivate('images.example.com')).toBe(want)
  expect(lookup).toHaveBeenCalledWith('images.example.com', { all: true })
})

test('a name the resolver does not know is for the fetch to fail at', async () => {
  lookup.mockImplementation(() => Promise.reject(new Error('ENOTFOUND')))
  expect(await leadsToPrivate('images.example.com')).toBe(false)
})

test('names are no addresses', () => {
  expect(isPrivateAddress('10.example.com')).toBe(false)
})
