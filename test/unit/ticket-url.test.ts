import fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { isJobPath, isRequestId, jobPaths } from '../../src/ticket-url.ts'
import { falDescriptor } from './descriptors.ts'

const base = 'https://relay.example/v1'
const usual = '/fal-ai/flux-pro/requests/job-1/status'

describe('the status path taken from a ticket', () => {
  test.each([
    { name: 'none', given: undefined, want: undefined },
    { name: 'the usual one on our origin', given: `${base}${usual}`, want: undefined },
    { name: 'the usual one on a foreign origin', given: `https://queue.fal.run${usual}`, want: undefined },
    {
      name: 'another app on a foreign origin',
      given: 'https://queue.fal.run/fal-ai/flux-1/requests/job-1/status',
      want: '/fal-ai/flux-1/requests/job-1/status',
    },
    {
      name: 'another app on our origin',
      given: `${base}/queue/fal-ai/x/requests/job-1/status`,
      want: '/queue/fal-ai/x/requests/job-1/status',
    },
    {
      name: 'a query, which is dropped',
      given: `${base}/queue/requests/job-1/status?logs=1#x`,
      want: '/queue/requests/job-1/status',
    },
    {
      name: 'outside the base path',
      given: 'https://relay.example/v2/a/requests/job-1/status',
      want: undefined,
    },
    {
      name: 'beside the base path',
      given: 'https://relay.example/v11/requests/job-1/status',
      want: undefined,
    },
    { name: 'another job', given: `${base}/a/requests/job-2/status`, want: undefined },
    { name: 'another operation', given: `${base}/a/requests/job-1/cancel`, want: undefined },
    { name: 'dot segments', given: `${base}/a/../b/requests/job-1/status`, want: undefined },
    { name: 'encoded dot segments', given: `${base}/a/%2e%2e/b/requests/job-1/status`, want: undefined },
    { name: 'an encoded slash', given: `${base}/a%2fb/requests/job-1/status`, want: undefined },
    {
      name: 'an empty segment',
      given: 'https://queue.fal.run//evil.example/requests/job-1/status',
      want: undefined,
    },
    { name: 'a backslash', given: 'https://queue.fal.run\\a/requests/job-1/status', want: undefined },
    {
      name: 'a user name',
      given: 'https://relay.example@evil.example/a/requests/job-1/status',
      want: undefined,
    },
    { name: 'another scheme', given: 'ftp://queue.fal.run/a/requests/job-1/status', want: undefined },
    { name: 'a relative URL', given: '/a/requests/job-1/status', want: undefined },
    { name: 'a very long one', given: `${base}/${'a'.repeat(200)}/requests/job-1/status`, want: undefined },
    { name: 'characters no path needs', given: `${base}/a;b/requests/job-1/status`, want: undefined },
  ])('$name', ({ given, want }) => {
    const paths = jobPaths(given === undefined ? {} : { status: given }, 'job-1', base, falDescriptor)
    expect(paths.status).toBe(want)
  })

  test('a result path may end in /response', () => {
    const paths = jobPaths({ result: `${base}/a/requests/job-1/response` }, 'job-1', base, falDescriptor)
    expect(paths).toEqual({ result: '/a/requests/job-1/response' })
  })
})

describe('a request id', () => {
  test.each([
    { given: '764cabcf-b745-4b3e-ae38-1200304cf45b', want: true },
    { given: 'task_1.~-', want: true },
    { given: '', want: false },
    { given: '.', want: false },
    { given: '..', want: false },
    { given: 'a/b', want: false },
    { given: 'a%2fb', want: false },
    { given: 'a b', want: false },
    { given: 'a\n', want: false },
    { given: 'a?b', want: false },
    { given: 'x'.repeat(129), want: false },
  ])('$given: $want', ({ given, want }) => {
    expect(isRequestId(given)).toBe(want)
  })

  test('never changes where a path leads', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', '\\', '?', '#', 'a', '~') }),
    )
    fc.assert(
      fc.property(text, (id) => {
        if (!isRequestId(id)) return
        const url = new URL(`${base}/requests/${id}/status`)
        expect(url.pathname).toBe(`/v1/requests/${id}/status`)
        expect(isJobPath(`/requests/${id}/status`, 'status', id)).toBe(id.length <= 143)
      }),
    )
  })

  test('any ticket URL leads below the base URL', () => {
    const piece = fc.constantFrom(
      '/',
      '..',
      '.',
      '%2e',
      '\\',
      '@',
      ':',
      '//',
      'a',
      'requests',
      'job-1',
      'status',
      '?',
      '#',
      'https://',
      'evil.example',
      'relay.example',
      'v1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const { status } = jobPaths(
          { status: `https://queue.fal.run${pieces.join('')}` },
          'job-1',
          base,
          falDescriptor,
        )
        if (status === undefined) return
        expect(new URL(base + status).href.startsWith(`${base}/`)).toBe(true)
        expect(new URL(base + status).pathname.endsWith('/requests/job-1/status')).toBe(true)
      }),
    )
  })
})
