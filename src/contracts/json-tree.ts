/** Where a value lies in a JSON tree. */
export type JsonPath = readonly (number | string)[]

/** A JSON object, unread. */
export type JsonRecord = Readonly<Record<string, unknown>>

/**
 * Whether a value is a JSON object (not an array, not null).
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at `path`, or undefined where the path leaves the tree. */
export function valueAt(root: unknown, path: JsonPath): unknown {
  let current = root
  for (const step of path) {
    if (Array.isArray(current)) current = current[Number(step)]
    else if (isRecord(current) && Object.hasOwn(current, step)) current = current[step]
    else return undefined
  }
  return current
}

/**
 * The entries of an object; none of anything else.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : []
}

/**
 * RFC 6901 as the fragment of a URI: `['paths', '/a']` becomes `#/paths/~1a`.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function toFragment(path: JsonPath): string {
  return `#${path.map((step) => '/' + encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))).join('')}`
}

/** RFC 6901, as `evidence.json` writes it: `['paths', '/a']` becomes `/paths/~1a`. */
export function toPointer(path: JsonPath): string {
  return path.map((step) => '/' + String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('')
}

/** The way back from {@link toFragment}; a pointer without `#` is taken too. */
export function fromFragment(pointer: string): string[] {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => decode(step).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
