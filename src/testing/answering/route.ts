import type { ProviderDescriptor } from '../../provider.ts'
import type { MockRequest } from '../exchange.ts'

/** Where a request leads. */
export type Route =
  | { readonly to: 'overview' }
  | { readonly to: 'image'; readonly provider: string; readonly job: string; readonly index: number }
  | {
      readonly to: 'provider'
      readonly provider: string
      /** Path without what stands before the contract's. */
      readonly path: string
      readonly query: Readonly<Record<string, string>>
      /** Under which the client reaches this provider. */
      readonly baseUrl: string
      /** The host answers with the result itself instead of a ticket. */
      readonly sync: boolean
    }
  | { readonly to: 'nowhere'; readonly status: 400 | 404 | 421; readonly message: string }

/** A place where a provider's API is. */
interface Place {
  readonly provider: string
  /** Path before the contract's, without a slash at its end. */
  readonly base: string
  readonly sync: boolean
}

/** Which hosts the mock plays, and what is there. */
export interface Places {
  readonly ids: readonly string[]
  /** By host name and port, in lower case. */
  readonly hosts: ReadonlyMap<string, readonly Place[]>
  /** Hosts that are the mock itself: there, paths begin with a provider. */
  readonly own: RegExp
}

/** Header by which fal's client tells a proxy where a call was meant to go. (fal-js libs/client/src/middleware.ts) */
const targetHeader = 'x-fal-target-url'

// A name that resolves to loopback does not make a request a local one: DNS rebinding.
const loopback = ['127\\.0\\.0\\.1', 'localhost', '\\[::1\\]', 'kontext\\.mock']
const imagePath = /^\/images\/([a-z0-9-]+)\/([\w-]+)\/(\d+)\.(?:jpg|png)$/

// fal answers models at once on fal.run, and has its keys on rest.fal.ai. (fal.ai/docs/documentation/model-apis/inference/synchronous)
const furtherHosts: Readonly<Record<string, readonly string[]>> = { fal: ['https://rest.fal.ai'] }
const syncHosts: Readonly<Record<string, readonly string[]>> = { fal: ['https://fal.run'] }

/** What a user says of hosts. */
export interface PlaceOptions {
  /** Further places of providers: `{ 'https://relay.example/api': 'fal-relay' }`. */
  readonly hosts?: Readonly<Record<string, string>>
  /**
   * Further names of the mock itself, without a port: those of the machine it runs on, where others may reach it.
   * @default []
   */
  readonly ownHosts?: readonly string[]
}

/** The places of providers: their public servers, and the ones a user names: `{ 'https://relay.example': 'fal-relay' }`. */
export function placesOf(
  providers: Iterable<ProviderDescriptor>,
  { hosts: given = {}, ownHosts = [] }: PlaceOptions = {},
): Places {
  const all = [...providers]
  const hosts = new Map<string, Place[]>()
  const add = (text: string, provider: string, sync: boolean): void => {
    const { host, pathname } = new URL(text)
    const place = { provider, base: pathname.replace(/\/+$/, ''), sync }
    hosts.set(host, [...(hosts.get(host) ?? []), place])
  }
  for (const [text, provider] of Object.entries(given)) {
    if (!URL.canParse(text) || !all.some(({ id }) => id === provider)) {
      throw new RangeError(
        `Failed to set up the mock: ${JSON.stringify(text)} for ${JSON.stringify(provider)} is no place of a provider. Give the URL it is reached at, and one of ${all.map(({ id }) => id).join(', ')}.`,
      )
    }
    add(text, provider, false)
  }
  for (const { id, servers } of all) {
    for (const text of [...servers, ...(furtherHosts[id] ?? [])]) add(text, id, false)
    for (const text of syncHosts[id] ?? []) add(text, id, true)
  }
  return { ids: all.map(({ id }) => id), hosts, own: ownPattern(ownHosts) }
}

function ownPattern(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'))
  return new RegExp(`^(${[...loopback, ...escaped].join('|')})(:\\d+)?$`, 'i')
}

