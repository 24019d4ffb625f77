import { isObject, type Json } from './json.ts'

/** Where a value lies in a JSON tree. */
export type JsonPath = readonly (string | number)[]

/** RFC 6901: `['paths', '/a']` becomes `/paths/~1a`. */
export function formatPointer(path: JsonPath): string {
  return path.map((step) => '/' + String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('')
}

/** RFC 6901: `/paths/~1a` becomes `['paths', '/a']`; a leading `#` is tolerated. */
export function parsePointer(pointer: string): string[] {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Calls `visit` for every value of the tree, parents before children. */
export function walk(value: Json, visit: (value: Json, path: JsonPath) => void, path: JsonPath = []): void {
  visit(value, path)
  if (Array.isArray(value))
    value.forEach((item, index) => {
      walk(item, visit, [...path, index])
    })
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) walk(item, visit, [...path, key])
}
