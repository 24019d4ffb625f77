import { exec } from 'jsonpath-rfc9535'
import { StageError, type Diagnostic } from '../lib/diagnostic.ts'
import type { Evidence, EvidenceTable, Traced } from '../lib/evidence.ts'
import { at, isObject, sameJson, textOf, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, type JsonPath } from '../lib/json-pointer.ts'
import { readOverlay, type Action, type Settles } from './overlay/read-overlay.ts'

/** One overlay action that was applied, for the page that lists our corrections. */
export interface Correction {
  readonly file: string
  readonly line: number
  readonly target: string
  readonly does: Action['does']
  readonly reason: string
  readonly kind: Evidence['kind']
  readonly source: string
  readonly matched: number
  /** The disagreements between documents that it settles. */
  readonly settles: readonly Settles[]
}

/**
 * Applies one Overlay 1.1 document, strictly: an action gives its reason (`description`) and its evidence
 * (`x-evidence`), matches at least one node (exactly `x-matches` where given) and changes something. Anything
 * else is an error at the action's line: a correction dies when it is no longer needed. Only an action that settles
 * a disagreement may leave everything as it is: it says that the first document is right.
 */
export function overlay(
  contract: Traced,
  file: Traced,
  path: string,
): { value: Traced; corrections: readonly Correction[] } {
  const { evidence } = contract
  const tree = evidence.copy(contract.tree)
  const corrections = readOverlay(file, path).map((action): Correction => {
    const matched = apply(tree, evidence, action)
    const { target, does, reason, settles } = action
    return {
      file: path,
      line: action.evidence.line,
      target,
      does,
      reason,
      kind: action.evidence.kind,
      source: action.evidence.source ?? '',
      matched,
      settles,
    }
  })
  return { value: { tree, evidence }, corrections }
}

type Fail = (rule: Diagnostic['rule'], message: string, place?: Settles) => never

function apply(tree: JsonObject, evidence: EvidenceTable, action: Action): number {
  const { target, settles } = action
  const fail: Fail = (rule, message, place) => {
    const { file } = action.evidence
    const { line, column } = place ?? action.evidence
    throw new StageError({ severity: 'error', rule, file, line, column, message })
  }
  const matches = select(tree, target, fail)
  if (matches.length === 0)
    return fail(
      'overlay-no-match',
      `nothing matches ${target}. Correct the target, or remove the action if the document no longer needs it.`,
    )
  if (action.matches !== undefined && matches.length !== action.matches) {
    return fail(
      'overlay-count',
      `${target} matches ${matches.length} nodes, x-matches says ${action.matches}`,
    )
  }
  const before = evidence.copy(tree)
  const writes =
    action.does === 'remove'
      ? removeAll(tree, matches, evidence, fail)
      : writeAll(tree, matches, evidence, action, fail)
  for (const named of settles) {
    if (!writes.some((path) => named.pointer === path || named.pointer.startsWith(`${path}/`)))
      fail('overlay-settles', `the action says nothing about ${named.pointer}, so it cannot settle it`, named)
  }
  if (settles.length === 0 && sameJson(before, tree))
    return fail('overlay-no-change', `the action on ${target} changes nothing. Remove it.`)
  return matches.length
}

