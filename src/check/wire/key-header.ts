import type { CheckRequest } from './exchange.ts'

/** How a key is sent. */
export type Scheme = 'Bearer' | 'Key'

// Of the form each scheme's keys have, so that the key is refused for what it is. Nobody has a key of zeros.
const wrongKeys: Readonly<Record<Scheme, string>> = {
  Key: `00000000-0000-0000-0000-000000000000:${'0'.repeat(32)}`,
  Bearer: `sk-${'0'.repeat(48)}`,
}

/** The header a request carries; `key` is the user's, missing where a proxy adds it. */
export function keyHeader(
  scheme: Scheme,
  key: string | undefined,
  kind: NonNullable<CheckRequest['key']>,
): { readonly authorization?: string } {
  switch (kind) {
    case 'none':
      return {}
    case 'right':
      return key === undefined ? {} : { authorization: `${scheme} ${key}` }
    case 'wrong':
      return { authorization: `${scheme} ${wrongKeys[scheme]}` }
    case 'wrong-scheme':
      return key === undefined ? {} : { authorization: `${otherScheme(scheme)} ${key}` }
    default:
      return kind satisfies never
  }
}

function otherScheme(scheme: Scheme): Scheme {
  return scheme === 'Key' ? 'Bearer' : 'Key'
}
