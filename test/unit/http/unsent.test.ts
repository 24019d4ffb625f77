import { describe, expect, test } from 'vitest'
import { nothingSent, Unsent } from '../../../src/http/unsent.ts'

describe('whether nothing was sent', () => {
  const coded = (code: string, syscall?: string, message = 'x') =>
    Object.assign(new Error(message), { code, ...(syscall === undefined ? {} : { syscall }) })
  test.each([
    { name: 'a refused connection', error: coded('ECONNREFUSED'), want: true },
    {
      name: 'a refused connection inside',
      error: new Error('x', { cause: new Error('y', { cause: coded('ECONNREFUSED') }) }),
      want: true,
    },
    { name: 'a name that does not resolve', error: coded('ENOTFOUND'), want: true },
    { name: 'a wrong certificate', error: coded('SELF_SIGNED_CERT_IN_CHAIN'), want: true },
    { name: 'an expired certificate', error: coded('CERT_HAS_EXPIRED'), want: true },
    {
      name: 'all addresses refused',
      error: new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH', 'connect')]),
      want: true,
    },
    {
      // Node gives the whole the code of its first part.
      name: 'one address reset under the code of another',
      error: Object.assign(new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')]), {
        code: 'ECONNREFUSED',
      }),
      want: false,
    },
    { name: 'a host without a route', error: coded('EHOSTUNREACH', 'connect'), want: true },
    { name: 'a route that was lost later', error: coded('EHOSTUNREACH', 'read'), want: false },
    { name: 'a connection the system gave up on', error: coded('ETIMEDOUT', 'connect'), want: true },
    { name: 'a look-up that failed in a new way', error: coded('EAI_NODATA', 'getaddrinfo'), want: true },
    {
      name: 'a handshake that broke',
      error: coded(
        'ECONNRESET',
        undefined,
        'Client network socket disconnected before secure TLS connection was established',
      ),
      want: true,
    },
    { name: 'a refused connection in Bun', error: coded('ConnectionRefused'), want: true },
    { name: 'a socket Bun could not open', error: coded('FailedToOpenSocket'), want: true },
    { name: 'a connection that Bun saw closed', error: coded('ConnectionClosed'), want: false },
    {
      name: 'a connection Deno could not make',
      error: new TypeError(
        'error sending request for url (https://x.example/): client error (Connect): tcp connect error: Connection refused (os error 111)',
      ),
      want: true,
    },
    {
      name: 'a request that Deno lost',
      error: new TypeError(
        'error sending request from 127.0.0.1:1 for https://x.example/ (127.0.0.1:2): client error (SendRequest): connection error: Connection reset by peer (os error 54)',
      ),
      want: false,
    },
    { name: 'a failure before fetch was called', error: new Unsent(new Error('x')), want: true },
    {
      name: 'an error whose properties throw',
      error: Object.defineProperty(new Error('x'), 'code', {
        get: () => {
          throw new Error('no')
        },
      }),
      want: false,
    },
    { name: 'Safari, which never says', error: new TypeError('Load failed'), want: false },
    {
      name: 'Firefox, which never says',
      error: new TypeError('NetworkError when attempting to fetch resource.'),
      want: false,
    },
    {
      name: 'one address reset',
      error: new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')]),
      want: false,
    },
    {
      name: 'a port that fetch refuses by itself',
      error: new TypeError('fetch failed', { cause: new Error('bad port') }),
      want: true,
    },
    { name: 'no address at all', error: new AggregateError([]), want: false },
    { name: 'a reset', error: coded('ECONNRESET'), want: false },
    { name: 'a headers timeout', error: coded('UND_ERR_HEADERS_TIMEOUT'), want: false },
    { name: 'a closed socket', error: coded('UND_ERR_SOCKET'), want: false },
    { name: 'an error without a code', error: new TypeError('Failed to fetch'), want: false },
    { name: 'a text', error: 'ECONNREFUSED', want: false },
  ])('$name: $want', ({ error, want }) => {
    expect(nothingSent(error)).toBe(want)
  })

  test('a cause that is its own cause ends', () => {
    const error = new Error('x')
    error.cause = error
    expect(nothingSent(error)).toBe(false)
  })
})
