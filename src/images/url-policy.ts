import { isPrivateAddress } from './private-address.ts'
import { isLoopback } from '../provider.ts'

/**
 * Why an image must not be fetched from a URL an answer named; undefined when it may be. Only `https:` and no
 * private address, so that a provider cannot send this machine into its own network. What a name resolves to is
 * not seen here: see `resolvedFault`. A provider on loopback, a mock, may name loopback over `http:` too.
 */
export function imageUrlFault(
  text: string,
  { loopback }: { readonly loopback: boolean },
): string | undefined {
  if (!URL.canParse(text)) return 'is not a URL'
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return 'carries a password'
  if (protocol !== 'https:' && protocol !== 'http:') return `is a ${protocol.slice(0, 20)} URL`
  const host = hostname.replace(/\.+$/, '')
  if (isLoopback(host)) return loopback ? undefined : 'names this machine'
  if (protocol === 'http:') return 'is not encrypted'
  return isPrivateName(host) || isPrivateAddress(host) ? 'names a private address' : undefined
}

// A name without a dot is looked up in the local domain. The others are reserved for private networks: RFC 6761,
// RFC 6762, RFC 8375, and what ICANN keeps from being delegated.
function isPrivateName(host: string): boolean {
  return (
    (!host.includes('.') && !host.startsWith('[')) ||
    /\.(localhost|local|localdomain|internal|intranet|home\.arpa|home|lan|corp|private|test)$/.test(host)
  )
}
