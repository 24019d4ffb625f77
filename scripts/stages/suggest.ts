import { stringify } from 'yaml'
import type { Diagnostic, Staged } from '../lib/diagnostic.ts'
import type { Traced } from '../lib/evidence.ts'
import { arrayAt, at, isObject, sameJson, stringAt, textOf, type Json, type JsonObject } from '../lib/json.ts'
import type { JsonPath } from '../lib/json-pointer.ts'
import { sameStatement } from './combine/statements.ts'
import { readProse, type Constraints } from './suggest/prose.ts'

/** An overlay action that somebody could write: a constraint that a document states in prose only. */
export interface Suggestion {
  /** JSONPath of the field. */
  readonly target: string
  readonly path: JsonPath
  readonly update: Constraints
  readonly reason: string
  readonly file: string
  readonly line: number
  /** The prose. */
  readonly quote: string
}

/**
 * Reads constraints out of the descriptions of a normalized document, where its schema does not give them. Nothing is
 * applied: what prose means is for people to judge. A schema that says something else than its prose is a warning.
 */
export function suggest({ tree, evidence }: Traced): Staged<Suggestion[]> {
  const diagnostics: Diagnostic[] = []
  const value: Suggestion[] = []
  eachField(tree, (schema, path) => {
    const quote = stringAt(schema, 'description')
    const place = evidence.get(schema, 'description')
    if (quote === undefined || place === undefined) return
    const { file, line } = place
    const says = proseOf(schema, quote, String(path.at(-1)))
    diagnostics.push(...contradictions(says, schema, { quote, file, line }, 'its schema'))
    const update = unsaid(schema, says)
    if (Object.keys(update).length === 0) return
    const reason = `The document says so in prose only: ${quote}`
    value.push({ target: jsonPath(path), path, update, reason, file, line, quote })
  })
  return { value, diagnostics }
}

/** Words whose content is data. */
const data = new Set(['const', 'default', 'enum', 'example', 'examples'])

/** Visits the schema of every field. */
function eachField(
  tree: Json,
  visit: (schema: JsonObject, path: JsonPath) => void,
  path: JsonPath = [],
): void {
  if (Array.isArray(tree))
    for (const [index, item] of tree.entries()) eachField(item, visit, [...path, index])
  if (!isObject(tree)) return
  if (path.at(-2) === 'properties') visit(tree, path)
  for (const [key, item] of Object.entries(tree)) {
    // The keys of `properties` are names: a field called `default` is a field.
    if (!data.has(key) || path.at(-1) === 'properties') eachField(item, visit, [...path, key])
  }
}

function proseOf(schema: JsonObject, quote: string, name: string): Constraints {
  const words = Array.isArray(schema['type']) ? schema['type'] : [schema['type'] ?? 'any']
  const type = words.find((word) => typeof word === 'string' && word !== 'null')
  return readProse(quote, { name, type: textOf(type ?? 'any'), values: arrayAt(schema, 'enum') })
}

/** What prose says and a schema does not. One with a list of values needs no range. */
function unsaid(schema: JsonObject, said: Constraints): Constraints {
  const listed = schema['enum'] !== undefined || schema['const'] !== undefined
  return Object.fromEntries(
    Object.entries(said).filter(
      ([word]) => schema[word] === undefined && !(listed && (word === 'minimum' || word === 'maximum')),
    ),
  )
}

function contradictions(
  said: Constraints,
  schema: JsonObject,
  { quote, file, line }: Pick<Suggestion, 'file' | 'line' | 'quote'>,
  who: string,
): Diagnostic[] {
  return Object.entries(said).flatMap(([word, value]): Diagnostic[] => {
    const own = schema[word]
    if (own === undefined || sameStatement(word, own, value)) return []
    const message = `"${quote}" says ${word} ${textOf(value)}, ${who} says ${textOf(own)}`
    return [{ severity: 'warning', rule: 'prose-differs', file, line, message }]
  })
}

/**
 * What is left to suggest once a contract is finished: not what it says already. Where it says something else than
 * the prose, that is a warning, not a suggestion.
 */
export function pending(suggestions: readonly Suggestion[], contract: JsonObject): Staged<Suggestion[]> {
  const diagnostics: Diagnostic[] = []
  const value: Suggestion[] = []
  for (const suggestion of suggestions) {
    const field = at(contract, ...suggestion.path)
    // An overlay has moved or removed the field, and has said why.
    if (!isObject(field)) continue
    diagnostics.push(...contradictions(suggestion.update, field, suggestion, 'the contract'))
    const others = value.filter(({ target }) => target === suggestion.target)
    const update: Constraints = Object.fromEntries(
      Object.entries(unsaid(field, suggestion.update)).filter(
        ([word, said]) => !others.some((other) => sameJson(at(other.update, word), said)),
      ),
    )
    if (Object.keys(update).length > 0) value.push({ ...suggestion, update })
  }
  return { value, diagnostics }
}

/** Suggestions as an overlay, ready to be pasted into `specs/<id>/overlays/`. */
export function suggestionsYaml(suggestions: readonly Suggestion[], title: string): string {
  return stringify(
    {
      overlay: '1.1.0',
      info: { title: `What the documents of ${title} say in prose only`, version: '1.0.0' },
      actions: suggestions.map(({ target, reason, file, line, update }) => ({
        target,
        description: reason,
        'x-evidence': { kind: 'document', source: `${nameOf(file)} line ${line}` },
        'x-matches': 1,
        update,
      })),
    },
    { lineWidth: 110, singleQuote: true, aliasDuplicateObjects: false, compat: 'yaml-1.1' },
  )
}

/** `000` of `000_2960f1423f9f256e.txt`: as people cite the documents. */
function nameOf(file: string): string {
  const name = file.split('/').at(-1) ?? file
  return /^(\d{3})_/.exec(name)?.[1] ?? name
}

/** A path as a normal JSONPath of RFC 9535, with names in dots where they can be. */
function jsonPath(path: JsonPath): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(step)
      ? `.${step}`
      : `['${step.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
  })
  return `$${steps.join('')}`
}
