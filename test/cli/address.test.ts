import { fal, HttpError, InputError, NetworkError } from 'kontext-sdk'
import { expect, test } from 'vitest'
import { withAddress } from '../../src/cli/address-hint.ts'
import { CommandError } from '../../src/cli/command-error.ts'
import { inFlags } from '../../src/cli/flag-of.ts'
import { kontextFor } from '../../src/cli/kontext-for.ts'

const address = 'https://relay.example/fal'
const handle = {
  v: 1,
  provider: 'fal',
  origin: address,
  model: 'max',
  requestId: 'job-1',
  submittedAt: '2026-01-01T00:00:00.000Z',
} as const

function network(code: string, more: { handle?: typeof handle } = {}): NetworkError {
  const cause = new Error('fetch failed', { cause: Object.assign(new Error('told'), { code }) })
  return new NetworkError('Failed to submit to fal: the connection failed.', {
    provider: 'fal',
    billed: 'no',
    cause,
    ...more,
  })
}

const remedies = [
  { code: 'ECONNREFUSED', says: 'nothing listens there' },
  { code: 'ENOTFOUND', says: 'no host of that name' },
  { code: 'ERR_SSL_WRONG_VERSION_NUMBER', says: 'no TLS is spoken there' },
  { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', says: 'its certificate is not trusted' },
]
test.each(remedies)('says of $code which address it was and what to do', ({ code, says }) => {
  const error = withAddress(network(code), address)
  expect(error).toBeInstanceOf(CommandError)
  expect(error).toMatchObject({
    exitCode: 3,
    message: expect.stringContaining(`${address}: ${says}`) as string,
  })
})

test('says which address it was where the code says nothing to a reader, and keeps the handle', () => {
  expect(withAddress(network('EWHATEVER', { handle }), address)).toMatchObject({
    message: `Failed to submit to fal: the connection failed.\nThe address was ${address}.`,
    handle,
  })
})

const http = (status: number, more = {}): HttpError =>
  new HttpError('Failed to submit to fal: an HTML page.', {
    provider: 'fal',
    billed: 'no',
    status,
    body: '',
    ...more,
  })

test('asks whether the path is right when the submit gets 404', () => {
  expect(withAddress(http(404), address)).toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('the answer 404: is its path right?') as string,
  })
})

test.each([
  { name: 'a 404 about a job', error: http(404, { handle }) },
  { name: 'another status', error: http(500) },
  { name: 'an input', error: new InputError('no', { provider: 'fal', issues: [] }) },
  { name: 'what is no error of the SDK', error: new TypeError('no') },
])('leaves $name as it is', ({ error }) => {
  expect(withAddress(error, address)).toBe(error)
})

const refused = [
  {
    name: 'an address without a scheme on this machine',
    baseUrl: 'localhost:4010/fal',
    says: '--base-url does not begin with https:// or http://. Did you mean http://localhost:4010/fal?',
  },
  {
    name: 'an address without a scheme elsewhere',
    baseUrl: 'relay.example/fal',
    says: 'Did you mean https://relay.example/fal?',
  },
  {
    name: 'a password behind a missing scheme, which is not repeated',
    baseUrl: 'me:secret@relay.example',
    says: /http:\/\/\. Give the whole address\.$/,
  },
  {
    name: 'a password',
    baseUrl: 'https://me:secret@relay.example',
    says: /carries a user name or password\. Leave them out: the key is read from FAL_KEY\.$/,
  },
]
test.each(refused)('refuses $name', ({ baseUrl, says }) => {
  expect(() => kontextFor({ provider: 'fal', baseUrl })).toThrow(says)
})

test('guesses which provider was meant', () => {
  expect(() => kontextFor({ provider: 'fall' })).toThrow('Did you mean fal? Known: chainhub,')
})

test('says in flags what the SDK says in options', () => {
  const message = (() => {
    try {
      fal({ baseUrl: 'https://relay.example/?x' })
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
    return ''
  })()
  expect(inFlags(message)).toBe(
    'Failed to set up fal: --base-url carries a query or a fragment. Leave them out.',
  )
})
