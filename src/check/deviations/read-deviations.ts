import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type ParsedNode } from 'yaml'
import { InputError, type InputIssue } from '../../errors/errors.ts'
import { checkEntry, type Field, type Mistake } from './check-entry.ts'
import type { KnownDeviation } from './known-deviation.ts'

/** What a file of known deviations is held against. */
export interface ReadDeviationsOptions {
  /** Its name, for messages. @default 'kontext-deviations.yaml' */
  readonly file?: string
  /** The ids of all cases by provider: see `listCases`. */
  readonly cases: Readonly<Record<string, readonly string[]>>
  /** The day it is, `2026-11-21`. @default today, UTC */
  readonly today?: string
}

/**
 * Reads a file of known deviations, a YAML list:
 * ```yaml
 * - provider: fal-relay
 *   case: cancel.queued
 *   reason: The relay has no cancel; asked for on 2026-11-02.
 *   until: 2027-01-31
 *   match: 404 # optional: only deviations whose message contains this
 * ```
 * @throws InputError with every mistake and its line: no provider or case of that name, no reason, a day that is none or
 * more than a year ahead, a word that is unknown, the same twice
 */
export function readDeviations(text: string, options: ReadDeviationsOptions): readonly KnownDeviation[] {
  const { file = 'kontext-deviations.yaml', today = new Date().toISOString().slice(0, 10), cases } = options
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
  const lineOf = (offset: number): number => lines.linePos(offset).line
  const broken = document.errors.map(({ pos: [offset], message }) => ({ line: lineOf(offset), message }))
  if (broken.length > 0) throw refused(file, broken)
  const mistakes: Mistake[] = []
  const known: (KnownDeviation & { readonly at: string })[] = []
  for (const item of itemsOf(document.contents, file)) {
    const line = lineOf(item.range?.[0] ?? 0)
    const read = checkEntry(fieldsOf(item, lineOf), { line, today, cases })
    if ('mistakes' in read) mistakes.push(...read.mistakes)
    else {
      const twin = known.find((other) => sameKey(other, read.entry))
      if (twin === undefined) known.push({ ...read.entry, at: `${file}:${line}` })
      else mistakes.push({ line, message: `says the same as ${twin.at}. Leave one of them out.` })
    }
  }
  if (mistakes.length > 0) throw refused(file, mistakes)
  return known
}

function itemsOf(contents: ParsedNode | null, file: string): readonly Node[] {
  // An empty file, or one of comments alone.
  if (contents === null || (isScalar(contents) && contents.value === null)) return []
  const message = 'is not a list. Begin each known deviation with "- provider: …".'
  if (!isSeq(contents)) throw refused(file, [{ line: 1, message }])
  return contents.items
}

function fieldsOf(item: Node, lineOf: (offset: number) => number): readonly Field[] | undefined {
  if (!isMap<Node, Node | null>(item)) return undefined
  return item.items.map(({ key, value }) => ({
    name: isScalar(key) ? (key.source ?? '') : '',
    // Numbers and words such as `no` are texts here: `match: 404`.
    value: isScalar(value) && value.value !== null ? value.source : undefined,
    line: lineOf(key.range?.[0] ?? 0),
  }))
}

function sameKey(a: KnownDeviation, b: KnownDeviation): boolean {
  return a.provider === b.provider && a.case === b.case && a.match === b.match
}

function refused(file: string, mistakes: readonly Mistake[]): InputError {
  const issues = mistakes
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, message }): InputIssue => ({ path: `${file}:${line}`, message }))
  const list = issues.map(({ path, message }) => `${path}: ${message}`).join('\n')
  return new InputError(`Failed to read known deviations:\n${list}`, { provider: 'unknown', issues })
}
