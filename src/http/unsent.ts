/** A request failed before it was given to `fetch`; the failure is its cause. */
export class Unsent extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'the request could not be made', { cause })
    this.name = 'Unsent'
  }
}

// A look-up or a connection that failed had sent nothing, whatever its code. (nodejs.org/api/errors.html, syscall)
const beforeSending = /^(connect|getaddrinfo|query[A-Za-z]+)$/

const unsentCodes = new Set([
  // Node: names, ports, addresses.
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  // Node and Bun: TLS, which is negotiated before anything is sent.
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  // Bun. (bun src/bun.js/webcore/fetch/FetchTasklet.zig)
  'ConnectionRefused',
  'FailedToOpenSocket',
  'DNSLookupFailed',
])

// Node gives a broken handshake the code of any reset, and fetch refuses some ports by itself without a code
// (fetch.spec.whatwg.org, "bad port"). Deno has no codes; its HTTP client names the phase. (hyper-util client/legacy)
const unsentMessage = /before secure TLS connection was established|^bad port$|client error \(Connect\)/

/**
 * Whether an error of `fetch` proves that nothing was sent: refused, no such name, no TLS. Browsers never say. A
 * connection that was kept open and is found closed looks like an answer that was lost, so it proves nothing.
 */
export function nothingSent(error: unknown): boolean {
  // Anything may be thrown, also what throws when it is looked at.
  try {
    return provesUnsent(error, 0)
  } catch {
    return false
  }
}

function provesUnsent(error: unknown, depth: number): boolean {
  if (!(error instanceof Error) || depth > 5) return false
  if (error instanceof Unsent || unsentMessage.test(error.message)) return true
  // One address of several may have taken the request: all must have failed before.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every((inner) => provesUnsent(inner, depth + 1))
  }
  if ('code' in error && typeof error.code === 'string' && isUnsentCode(error.code)) return true
  if ('syscall' in error && typeof error.syscall === 'string' && beforeSending.test(error.syscall))
    return true
  return provesUnsent(error.cause, depth + 1)
}

function isUnsentCode(code: string): boolean {
  return unsentCodes.has(code) || /^CERT_|_CERT_/.test(code)
}
