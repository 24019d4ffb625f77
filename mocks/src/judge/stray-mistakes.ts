import type { StrayRequest } from 'kontext-sdk/testing'
import { imageUrl } from './client-environment.ts'
import type { Evidence } from './evidence.ts'
import type { Mistake } from './mistake.ts'
import type { TrappedRequest } from './trap-proxy.ts'

/** What went where nothing should go. */
export function strayMistakes({ strays, trapped }: Pick<Evidence, 'strays' | 'trapped'>): readonly Mistake[] {
  const allowed = new URL(imageUrl).host
  return [...strays.flatMap(fromElsewhere), ...trapped.filter(({ host }) => host !== allowed).map(fromTrap)]
}

/** A request that reached another host. One without a key and a body does no harm. */
function fromElsewhere({ method, path, keySent, bodyBytes }: StrayRequest): readonly Mistake[] {
  const what = `${method} ${path.slice(0, 60)} on another host`
  return [
    ...(keySent ? [{ kind: 'key-abroad', message: `The key went along with ${what}.` } as const] : []),
    ...(bodyBytes > 0
      ? [{ kind: 'input-abroad', message: `${bodyBytes} bytes went to ${what}.` } as const]
      : []),
  ]
}

function fromTrap({ encrypted, host }: TrappedRequest): Mistake {
  const url = `${encrypted ? 'https' : 'http'}://${host.slice(0, 80)}`
  const why = isPrivate(host)
    ? 'an address of a private network'
    : encrypted
      ? 'a host nobody named'
      : 'not encrypted'
  return { kind: 'bad-address', message: `It asked for ${url}: ${why}.` }
}

/** Whether a host is written as an address of a private network; a URL has already brought it into its usual form. */
function isPrivate(host: string): boolean {
  const { hostname } = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : { hostname: host }
  return (
    /^(localhost|.*\.(internal|local|localhost))$/i.test(hostname) ||
    /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname) ||
    /^\[(::1|::ffff:|f[cd]|fe80:)/i.test(hostname)
  )
}
