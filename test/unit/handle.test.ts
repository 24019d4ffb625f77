import fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors/errors.ts'
import { createHandle, parseHandle, type JobHandle } from '../../src/handle.ts'
import { createKontext } from '../../src/kontext.ts'
import { fal } from './descriptors.ts'

const provider = fal({ apiKey: 'canary-key' })
const handle: JobHandle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId: 'job-1',
  submittedAt: '2026-01-02T03:04:05.000Z',
}
const paths = { status: '/fal-ai/flux-1/requests/job-1/status' }

test('a handle survives JSON', () => {
  const made = createHandle({ ...handle, paths })
  expect(parseHandle(JSON.parse(JSON.stringify(made)), provider)).toEqual(made)
})

test('a handle with the longest id and paths stays within 1 kB', () => {
  const long = `/${'a'.repeat(140)}/x`
  const made = createHandle({
    ...handle,
    requestId: 'x'.repeat(128),
    paths: { status: long.repeat(3), result: long.repeat(3) },
  })
  expect(JSON.stringify(made).length).toBeLessThanOrEqual(1024)
})

test('what is not of a handle is left out', () => {
  expect(parseHandle({ ...handle, apiKey: 'x' }, provider)).toEqual(handle)
})

describe('what is refused', () => {
  test.each([
    { given: undefined, path: 'handle', says: 'Pass the handle of a job' },
    { given: JSON.stringify(handle), path: 'handle', says: 'Pass JSON.parse(text)' },
    { given: [], path: 'handle', says: 'not an object' },
    { given: { ...handle, v: 2 }, path: 'handle.v', says: 'not of version 1' },
    { given: { ...handle, provider: 'chainhub' }, path: 'handle.provider', says: "another provider's" },
    {
      given: { ...handle, origin: 'https://evil.example' },
      path: 'handle.origin',
      says: 'https://queue.fal.run',
    },
    {
      given: { ...handle, origin: 'https://queue.fal.run/' },
      path: 'handle.origin',
      says: 'another base URL',
    },
    { given: { ...handle, requestId: '..' }, path: 'handle.requestId', says: 'characters no id has' },
    { given: { ...handle, requestId: 'a/../b' }, path: 'handle.requestId', says: 'characters' },
    { given: { ...handle, requestId: 5 }, path: 'handle.requestId', says: 'characters' },
    { given: { ...handle, model: 'dev' }, path: 'handle.model', says: 'not sold here' },
    { given: { ...handle, submittedAt: 'yesterday' }, path: 'handle.submittedAt', says: 'ISO 8601' },
    { given: { ...handle, paths: 'x' }, path: 'handle.paths', says: 'not one of this job' },
    {
      given: { ...handle, paths: { status: '/requests/job-2/status' } },
      path: 'handle.paths',
      says: 'not one of this job',
    },
    {
      given: { ...handle, paths: { status: '/../requests/job-1/status' } },
      path: 'handle.paths',
      says: 'not one',
    },
    {
      given: { ...handle, paths: { status: '//evil.example/requests/job-1/status' } },
      path: 'handle.paths',
      says: 'not one',
    },
    { given: { ...handle, x: 'x'.repeat(1024) }, path: 'handle', says: 'above 1 kB' },
  ])('$path: $says', ({ given, path, says }) => {
    const parse = () => parseHandle(given, provider)
    expect(parse).toThrow(InputError)
    expect(parse).toThrow(says)
    expect(parse).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path })] }))
  })

  test('anything else, with an error of ours', () => {
    const any = fc.oneof(fc.jsonValue(), fc.record({ ...handleArbitraries() }, { requiredKeys: [] }))
    fc.assert(
      fc.property(any, (value) => {
        try {
          const parsed = parseHandle(value, provider)
          expect(parsed).toMatchObject({ v: 1, provider: 'fal', origin: provider.baseUrl })
          expect(parsed.requestId).toMatch(/^[A-Za-z0-9._~-]{1,128}$/)
        } catch (error) {
          expect(error).toBeInstanceOf(InputError)
        }
      }),
    )
  })
})

