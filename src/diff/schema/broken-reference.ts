import {
  entriesOf,
  fromFragment,
  isRecord,
  toFragment,
  valueAt,
  type JsonPath,
} from '../../contracts/index.ts'

/** A reference that cannot be followed inside its document. */
export interface BrokenReference {
  readonly path: JsonPath
  readonly reference: string
  /** What is wrong with it, to be read after its place. */
  readonly fact: string
  readonly remedy: string
}

// What stands there is a value or a text, and may look like anything.
const values = new Set(['const', 'default', 'enum', 'example', 'examples', 'value'])
// What stands there has names that people chose.
const named = new Set(['$defs', 'headers', 'patternProperties', 'properties', 'responses', 'schemas'])

// Where they lead depends on how one came there.
const moving = new Set(['$dynamicRef', '$recursiveRef'])
const notFollowed = {
  fact: 'is not followed',
  remedy: 'Write it as a "$ref" with the path of its target.',
}

/** What is wrong with a reference that leads nowhere: an anchor is there, and only not looked for. */
function mistakeOf(root: unknown, reference: string): Pick<BrokenReference, 'fact' | 'remedy'> {
  const [, anchor] = /^#([^/].*)$/s.exec(reference) ?? []
  const target = anchor === undefined ? undefined : anchored(root, anchor, [])
  if (target === undefined)
    return {
      fact: 'refers to nothing in it',
      remedy: 'Correct the reference, or bundle the files into one.',
    }
  return { fact: 'refers to an anchor', remedy: `Write it as "${toFragment(target)}".` }
}

/** Where the schema stands that says it has this anchor. */
function anchored(value: unknown, anchor: string, path: JsonPath): JsonPath | undefined {
  if (isRecord(value) && (value['$anchor'] === anchor || value['$dynamicAnchor'] === anchor)) return path
  for (const [key, part] of partsOf(value)) {
    const found = anchored(part, anchor, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}

/** The first reference that leads out of a document, to nothing, or in a circle. */
export function brokenReference(root: unknown): BrokenReference | undefined {
  return search(root, root, [])
}

function search(root: unknown, value: unknown, path: JsonPath): BrokenReference | undefined {
  const parent = path.at(-1)
  const isMap = !Array.isArray(value) && typeof parent === 'string' && named.has(parent)
  for (const [key, part] of partsOf(value)) {
    const at = [...path, key]
    if (!isMap && moving.has(key)) return { path: at, reference: `${key}: ${String(part)}`, ...notFollowed }
    if (!isMap && key === '$ref' && typeof part === 'string' && !leadsSomewhere(root, part))
      return { path: at, reference: part, ...mistakeOf(root, part) }
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
