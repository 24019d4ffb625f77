import { exec } from 'jsonpath-rfc9535'
import { StageError, type Diagnostic } from '../lib/diagnostic.ts'
import type { Evidence, EvidenceTable, Traced } from '../lib/evidence.ts'
import { arrayAt, at, isObject, sameJson, stringAt, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, type JsonPath } from '../lib/json-pointer.ts'

/** One overlay action that was applied, for the page that lists our corrections. */
export interface Correction {
  readonly file: string
  readonly line: number
  readonly target: string
  readonly does: 'copy' | 'remove' | 'update'
  readonly reason: string
  readonly kind: Evidence['kind']
  readonly source: string
  readonly matched: number
}

interface Action {
  readonly node: JsonObject
  readonly target: string
  readonly does: Correction['does']
  readonly reason: string
  readonly evidence: Evidence
  /** Where the content of `update` is traced. */
  readonly table: EvidenceTable
}

/**
 * Applies one Overlay 1.1 document, strictly: an action gives its reason (`description`) and its evidence
 * (`x-evidence`), matches at least one node (exactly `x-matches` where given) and changes something. Anything
 * else is an error at the action's line: a correction dies when it is no longer needed.
 */
export function overlay(
  contract: Traced,
  file: Traced,
  path: string,
): { value: Traced; corrections: readonly Correction[] } {
  const { evidence } = contract
  const tree = evidence.copy(contract.tree)
  if (stringAt(file.tree, 'overlay')?.startsWith('1.1.') !== true) {
    throw new StageError({
      severity: 'error',
      rule: 'overlay-version',
      file: path,
      line: 1,
      message: 'not an Overlay 1.1 document. Begin the file with "overlay: 1.1.0".',
    })
  }
  const actions = arrayAt(file.tree, 'actions').map((node, index) => readAction(node, path, file, index))
  const corrections = actions.map((action): Correction => {
    const matched = apply(tree, evidence, action)
    const { target, does, reason } = action
    return {
      file: path,
      line: action.evidence.line,
      target,
      does,
      reason,
      kind: action.evidence.kind,
      source: action.evidence.source ?? '',
      matched,
    }
  })
  return { value: { tree, evidence }, corrections }
}

function readAction(node: Json, path: string, file: Traced, index: number): Action {
  const list = at(file.tree, 'actions')
  const place = Array.isArray(list) ? file.evidence.get(list, index) : undefined
  const fail = (rule: string, message: string): never => {
    throw new StageError({
      severity: 'error',
      rule,
      file: path,
      line: place?.line ?? 1,
      column: place?.column ?? 1,
      message,
    })
  }
  if (!isObject(node)) return fail('overlay-action', 'an action is a mapping with a target')
  const target = stringAt(node, 'target')
  if (target === undefined)
    return fail('overlay-action', 'the action has no target. Give a JSONPath such as $.paths.')
  const evidence = file.evidence.get(node, 'target')
  const reason = stringAt(node, 'description')?.trim()
  if (reason === undefined || reason === '')
    return fail('overlay-reason', `the action on ${target} gives no reason. Say why in "description".`)
  if (evidence?.source === undefined) {
    return fail(
      'overlay-evidence',
      `the action on ${target} does not say how its fact is known. Add "x-evidence: { kind, source }".`,
    )
  }
  const does = (['update', 'remove', 'copy'] as const).filter(
    (verb) => node[verb] !== undefined && node[verb] !== false,
  )
  const [verb] = does
  if (verb === undefined || does.length > 1) {
    return fail(
      'overlay-action',
      `the action on ${target} has ${does.length > 1 ? `both ${does.join(' and ')}` : 'no effect'}. Give one of update, remove, copy.`,
    )
  }
  return { node, target, does: verb, reason, evidence, table: file.evidence }
}