describe('any handle this package makes', () => {
  const unit = fc.constantFrom(...'abcXYZ019._~-'.split(''))
  const id = fc.string({ unit, minLength: 1, maxLength: 128 }).filter((text) => text !== '.' && text !== '..')
  const places = fc.constantFrom(
    'https://queue.fal.run',
    `https://relay.example/${'a'.repeat(270)}`,
    'http://127.0.0.1:1',
  )
  const made = fc
    .record({ requestId: id, baseUrl: places, prefix: fc.string({ unit, maxLength: 120 }) })
    .map((given) => {
      const base = `/${given.prefix}x/requests/${given.requestId}`
      const longPaths = { status: `${base}/status`, result: `${base}/response`, cancel: `${base}/cancel` }
      const all = { ...handle, origin: given.baseUrl, requestId: given.requestId }
      return createHandle(base.length > 140 ? all : { ...all, paths: longPaths })
    })

  test('has at most 1 kB and comes back from JSON as it was', () => {
    fc.assert(
      fc.property(made, (one) => {
        const text = JSON.stringify(one)
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(1024)
        expect(parseHandle(JSON.parse(text), fal({ apiKey: 'canary-key', baseUrl: one.origin }))).toEqual(one)
        expect(text).not.toContain('canary')
      }),
    )
  })
})

describe('a value that is more than data', () => {
  const trap = () => {
    throw new Error('trap')
  }
  test.each([
    {
      name: 'a getter',
      given: Object.defineProperty({ ...handle }, 'requestId', { get: trap, enumerable: true }),
    },
    { name: 'a proxy', given: new Proxy({ ...handle }, { get: trap, ownKeys: trap }) },
    { name: 'a toJSON', given: { ...handle, toJSON: trap } },
    { name: 'a toJSON that gives nothing', given: { ...handle, toJSON: () => undefined } },
    { name: 'a circle', given: { ...handle, ...circle() } },
    { name: 'a bigint', given: { ...handle, x: 1n } },
  ])('$name is refused with an error of ours, by resume too', ({ given }) => {
    expect(() => parseHandle(given, provider)).toThrow(InputError)
    expect(() => createKontext(provider).resume(given)).toThrow(InputError)
  })

  test('a getter that changes its mind is asked once', () => {
    let asked = 0
    const given = Object.defineProperty({ ...handle }, 'requestId', {
      get: () => (asked++ === 0 ? 'job-1' : '../../admin'),
      enumerable: true,
    })
    expect(parseHandle(given, provider).requestId).toBe('job-1')
  })

  test.each([
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"paths":{"__proto__":{"status":"x"}}}',
  ])('%s pollutes nothing', (text) => {
    const given: unknown = { ...handle, ...(JSON.parse(text) as object) }
    try {
      parseHandle(given, provider)
      parseHandle(JSON.parse(`{"v":1,${text.slice(1)}`), provider)
    } catch (error) {
      expect(error).toBeInstanceOf(InputError)
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(({} as { status?: unknown }).status).toBeUndefined()
  })

  function circle() {
    const one: Record<string, unknown> = {}
    one['one'] = one
    return one
  }
})

test('a base URL that would not fit into a handle is refused', () => {
  expect(() => fal({ baseUrl: `https://relay.example/${'ä'.repeat(100)}` })).toThrow(
    'more than 300 characters',
  )
})

function handleArbitraries() {
  return {
    v: fc.constantFrom(1, 2, '1'),
    provider: fc.constantFrom('fal', 'chainhub'),
    origin: fc.constantFrom(provider.baseUrl, 'https://evil.example'),
    model: fc.constantFrom('max', 'pro', 'constructor'),
    requestId: fc.string(),
    submittedAt: fc.constantFrom(handle.submittedAt, '', 'x'),
    paths: fc.oneof(fc.constant(undefined), fc.record({ status: fc.string() })),
  }
}
