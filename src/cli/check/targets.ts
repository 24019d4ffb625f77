import { InputError, providers, type Provider } from 'kontext-sdk'
import { isLocal, providerFor } from '../kontext-for.ts'

/** Flags that say whose servers are checked. */
export interface TargetFlags {
  readonly all?: true
  /** A URL, or `id=URL` each. */
  readonly baseUrl?: readonly string[]
}

/**
 * The providers that are named, each at its address.
 * @throws InputError when an id, an address or a key is missing or of no use
 */
export function targetsOf(
  names: readonly string[],
  flags: TargetFlags,
  { sends = true }: { readonly sends?: boolean } = {},
): readonly Provider[] {
  const ids = idsOf(names, flags)
  const { plain, own } = addressesOf(ids, flags.baseUrl ?? [])
  return ids.map((id) => {
    const baseUrl = own.get(id) ?? (plain === undefined ? undefined : addressOf(id, { plain, ids }))
    const address = baseUrl ?? (sends ? undefined : nowhere(id))
    return providerFor(
      { provider: id, ...(address === undefined ? {} : { baseUrl: address }) },
      { keyless: !sends },
    )
  })
}

function idsOf(names: readonly string[], { all }: TargetFlags): readonly string[] {
  const known = Object.keys(providers)
  if (all === true && names.length > 0) throw misuse('--all', 'it goes with no name. Leave one of them out.')
  if (all === true) return known
  if (names.length === 0)
    throw misuse(
      'provider',
      `no provider is named. Name one or several of ${known.join(', ')}, or give --all.`,
    )
  return [...new Set(names)]
}

interface Addresses {
  readonly plain: string | undefined
  readonly own: ReadonlyMap<string, string>
}

function addressesOf(ids: readonly string[], given: readonly string[]): Addresses {
  const own = new Map<string, string>()
  let plain: string | undefined
  for (const text of given) {
    const [, id, url = ''] = /^([a-z][a-z0-9-]*)=(.*)$/s.exec(text) ?? []
    if (id === undefined && plain !== undefined)
      throw misuse('--base-url', 'it is given twice. Say whose each is: --base-url fal=https://…')
    if (id === undefined) plain = text
    else if (!ids.includes(id))
      throw misuse('--base-url', `${JSON.stringify(id)} is not checked. Name it too.`)
    else own.set(id, url)
  }
  return { plain, own }
}

/** A mock has every provider under its id; of other servers one address is that of one provider. */
function addressOf(
  id: string,
  { plain, ids }: { readonly plain: string; readonly ids: readonly string[] },
): string {
  if (ids.length === 1) return plain
  const root = plain.replace(/\/+$/, '')
  const [, own] = /\/([^/]+)$/.exec(root) ?? []
  if (own !== undefined && isLocal(plain) && Object.keys(providers).includes(own))
    throw misuse(
      '--base-url',
      `${root} is the place of ${own} alone. Give the root, of which each provider has a part: --base-url ${root.slice(0, -own.length - 1)}`,
    )
  if (isLocal(plain)) return `${root}/${id}`
  throw misuse(
    '--base-url',
    'one address cannot be that of several providers. Say whose each is: --base-url fal=https://…',
  )
}

/** An address for a relay that is not asked anything. */
function nowhere(id: string): string | undefined {
  const make = Object.entries(providers).find(([name]) => name === id)?.[1]
  const url = `https://${id}.invalid`
  return make?.({ baseUrl: url }).capabilities.servers.length === 0 ? url : undefined
}

function misuse(path: string, fact: string): InputError {
  const message = `Failed to check: ${path === 'provider' ? '' : `${path}: `}${fact}`
  return new InputError(message, { provider: 'unknown', issues: [{ path, message: fact }] })
}