/** Whether the mock answers under a host at all: as itself, as a provider, or not. */
export function hostKind(host: string, { own, hosts }: Places): 'nobody' | 'own' | 'provider' {
  if (own.test(host)) return 'own'
  return placesAt(host.toLowerCase(), hosts) === undefined ? 'nobody' : 'provider'
}

/** Where a name is led to this machine, the mock's port comes along: `queue.fal.run:4010`. */
function placesAt(host: string, hosts: Places['hosts']): readonly Place[] | undefined {
  return hosts.get(host) ?? hosts.get(host.replace(/:\d+$/, ''))
}

/** Finds where a request leads: by the header of a proxy, by host, or by the first segment of its path. */
export function routeOf({ url: target, origin, headers }: MockRequest, places: Places): Route {
  const url = readTarget(target)
  if (url === undefined) return nowhere(400, `${JSON.stringify(target)} is no path of a request.`)
  const { host } = new URL(origin)
  const own = places.own.test(host)
  const aim = own ? headers[targetHeader] : undefined
  if (aim !== undefined) return proxied(aim, origin, places)
  if (!own && placesAt(host, places.hosts) === undefined) {
    return nowhere(
      421,
      `This mock answers on loopback only, not as ${JSON.stringify(host)}. Use its own address, or name the host: { hosts: { ${JSON.stringify(origin)}: "${places.ids[0] ?? ''}" } }.`,
    )
  }
  const [, provider = '', job = '', index = ''] = imagePath.exec(url.pathname) ?? []
  if (job !== '') return { to: 'image', provider, job, index: Number(index) }
  return own ? byPrefix(url, origin, places) : byHost(url, host, origin, places)
}

/** A request's target, unless it is one no URL can be made of: `//`, or `%zz`. */
function readTarget(target: string): URL | undefined {
  if (!/^\/(?!\/)/.test(target) || !URL.canParse(target, 'http://mock.invalid')) return undefined
  const url = new URL(target, 'http://mock.invalid')
  try {
    decodeURIComponent(url.pathname)
    return url
  } catch {
    return undefined
  }
}

/** URLs in the answer are the mock's own: the header names where a call was meant to go, not where the mock is. */
function proxied(aim: string, origin: string, places: Places): Route {
  const url = URL.canParse(aim) ? new URL(aim) : undefined
  const found = url === undefined ? undefined : byHost(url, url.host, url.origin, places)
  if (found?.to !== 'provider') {
    return nowhere(
      404,
      `The header ${targetHeader} names ${JSON.stringify(aim)}, which is at no host this mock plays: ${[...places.hosts.keys()].join(', ')}.`,
    )
  }
  return { ...found, baseUrl: `${origin}/${found.provider}` }
}

function byHost(url: URL, host: string, origin: string, places: Places): Route {
  const found = (placesAt(host, places.hosts) ?? [])
    .filter(({ base }) => `${url.pathname}/`.startsWith(`${base}/`))
    .sort((a, b) => b.base.length - a.base.length)[0]
  if (found === undefined) return nowhere(404, `No provider has the path ${url.pathname} on ${host}.`)
  return lead(found, url, found.base, `${origin}${found.base}`)
}

/** `/fal/…`, and `/fal.run/…` for a host that answers in another way. */
function byPrefix(url: URL, origin: string, places: Places): Route {
  if (url.pathname === '/') return { to: 'overview' }
  const [, first = ''] = url.pathname.split('/')
  const place = places.ids.includes(first)
    ? { provider: first, sync: false }
    : places.hosts.get(first)?.find(({ base }) => base === '')
  if (place === undefined) {
    return nowhere(
      404,
      `No provider has the path ${url.pathname}. Paths begin with a provider: ${places.ids.map((name) => `/${name}`).join(', ')}.`,
    )
  }
  return lead(place, url, `/${first}`, `${origin}/${place.provider}`)
}

function lead(
  { provider, sync }: Pick<Place, 'provider' | 'sync'>,
  url: URL,
  before: string,
  baseUrl: string,
): Route {
  const path = url.pathname.slice(before.length) || '/'
  return { to: 'provider', provider, path, query: Object.fromEntries(url.searchParams), baseUrl, sync }
}

function nowhere(status: 400 | 404 | 421, message: string): Route {
  return { to: 'nowhere', status, message }
}