function apply(tree: JsonObject, evidence: EvidenceTable, action: Action): number {
  const { node, target, reason } = action
  const fail = (rule: string, message: string): never => {
    const { file, line, column } = action.evidence
    throw new StageError({ severity: 'error', rule, file, line, column, message })
  }
  const matches = select(tree, target, fail)
  if (matches.length === 0)
    return fail(
      'overlay-no-match',
      `nothing matches ${target}. Correct the target, or remove the action if the document no longer needs it.`,
    )
  const expected = at(node, 'x-matches')
  if (typeof expected === 'number' && matches.length !== expected) {
    return fail(
      'overlay-count',
      `${target} matches ${String(matches.length)} nodes, x-matches says ${String(expected)}`,
    )
  }
  const before = evidence.copy(tree)
  if (action.does === 'remove') {
    // Later items first, so that earlier indexes stay true; a path that is selected twice is removed once.
    const paths = [...new Map(matches.map((path) => [formatPointer(path), path])).values()]
    for (const path of paths.sort(laterFirst)) removeAt(tree, path, evidence)
  } else {
    const [source, table] =
      action.does === 'update'
        ? [node['update'] ?? null, action.table]
        : [copySource(tree, node, fail), evidence]
    const trace = (found: Evidence): Evidence =>
      action.does === 'update' ? { ...found, reason } : { ...found, rule: 'overlay-copy' }
    for (const path of matches) {
      mergeInto(
        tree,
        path,
        evidence.copy(source, table, trace),
        evidence,
        { ...action.evidence, reason },
        fail,
      )
    }
  }
  if (sameJson(before, tree))
    return fail('overlay-no-change', `the action on ${target} changes nothing. Remove it.`)
  return matches.length
}

type Fail = (rule: Diagnostic['rule'], message: string) => never

function select(tree: JsonObject, expression: string, fail: Fail): JsonPath[] {
  const found: JsonPath[] = []
  try {
    exec(tree, expression, (_value, path) => {
      found.push([...path])
    })
  } catch (error) {
    return fail(
      'overlay-jsonpath',
      `${expression} is not a JSONPath (RFC 9535): ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return found
}

function copySource(tree: JsonObject, node: JsonObject, fail: Fail): Json {
  const expression = stringAt(node, 'copy') ?? ''
  const [path, second] = select(tree, expression, fail)
  if (path === undefined || second !== undefined)
    return fail('overlay-copy', `${expression} must match exactly one node`)
  return at(tree, ...path) ?? null
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

/** Overlay's merge: objects recursively, arrays by appending, anything else by replacing. */
function mergeInto(
  tree: JsonObject,
  path: JsonPath,
  value: Json,
  evidence: EvidenceTable,
  by: Evidence,
  fail: Fail,
): void {
  const target = at(tree, ...path)
  if (Array.isArray(target)) {
    const items = Array.isArray(value) ? value : [value]
    for (const item of items) {
      evidence.set(target, target.length, by)
      target.push(item)
    }
  } else if (isObject(target)) {
    if (!isObject(value)) return fail('overlay-type', 'an object can only be updated with an object')
    mergeObjects(target, value, evidence)
  } else {
    const parent = at(tree, ...path.slice(0, -1))
    const key = path.at(-1)
    if (key === undefined || (!isObject(parent) && !Array.isArray(parent))) return
    Object.assign(parent, { [key]: value })
    evidence.set(parent, key, { ...by, ...(target === undefined ? {} : { replaced: target }) })
  }
}

function mergeObjects(target: JsonObject, update: JsonObject, evidence: EvidenceTable): void {
  for (const [key, value] of Object.entries(update)) {
    const own = target[key]
    const said = evidence.get(update, key)
    if (isObject(own) && isObject(value)) mergeObjects(own, value, evidence)
    else if (Array.isArray(own) && Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        const itemSaid = evidence.get(value, index)
        if (itemSaid !== undefined) evidence.set(own, own.length, itemSaid)
        own.push(item)
      }
    } else {
      target[key] = value
      if (said !== undefined) evidence.set(target, key, own === undefined ? said : { ...said, replaced: own })
    }
  }
}
