import { valueAt, type Operation } from '../../contracts/index.ts'
import { apart } from '../compare/apart.ts'
import { extensionRule } from '../compare/compare-notes.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, type Comparison } from '../compare/comparison.ts'
import type { RuleId } from '../rules.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { compareAnswers } from './compare-answers.ts'
import { compareBodies } from './compare-bodies.ts'
import { compareParameters } from './compare-parameters.ts'
import { compareCallbacks } from './compare-webhooks.ts'
import { namesIn, shapeOf } from './path-shape.ts'

/** An operation in both contracts. */
export type OperationPair = readonly [before: Operation, after: Operation]

/** Reports every difference of two operations. */
export function compareOperation(comparison: Comparison, pair: OperationPair): void {
  compareAround(comparison, pair)
  compareBodies(comparison, pair)
}

/** Reports every difference of two operations but those of the bodies that are sent. */
export function compareAround(comparison: Comparison, pair: OperationPair): void {
  compareAddress(comparison, pair)
  compareNotes(comparison, pair)
  compareParameters(comparison, pair)
  compareAnswers(comparison, pair)
  compareCallbacks(comparison, pair)
}

/** Id, method and path. */
function compareAddress(comparison: Comparison, [before, after]: OperationPair): void {
  const add = (rule: RuleId, where: string, from: string, to: string): void =>
    addFinding(comparison, [before, after], { rule, where, from, to })
  const names = [namesIn(before.template), namesIn(after.template)] as const
  if (before.id !== after.id)
    add('operation-id-changed', 'the operation', before.id || 'nothing', after.id || 'nothing')
  if (before.method !== after.method)
    add('operation-method-changed', 'the operation', before.method.toUpperCase(), after.method.toUpperCase())
  if (shapeOf(before.template) !== shapeOf(after.template))
    add('operation-path-changed', 'the operation', before.template, after.template)
  else if (before.template !== after.template)
    add('path-parameter-renamed', 'path parameter', names[0].join(', '), names[1].join(', '))
}

function compareNotes(comparison: Comparison, [before, after]: OperationPair): void {
  for (const word of ['summary', 'description'])
    compareText(comparison, 'the operation', word, [before.path, after.path])
  const said = (word: string): readonly [unknown, unknown] => [
    valueAt(comparison.before, [...before.path, word]),
    valueAt(comparison.after, [...after.path, word]),
  ]
  const deprecated = said('deprecated').map((value) => value === true)
  if (deprecated[0] !== deprecated[1]) {
    const rule = deprecated[1] === true ? 'deprecated-added' : 'deprecated-removed'
    addFinding(comparison, [before, after], { rule, where: 'the operation' })
  }
  const tags = said('tags').map((value) => (Array.isArray(value) ? value.map(String).sort() : []))
  if (canonicalJson(tags[0]) !== canonicalJson(tags[1]))
    addFinding(comparison, [before, after], { rule: 'tags-changed', where: 'the operation' })
  const words = [before, after].flatMap(({ path }, index) =>
    Object.keys(valueAt(index === 0 ? comparison.before : comparison.after, path) ?? {}),
  )
  for (const word of new Set(
    words.filter((name) => name.startsWith('x-') && !name.startsWith('x-evidence')),
  )) {
    const [from, to] = said(word)
    if (meaningOf(word, from) === meaningOf(word, to)) continue
    const [was, is] = apart(from, to)
    // No price that is documented is not a price of nothing.
    const text = (value: unknown, shown: string): string => (value === undefined ? 'not documented' : shown)
    const rest = { where: 'the operation', from: text(from, was), to: text(to, is) }
    addFinding(comparison, [before, after], { rule: extensionRule(word), ...rest, word })
  }
}

const unordered = new Set(['x-also-at', 'x-unbilled'])

/** The same for what means the same. */
function meaningOf(word: string, value: unknown): string {
  return canonicalJson(
    unordered.has(word) && Array.isArray(value) ? value.map(String).sort() : (value ?? null),
  )
}

interface Said {
  readonly rule: RuleId
  readonly where: string
  readonly from?: string
  readonly to?: string
  /** The keyword it is about. */
  readonly word?: string
}

function addFinding(comparison: Comparison, [before, after]: OperationPair, { word, ...said }: Said): void {
  const at = (
    root: unknown,
    { path, method, template }: Operation,
  ): { path: Operation['path']; value?: unknown } => {
    if (word === undefined) return { path, value: `${method.toUpperCase()} ${template}` }
    const value = valueAt(root, [...path, word])
    return value === undefined ? { path } : { path: [...path, word], value }
  }
  found(comparison, {
    ...said,

    before: at(comparison.before, before),
    after: at(comparison.after, after),
  })
}
