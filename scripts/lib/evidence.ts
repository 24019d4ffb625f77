import { isObject, type Json, type JsonObject } from './json.ts'
import { formatPointer, type JsonPath } from './json-pointer.ts'

/**
 * How a statement is known. `document`: the provider's own document says it. `public`: another public page or
 * source file says it. `inferred`: nobody says it, we conclude it.
 */
export type EvidenceKind = 'document' | 'public' | 'inferred'

/** Where one statement of a contract comes from. */
export interface Evidence {
  readonly kind: EvidenceKind
  readonly file: string
  readonly line: number
  readonly column: number
  /** The page, source file or observation behind a public or inferred statement. */
  readonly source?: string
  /** The rule of the pipeline that made or moved the statement. */
  readonly rule?: string
  /** Why an overlay action made the statement. */
  readonly reason?: string
  /** Further documents that say the same. */
  readonly witnesses?: readonly string[]
  /** What an overlay action replaced. */
  readonly replaced?: Json
}

/**
 * Remembers where every value of a tree comes from, by the container that holds it and its key there:
 * moving a container keeps what is known about its content.
 */
export class EvidenceTable {
  readonly #known = new WeakMap<object, Map<string, Evidence>>()

  get(container: object, key: string | number): Evidence | undefined {
    return this.#known.get(container)?.get(String(key))
  }

  set(container: object, key: string | number, evidence: Evidence): void {
    const known = this.#known.get(container) ?? new Map<string, Evidence>()
    known.set(String(key), evidence)
    this.#known.set(container, known)
  }

  /**
   * A deep copy of `value` whose content keeps its evidence: that of `source`, by default this table's,
   * changed by `change` where given.
   */
  copy<T extends Json>(value: T, source?: EvidenceTable, change?: (evidence: Evidence) => Evidence): T
  copy(value: Json, source: EvidenceTable = this, change?: (evidence: Evidence) => Evidence): Json {
    if (typeof value !== 'object' || value === null) return value
    const clone: Json[] | JsonObject = Array.isArray(value) ? [] : {}
    for (const [key, item] of Object.entries(value)) {
      Object.assign(clone, { [key]: this.copy(item, source, change) })
      const evidence = source.get(value, key)
      if (evidence !== undefined) this.set(clone, key, change?.(evidence) ?? evidence)
    }
    return clone
  }

  /** Writes a value and all its content with one evidence. */
  write(container: JsonObject | Json[], key: string | number, value: Json, evidence: Evidence): void {
    const clone = this.copy(value)
    this.#mark(clone, evidence)
    if (Array.isArray(container)) container[Number(key)] = clone
    else container[key] = clone
    this.set(container, key, evidence)
  }

  #mark(value: Json, evidence: Evidence): void {
    if (typeof value !== 'object' || value === null) return
    for (const [key, item] of Object.entries(value)) {
      this.set(value, key, evidence)
      this.#mark(item, evidence)
    }
  }

  /** Evidence of every leaf of a tree, by JSON pointer; a leaf without its own has that of its parent. */
  leaves(root: JsonObject, fallback: Evidence): Map<string, Evidence> {
    const leaves = new Map<string, Evidence>()
    const visit = (value: Json, path: JsonPath, inherited: Evidence): void => {
      const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
      if (entries.length === 0) leaves.set(formatPointer(path), inherited)
      for (const [key, item] of entries) {
        const own = Array.isArray(value) || isObject(value) ? this.get(value, key) : undefined
        visit(item, [...path, key], own ?? inherited)
      }
    }
    visit(root, [], fallback)
    return leaves
  }
}

/** An OpenAPI tree together with what is known about where it comes from. */
export interface Traced {
  readonly tree: JsonObject
  readonly evidence: EvidenceTable
}
