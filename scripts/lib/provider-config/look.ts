import { StageError } from '../diagnostic.ts'
import type { Evidence, EvidenceKind, Traced } from '../evidence.ts'
import { at, isObject } from '../json.ts'
import type { JsonPath } from '../json-pointer.ts'

/** How something that `provider.yaml` says is known. */
export interface Backing {
  readonly kind: EvidenceKind
  /** The page, source file, line of a document or reason. */
  readonly source: string
}

const kinds = ['document', 'public', 'inferred'] as const satisfies EvidenceKind[]

/** Looks into a `provider.yaml` and fails at the line that is wrong. */
export class ConfigLook {
  readonly #given: Traced
  readonly #file: string

  constructor(given: Traced, file: string) {
    this.#given = given
    this.#file = file
  }

  fail(path: JsonPath, message: string): never {
    const place = this.#placeOf(path)
    throw new StageError({
      severity: 'error',
      rule: 'provider-yaml',
      file: this.#file,
      line: place?.line ?? 1,
      column: place?.column ?? 1,
      message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
    })
  }

  /** Where a key stands; of one that is missing, where the mapping begins that lacks it. */
  #placeOf(path: JsonPath): Evidence | undefined {
    if (path.length === 0) return undefined
    const parent = path.length > 1 ? at(this.#given.tree, ...path.slice(0, -1)) : this.#given.tree
    const container = isObject(parent) || Array.isArray(parent) ? parent : undefined
    const place = container && this.#given.evidence.get(container, path.at(-1) ?? '')
    return place ?? this.#placeOf(path.slice(0, -1))
  }

  /** Fails at a key that means nothing here, and where there is no mapping at all. */
  onlyKeys(path: JsonPath, known: readonly string[]): void {
    const value = at(this.#given.tree, ...path)
    if (!isObject(value)) return this.fail(path, `must be a mapping with ${known.join(', ')}`)
    const odd = Object.keys(value).find((key) => !known.includes(key))
    if (odd !== undefined) this.fail([...path, odd], `unknown key. Known: ${known.join(', ')}.`)
  }

  text(path: JsonPath): string {
    const value = at(this.#given.tree, ...path)
    return typeof value === 'string' && value !== '' ? value : this.fail(path, 'must be a text')
  }

  optionalText(path: JsonPath): string | undefined {
    return at(this.#given.tree, ...path) === undefined ? undefined : this.text(path)
  }

  number(path: JsonPath): number {
    const value = at(this.#given.tree, ...path)
    return typeof value === 'number' ? value : this.fail(path, 'must be a number')
  }

  oneOf<const T extends string>(
    path: JsonPath,
    allowed: readonly T[],
    given: unknown = at(this.#given.tree, ...path),
  ): T {
    const found = allowed.find((word) => word === given)
    return found ?? this.fail(path, `${JSON.stringify(given)} is not one of ${allowed.join(', ')}`)
  }

  map<T>(path: JsonPath, read: (path: JsonPath) => T): Record<string, T> {
    const value = at(this.#given.tree, ...path) ?? {}
    if (!isObject(value)) return this.fail(path, 'must be a mapping')
    return Object.fromEntries(Object.keys(value).map((key) => [key, read([...path, key])]))
  }

  list<T>(path: JsonPath, read: (path: JsonPath) => T): T[] {
    const value = at(this.#given.tree, ...path)
    return Array.isArray(value)
      ? value.map((_item, index) => read([...path, index]))
      : this.fail(path, 'must be a list')
  }

  /** A list of words, or a mapping that says of each word how it is known; then in the order of the words. */
  words(path: JsonPath): { word: string; known?: Backing }[] {
    const value = at(this.#given.tree, ...path)
    if (!isObject(value)) return this.list(path, (item) => ({ word: this.text(item) }))
    return Object.keys(value)
      .sort()
      .map((word) => ({ word, known: this.backing([...path, word]) }))
  }

  /** `{ kind, source }`: how something is known. */
  backing(path: JsonPath): Backing {
    this.onlyKeys(path, ['kind', 'source'])
    return { kind: this.oneOf([...path, 'kind'], kinds), source: this.text([...path, 'source']) }
  }
}