/** The nodes that an expression selects, each once. */
function select(tree: JsonObject, expression: string, fail: Fail): JsonPath[] {
  const found = new Map<string, JsonPath>()
  try {
    exec(tree, expression, (_value, path) => {
      found.set(formatPointer(path), [...path])
    })
  } catch (error) {
    return fail(
      'overlay-jsonpath',
      `${expression} is not a JSONPath (RFC 9535): ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return [...found.values()]
}

/** Removes nodes, later items of a list first, so that the earlier indexes stay true; returns their pointers. */
function removeAll(tree: JsonObject, matches: JsonPath[], evidence: EvidenceTable, fail: Fail): string[] {
  if (matches.some((path) => path.length === 0))
    return fail('overlay-root', 'the document itself cannot be removed. Name something in it.')
  const paths = [...matches].sort(laterFirst)
  for (const path of paths) removeAt(tree, path, evidence)
  return paths.map(formatPointer)
}

function laterFirst(a: JsonPath, b: JsonPath): number {
  const index = a.findIndex((step, position) => step !== b[position])
  const [own, other] = [a[index], b[index]]
  if (typeof own === 'number' && typeof other === 'number') return other - own
  return own === undefined || other === undefined ? b.length - a.length : own < other ? -1 : 1
}

function removeAt(tree: JsonObject, path: JsonPath, evidence: EvidenceTable): void {
  const parent = at(tree, ...path.slice(0, -1))
  const key = path.at(-1)
  if (Array.isArray(parent) && typeof key === 'number') {
    parent.splice(key, 1)
    for (let index = key; index < parent.length; index += 1) {
      const moved = evidence.get(parent, index + 1)
      if (moved !== undefined) evidence.set(parent, index, moved)
    }
  } else if (isObject(parent) && typeof key === 'string') Reflect.deleteProperty(parent, key)
}

/** What `update` and `copy` share: a value that goes to every node that matches. Returns pointers to what it says. */
function writeAll(
  tree: JsonObject,
  matches: JsonPath[],
  evidence: EvidenceTable,
  action: Action,
  fail: Fail,
): string[] {
  const { file, line } = action.evidence
  const { reason } = action
  const kinds = new Set(matches.map((path) => kindOf(at(tree, ...path))))
  if (kinds.size > 1) {
    return fail(
      'overlay-type',
      `${action.target} matches ${[...kinds].sort().join(' and ')}. One action updates nodes of one kind; make it two.`,
    )
  }
  const copied = action.does === 'copy' ? copySource(tree, textOf(action.value), evidence, fail) : undefined
  // A snapshot: where the source holds its own target, it changes while it is copied.
  const source = copied === undefined ? action.value : evidence.copy(copied.value)
  const change = (found: Evidence): Evidence =>
    copied === undefined
      ? { ...found, reason }
      : { ...found, rule: 'overlay-copy', reason, action: `${file}:${line}` }
  const by = change(copied?.evidence ?? action.evidence)
  const merge = new Merge(evidence, fail)
  for (const path of matches) {
    const value = evidence.copy(source, copied === undefined ? action.table : evidence, change)
    merge.into(tree, path, value, by)
  }
  return merge.writes
}

function copySource(
  tree: JsonObject,
  expression: string,
  evidence: EvidenceTable,
  fail: Fail,
): { value: Json; evidence: Evidence | undefined } {
  const [path, second] = select(tree, expression, fail)
  if (path === undefined || second !== undefined)
    return fail('overlay-copy', `${expression} must match exactly one node`)
  const parent = at(tree, ...path.slice(0, -1))
  const key = path.at(-1)
  const known =
    typeof parent === 'object' && parent !== null && key !== undefined ? evidence.get(parent, key) : undefined
  return { value: at(tree, ...path) ?? null, evidence: known }
}

type Kind = 'a list' | 'a value' | 'an object'

function kindOf(value: Json | undefined): Kind {
  return Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : 'a value'
}

/** The merge of Overlay 1.1: objects recursively, lists by appending, values by replacing, and nothing across. */
class Merge {
  /** Pointers to everything that was said, changed or not. */
  readonly writes: string[] = []
  readonly #evidence: EvidenceTable
  readonly #fail: Fail

  constructor(evidence: EvidenceTable, fail: Fail) {
    this.#evidence = evidence
    this.#fail = fail
  }

  into(tree: JsonObject, path: JsonPath, value: Json, by: Evidence): void {
    const target = at(tree, ...path)
    if (Array.isArray(target)) {
      this.writes.push(formatPointer(path))
      // A list is joined to a list; anything else is one more item.
      const items = Array.isArray(value) ? value : [value]
      for (const [index, item] of items.entries())
        this.#append(
          target,
          item,
          (Array.isArray(value) ? this.#evidence.get(value, index) : undefined) ?? by,
        )
    } else if (isObject(target)) {
      if (isObject(value)) this.#objects(target, value, path)
      else this.#refuse(path, target, value)
    } else {
      const parent = at(tree, ...path.slice(0, -1))
      const key = path.at(-1)
      if (key === undefined || (!isObject(parent) && !Array.isArray(parent))) return
      this.#put(parent, key, value, by, path)
    }
  }

  #objects(target: JsonObject, update: JsonObject, path: JsonPath): void {
    for (const [key, value] of Object.entries(update)) {
      const inner = [...path, key]
      const own = target[key]
      const said = this.#evidence.get(update, key)
      if (isObject(own) && isObject(value)) this.#objects(own, value, inner)
      else if (Array.isArray(own) && Array.isArray(value)) {
        this.writes.push(formatPointer(inner))
        for (const [index, item] of value.entries())
          this.#append(own, item, this.#evidence.get(value, index) ?? said)
      } else if (own !== undefined) this.#put(target, key, value, said, inner)
      else {
        this.writes.push(formatPointer(inner))
        target[key] = value
        if (said !== undefined) this.#evidence.set(target, key, said)
      }
    }
  }

  #append(list: Json[], item: Json, said: Evidence | undefined): void {
    if (said !== undefined) this.#evidence.set(list, list.length, said)
    list.push(item)
  }

  /** Replaces a value by a value. One that stays as it is keeps its own evidence. */
  #put(
    container: JsonObject | Json[],
    key: number | string,
    value: Json,
    said: Evidence | undefined,
    path: JsonPath,
  ): void {
    const own = at(container, key) ?? null
    if (kindOf(own) !== 'a value' || kindOf(value) !== 'a value') this.#refuse(path, own, value)
    this.writes.push(formatPointer(path))
    if (own === value) return
    Object.assign(container, { [key]: value })
    if (said !== undefined) this.#evidence.set(container, key, { ...said, replaced: own })
  }

  #refuse(path: JsonPath, own: Json, value: Json): never {
    const where = path.length === 0 ? 'the document' : formatPointer(path)
    return this.#fail(
      'overlay-type',
      `${where} is ${kindOf(own)} and cannot be updated with ${kindOf(value)}. Remove it first, or give ${kindOf(own)}.`,
    )
  }
}
