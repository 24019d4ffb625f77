import { isLoopback } from './provider.ts'

/**
 * Why an image must not be fetched from a URL an answer named; undefined when it may be. Only `https:` and `data:`,
 * and no private address, so that a provider cannot send this machine into its own network. Names that resolve to
 * a private address are not seen. A provider on loopback, a mock, may name loopback over `http:` too.
 */
export function imageUrlFault(
  text: string,
  { loopback }: { readonly loopback: boolean },
): string | undefined {
  if (!URL.canParse(text)) return 'is not a URL'
  const { protocol, hostname, username, password } = new URL(text)
  if (protocol === 'data:') return undefined
  if (username !== '' || password !== '') return 'carries a password'
  if (protocol !== 'https:' && protocol !== 'http:') return `is a ${protocol.slice(0, 20)} URL`
  const host = hostname.replace(/\.$/, '')
  if (isLoopback(host)) return loopback ? undefined : 'names this machine'
  if (protocol === 'http:') return 'is not encrypted'
  return isPrivateHost(host) ? 'names a private address' : undefined
}

/** Whether a host, as `URL` writes it, is an address or a name of a private network. */
function isPrivateHost(host: string): boolean {
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1))
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return isPrivateV4(host)
  // A name without a dot is looked up in the local domain.
  return !host.includes('.') || /\.(localhost|local|internal|home\.arpa|lan)$/.test(host)
}

// Ranges of the IANA special-purpose address registries (RFC 6890).
function isPrivateV4(host: string): boolean {
  const [a = 0, b = 0, c = 0] = host.split('.').map(Number)
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b <= 127
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b <= 31
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2))
  return a === 198 && (b === 18 || b === 19)
}

function isPrivateV6(address: string): boolean {
  // URL writes v4-mapped and NAT64 addresses as ::ffff:7f00:1 and 64:ff9b::7f00:1.
  const embedded = /^(?:::ffff:|::|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address)
  if (embedded !== null) {
    const [high, low] = [parseInt(embedded[1] ?? '', 16), parseInt(embedded[2] ?? '', 16)]
    return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  return /^::1?$|^::ffff:|^f[cd]|^fe[89a-f]|^ff|^2001:db8:|^2002:|^64:ff9b:/.test(address)
}
