import { isObject, objectAt, type Json, type JsonObject } from '../lib/json.ts'

/** One provider's contract in the catalog. */
export interface CatalogEntry {
  readonly id: string
  readonly contract: JsonObject
}

/**
 * All contracts as one OpenAPI document, every provider under `/{provider}`: for plain Prism and for reading.
 * Component names and operation ids carry the provider's id, so that no two meet.
 */
export function catalog(entries: readonly CatalogEntry[]): JsonObject {
  const paths: JsonObject = {}
  const components: Record<string, JsonObject> = {}
  for (const { id, contract } of entries) {
    const named = rename(contract, id)
    for (const [path, item] of Object.entries(objectAt(named, 'paths'))) {
      paths[`/${id}${path}`] = withSecurity(withOtherPaths(item, id), named['security'] ?? [])
    }
    for (const [kind, content] of Object.entries(objectAt(named, 'components'))) {
      Object.assign((components[kind] ??= {}), content)
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'FLUX.1 Kontext at every provider',
      version: '1.0.0',
      description: 'Every contract of kontext-sdk under the id of its provider, for one mock server.',
    },
    servers: [{ url: 'http://127.0.0.1:4010', description: 'kontext-mocks, or prism mock' }],
    paths,
    components,
  }
}

function rename(contract: JsonObject, id: string): JsonObject {
  const prefixed = (name: string): string => `${id}.${name}`
  const convert = (value: Json, parent: string): Json => {
    if (typeof value === 'string')
      return parent === '$ref'
        ? value.replace(/[^/]+$/, prefixed)
        : parent === 'operationId'
          ? prefixed(value)
          : value
    if (Array.isArray(value))
      return value.map((item) => convert(item, parent === 'security' ? 'security' : ''))
    if (!isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        parent === 'security' ? prefixed(key) : key,
        convert(item, key),
      ]),
    )
  }
  const renamed = convert(contract, '')
  if (!isObject(renamed)) return {}
  renamed['components'] = Object.fromEntries(
    Object.entries(objectAt(renamed, 'components')).map(([kind, content]) => [
      kind,
      Object.fromEntries(
        Object.entries(isObject(content) ? content : {}).map(([name, item]) => [prefixed(name), item]),
      ),
    ]),
  )
  return renamed
}

/** The other paths of an operation stand under the provider's id too. */
function withOtherPaths(item: Json, id: string): Json {
  if (!isObject(item)) return item
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const others = isObject(operation) ? operation['x-also-at'] : undefined
      if (!isObject(operation) || !Array.isArray(others)) return [method, operation]
      return [
        method,
        {
          ...operation,
          'x-also-at': others.map((path) => (typeof path === 'string' ? `/${id}${path}` : path)),
        },
      ]
    }),
  )
}

function withSecurity(item: Json, security: Json): Json {
  if (!isObject(item)) return item
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [
      method,
      isObject(operation) ? { security, ...operation } : operation,
    ]),
  )
}
