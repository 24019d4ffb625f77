// What is not globally reachable in the IANA special-purpose address registries (RFC 6890), multicast and the
// reserved block, as the first address of a network and the length of its prefix.
const networks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]

/** Whether a host, as `URL` writes it, is an address nobody on the internet can have. Names are none. */
export function isPrivateAddress(host: string): boolean {
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1))
  return /^\d+(\.\d+){3}$/.test(host) && isPrivateV4(toNumber(host))
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function isPrivateV4(address: number): boolean {
  return networks.some((network) => {
    const [first = '', bits] = network.split('/')
    const size = 2 ** (32 - Number(bits))
    return Math.floor(address / size) === Math.floor(toNumber(first) / size)
  })
}

function isPrivateV6(address: string): boolean {
  const parts = expand(address)
  const [a = 0, b = 0] = parts
  const v4 = (high = 0, low = 0) => isPrivateV4(high * 65_536 + low)
  const lead = parts.slice(0, 6).join()
  // ::ffff:a.b.c.d is the same host as a.b.c.d, 64:ff9b::a.b.c.d is it behind NAT64. (RFC 4291, RFC 6052)
  if (lead === '0,0,0,0,0,65535' || lead === '100,65435,0,0,0,0') return v4(parts[6], parts[7])
  // Only 2000::/3 is handed out; in it, 2001::/23 is for protocols, 2002::/16 carries addresses of version 4, and
  // 2001:db8::/32 and 3fff::/20 are for documents. (IANA IPv6 special-purpose registry)
  const document = (a === 0x2001 && b === 0xdb8) || (a === 0x3fff && b < 0x1000)
  return a < 0x2000 || a > 0x3fff || (a === 0x2001 && b < 0x200) || a === 0x2002 || document
}

function expand(address: string): number[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((side) => (side === '' ? [] : side.split(':').map((part) => parseInt(part, 16))))
  const gap = address.includes('::') ? 8 - head.length - tail.length : 0
  return [...head, ...Array.from({ length: gap }, () => 0), ...tail]
}
