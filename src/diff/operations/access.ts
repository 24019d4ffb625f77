import {
  entriesOf,
  fromFragment,
  isRecord,
  valueAt,
  type JsonPath,
  type Operation,
} from '../../contracts/index.ts'
import type { Spot } from '../finding-list.ts'
import { baseUrlsOf } from './base-urls.ts'
import { tokenText } from './token-text.ts'

/** What gives access to an operation: a server, or a way to show a key. By what it means on the wire. */
export type Access = ReadonlyMap<string, Spot>

/** What stands for operations that need no key. */
export const noKey = 'no key'

/** The base URLs of an operation. */
export function serversOf(root: unknown, { path }: Operation): Access {
  const list = [path, path.slice(0, -1), []].map((at): JsonPath => [...at, 'servers'])
  const at = list.find((place) => Array.isArray(valueAt(root, place)))
  const servers = at === undefined ? undefined : valueAt(root, at)
  if (at === undefined || !Array.isArray(servers)) return new Map()
  return new Map(
    servers.flatMap((server: unknown, index) =>
      // `/` is what a contract without servers means.
      baseUrlsOf(server)
        .filter((url) => url !== '')
        .map((url) => [url, { path: [...at, index, 'url'], value: url }] as const),
    ),
  )
}

/** The keys an operation asks for, each as it travels. */
export function securityOf(root: unknown, { path }: Operation): Access {
  const own = [...path, 'security']
  const at = Array.isArray(valueAt(root, own)) ? own : ['security']
  const list = valueAt(root, at)
  const requirements: readonly unknown[] = Array.isArray(list) ? list : []
  if (requirements.length === 0) return new Map([[noKey, { path: at }]])
  return new Map(
    requirements.map((requirement, index) => {
      const names = entriesOf(requirement)
      const [first] = names.map(([name]) => name)
      const scheme = ['components', 'securitySchemes', first ?? '']
      const place = first === undefined ? [...at, index] : scheme
      const meaning = names.map(([name, scopes]) => meaningOf(root, name, scopes)).sort()
      return [
        meaning.length === 0 ? noKey : meaning.join(' and '),
        { path: place, value: valueAt(root, place) },
      ]
    }),
  )
}

/** `bearer` and an API key in the Authorization header with the scheme `Bearer` are the same header. */
function meaningOf(root: unknown, name: string, scopes: unknown): string {
  const given = valueAt(root, ['components', 'securitySchemes', name])
  const reference =
    isRecord(given) && typeof given['$ref'] === 'string' ? fromFragment(given['$ref']) : undefined
  const scheme = reference === undefined ? given : valueAt(root, reference)
  if (!isRecord(scheme)) return name
  const header = (word: unknown): string => `Authorization: ${title(String(word))} …`
  if (scheme['type'] === 'http') return header(scheme['scheme'])
  if (scheme['type'] !== 'apiKey') return tokenText(scheme, scopes)
  const field = String(scheme['name'])
  if (scheme['in'] !== 'header') return `${String(scheme['in'])} ${field}`
  if (field.toLowerCase() !== 'authorization') return `${field}: …`
  return scheme['x-scheme'] === undefined ? 'Authorization: …' : header(scheme['x-scheme'])
}

function title(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}
