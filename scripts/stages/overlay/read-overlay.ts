import { StageError, type Diagnostic } from '../../lib/diagnostic.ts'
import type { Evidence, EvidenceTable, Traced } from '../../lib/evidence.ts'
import { arrayAt, isObject, sameJson, stringAt, type Json, type JsonObject } from '../../lib/json.ts'

/** A disagreement that an action settles, and where the overlay says so. */
export interface Settles {
  readonly pointer: string
  readonly line: number
  readonly column: number
}

/** One action of an overlay, checked. */
export interface Action {
  readonly target: string
  readonly does: 'copy' | 'remove' | 'update'
  /** What `update` or `copy` holds. */
  readonly value: Json
  readonly reason: string
  readonly evidence: Evidence
  /** How many nodes the target has to match. Without it: at least one. */
  readonly matches?: number
  readonly settles: readonly Settles[]
  /** Where the content of `update` is traced. */
  readonly table: EvidenceTable
}

const verbs = ['update', 'remove', 'copy'] as const
const known = {
  overlay: ['overlay', 'info', 'extends', 'actions'],
  info: ['title', 'version', 'description'],
  action: ['target', 'description', ...verbs],
}

/**
 * Reads one Overlay 1.1 document. Everything that is wrong with its structure is told at once, each at its own line:
 * the specification's own rules, and ours, by which an action says why and how its fact is known.
 */
export function readOverlay(file: Traced, path: string): readonly Action[] {
  const reader = new Reader(file, path)
  if (!/^1\.1\.\d+$/.test(stringAt(file.tree, 'overlay') ?? '')) {
    reader.tell('overlay-version', 'not an Overlay 1.1 document. Begin the file with "overlay: 1.1.0".')
    reader.end()
  }
  reader.keys(file.tree, known.overlay, 'an overlay')
  reader.text(file.tree, 'extends', 'an overlay')
  const { info } = file.tree
  if (!isObject(info))
    reader.tell('overlay-structure', 'an overlay has an "info" with title and version', file.tree, 'info')
  else {
    reader.keys(info, known.info, 'info')
    for (const key of known.info) reader.text(info, key, 'info', key !== 'description')
  }
  const list = arrayAt(file.tree, 'actions')
  if (list.length === 0)
    reader.tell('overlay-structure', 'an overlay has a list of "actions", at least one', file.tree, 'actions')
  const actions = list.flatMap((node, index) => reader.action(node, list, index))
  reader.end()
  return actions
}

/** Collects what is wrong with an overlay. */
class Reader {
  readonly #file: Traced
  readonly #path: string
  readonly #problems: Diagnostic[] = []

  constructor(file: Traced, path: string) {
    this.#file = file
    this.#path = path
  }

  /** Something wrong, at the line of `container[key]`, or at the top of the file. */
  tell(rule: string, message: string, container?: JsonObject | Json[], key?: number | string): void {
    const place =
      container === undefined || key === undefined ? undefined : this.#file.evidence.get(container, key)
    const { line, column } = place ?? { line: 1, column: 1 }
    this.#problems.push({ severity: 'error', rule, file: this.#path, line, column, message })
  }

  end(): void {
    if (this.#problems.length > 0) throw new StageError(...this.#problems)
  }

  keys(container: JsonObject, allowed: readonly string[], what: string): void {
    for (const key of Object.keys(container)) {
      if (allowed.includes(key) || key.startsWith('x-')) continue
      const message = `${what} has no ${JSON.stringify(key)}. Known: ${allowed.join(', ')}, and x-….`
      this.tell('overlay-structure', message, container, key)
    }
  }

  text(container: JsonObject, key: string, what: string, required = false): void {
    const value = container[key]
    if (typeof value === 'string' || (value === undefined && !required)) return
    const place = value === undefined ? this.#placeOf(container) : ([container, key] as const)
    this.tell(
      'overlay-structure',
      value === undefined ? `${what} has no ${key}` : `${key} must be a text; quote it`,
      ...place,
    )
  }

  /** Where `info` begins, for what is missing in it. */
  #placeOf(container: JsonObject): readonly [JsonObject, string] {
    return container === this.#file.tree ? [this.#file.tree, 'overlay'] : [this.#file.tree, 'info']
  }

  action(node: Json, list: Json[], index: number): Action[] {
    const before = this.#problems.length
    const fail = (rule: string, message: string): Action[] => {
      this.tell(rule, message, list, index)
      return []
    }
    if (!isObject(node)) return fail('overlay-action', 'an action is a mapping with a target')
    this.keys(node, known.action, 'an action')
    this.text(node, 'target', 'an action')
    this.text(node, 'description', 'an action')
    this.text(node, 'copy', 'an action')
    const { remove } = node
    if (remove !== undefined && typeof remove !== 'boolean')
      this.tell('overlay-structure', 'remove must be true or false', node, 'remove')
    const matches = this.#matches(node)
    const settles = this.#settles(node)
    if (this.#problems.length > before) return []
    const target = stringAt(node, 'target')
    if (target === undefined)
      return fail('overlay-action', 'the action has no target. Give a JSONPath such as $.paths.')
    const same = list.findIndex((other) => sameJson(other, node))
    if (same < index) return fail('overlay-action', `the action on ${target} stands here twice. Remove one.`)
    const reason = stringAt(node, 'description')?.trim()
    if (reason === undefined || reason === '')
      return fail('overlay-reason', `the action on ${target} gives no reason. Say why in "description".`)
    const evidence = this.#file.evidence.get(node, 'target')
    if (evidence?.source === undefined) {
      return fail(
        'overlay-evidence',
        `the action on ${target} does not say how its fact is known. Add "x-evidence: { kind, source }".`,
      )
    }
    const [does, second] = verbs.filter((verb) => Object.hasOwn(node, verb))
    if (does === undefined || second !== undefined || remove === false) {
      const what = second === undefined ? 'no effect' : `both ${does ?? ''} and ${second}`
      return fail(
        'overlay-action',
        `the action on ${target} has ${what}. Give one of update, remove: true, copy.`,
      )
    }
    return [
      {
        target,
        does,
        value: node[does] ?? null,
        reason,
        evidence,
        settles,
        table: this.#file.evidence,
        ...(matches === undefined ? {} : { matches }),
      },
    ]
  }

  #matches(node: JsonObject): number | undefined {
    const matches = node['x-matches']
    if (matches === undefined || (typeof matches === 'number' && Number.isInteger(matches) && matches > 0))
      return matches
    this.tell('overlay-structure', 'x-matches must be a whole number from 1 on', node, 'x-matches')
    return undefined
  }

  #settles(node: JsonObject): Settles[] {
    const given = node['x-settles']
    if (given === undefined) return []
    const [container, items] = Array.isArray(given) ? [given, given] : [node, [given]]
    if (items.length === 0) this.tell('overlay-structure', 'x-settles is empty', node, 'x-settles')
    return items.flatMap((pointer, index) => {
      const key = container === node ? 'x-settles' : index
      if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
        this.tell('overlay-structure', 'x-settles must be JSON pointers such as /info/title', container, key)
        return []
      }
      const { line, column } = this.#file.evidence.get(container, key) ?? { line: 1, column: 1 }
      return [{ pointer, line, column }]
    })
  }
}
