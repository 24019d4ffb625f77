import { entriesOf, fromFragment, valueAt, type JsonPath } from '../../contracts/index.ts'

/** A `$ref` that cannot be followed inside its document. */
export interface BrokenReference {
  readonly path: JsonPath
  readonly reference: string
}

// What stands there is a value or a text, and may look like anything.
const values = new Set(['const', 'default', 'enum', 'example', 'examples', 'value'])
// What stands there has names that people chose.
const named = new Set(['$defs', 'headers', 'patternProperties', 'properties', 'responses', 'schemas'])

/** The first reference that leads out of a document, to nothing, or in a circle. */
export function brokenReference(root: unknown): BrokenReference | undefined {
  return search(root, root, [])
}

function search(root: unknown, value: unknown, path: JsonPath): BrokenReference | undefined {
  const parent = path.at(-1)
  const isMap = !Array.isArray(value) && typeof parent === 'string' && named.has(parent)
  for (const [key, part] of partsOf(value)) {
    const at = [...path, key]
    if (!isMap && key === '$ref' && typeof part === 'string' && !leadsSomewhere(root, part))
      return { path: at, reference: part }
    if (!isMap && (values.has(key) || key.startsWith('x-example'))) continue
    const found = search(root, part, at)
    if (found !== undefined) return found
  }
  return undefined
}

function partsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => [String(index), item] as const)
    : entriesOf(value)
}

function leadsSomewhere(root: unknown, reference: string): boolean {
  const seen = new Set<string>()
  let next: unknown = reference
  while (typeof next === 'string') {
    if ((next !== '#' && !next.startsWith('#/')) || seen.has(next)) return false
    seen.add(next)
    const target = valueAt(root, fromFragment(next))
    if (target === undefined) return false
    next = valueAt(target, ['$ref'])
    // What stands beside a reference holds too: it is no circle of nothing.
    if (typeof next === 'string' && Object.keys(target ?? {}).length > 1) return true
  }
  return true
}
