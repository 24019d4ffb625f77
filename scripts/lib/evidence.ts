import { at, type Json, type JsonObject } from './json.ts'
import { formatPointer, walk } from './json-pointer.ts'

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
  /** The overlay action that moved the statement here, as `file:line`. */
  readonly action?: string
  /** What an overlay action replaced. */
  readonly replaced?: Json
  /** Where that came from. */
  readonly was?: Evidence
}

/** One leaf of a contract: what it says, and where that comes from. */
export interface Leaf {
  readonly says: Json
  readonly evidence: Evidence | undefined
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

  /** Notes where a value comes from. One that replaces another remembers where that one came from. */
  set(container: object, key: string | number, evidence: Evidence): void {
    const known = this.#known.get(container) ?? new Map<string, Evidence>()
    const before = known.get(String(key))
    const replaces = evidence.replaced !== undefined && evidence.was === undefined && before !== undefined
    known.set(String(key), replaces ? { ...evidence, was: before } : evidence)
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

  /** Every leaf of a tree by JSON pointer. A leaf answers for itself: it has no evidence of what it lies in. */
  leaves(root: JsonObject): Map<string, Leaf> {
    const leaves = new Map<string, Leaf>()
    walk(root, (value, path) => {
      const inside = typeof value === 'object' && value !== null ? Object.keys(value).length : 0
      if (inside > 0) return
      const parent = at(root, ...path.slice(0, -1))
      const key = path.at(-1)
      const evidence =
        key !== undefined && typeof parent === 'object' && parent !== null ? this.get(parent, key) : undefined
      leaves.set(formatPointer(path), { says: value, evidence })
    })
    return leaves
  }
}

/** An OpenAPI tree together with what is known about where it comes from. */
export interface Traced {
  readonly tree: JsonObject
  readonly evidence: EvidenceTable
}
