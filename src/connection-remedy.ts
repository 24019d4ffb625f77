const remedies: readonly { readonly codes: readonly string[]; readonly says: string }[] = [
  { codes: ['ECONNREFUSED'], says: 'nothing listens there. Start it, or correct the address.' },
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN'],
    says: 'no host of that name was found. Correct it, or look at your network.',
  },
  // What OpenSSL makes of an answer in plain HTTP.
  {
    codes: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'],
    says: 'no TLS is spoken there. Take http: (on loopback only), or another port.',
  },
  {
    codes: [
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    says: 'its certificate is not trusted. NODE_EXTRA_CA_CERTS names further authorities.',
  },
]

/** What is wrong with an address, and what to do, by the error of a connection; undefined where its code says nothing to a reader. */
export function connectionRemedy(error: unknown): string | undefined {
  const code = codeOf(error) ?? ''
  return remedies.find(({ codes }) => codes.includes(code))?.says
}

/** The code of the system or of TLS, which may stand some causes below. */
function codeOf(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    // Errors of the SDK have codes of their own above it.
    if ('code' in cause && typeof cause.code === 'string' && /^[A-Z_\d]+$/.test(cause.code)) return cause.code
  }
  return undefined
}
