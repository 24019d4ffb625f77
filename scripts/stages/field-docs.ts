import { arrayAt, at, isObject, objectAt, stringAt, textOf, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, parsePointer, type JsonPath } from '../lib/json-pointer.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import type { EvidenceFile, Origin } from './evidence.ts'
import { submitSchema } from './validators.ts'

type Statements = EvidenceFile['statements']

/** Width of a line of a comment, without its indent. */
const width = 96

/**
 * A copy of the contract in which every field of a request says in its description what holds for it and where
 * that comes from, so that an editor shows it. The value of a default is left to `@default`.
 */
export function fieldDocs(contract: JsonObject, config: ProviderConfig, statements: Statements): JsonObject {
  const copy = structuredClone(contract)
  const done = new Set<string>()
  const schema = (path: JsonPath): void => {
    const value = at(copy, ...path)
    const pointer = stringAt(value, '$ref')
    if (pointer !== undefined) schema(parsePointer(pointer))
    if (!isObject(value) || done.has(formatPointer(path))) return
    done.add(formatPointer(path))
    for (const [name, property] of Object.entries(objectAt(value, 'properties'))) {
      const inside = [...path, 'properties', name]
      if (isObject(property)) {
        const lines = facts(property, inside, requirement(value, path, name), statements)
        const own = stringAt(property, 'description')?.replace(/([^.!?])$/, '$1.')
        property['description'] = [...(own === undefined ? [] : [own]), ...lines].flatMap(wrap).join('\n')
      }
      schema(inside)
    }
    if (value['items'] !== undefined) schema([...path, 'items'])
  }
  for (const { path } of modelEntries(config)) {
    const pointer = stringAt(submitSchema(copy, path), '$ref')
    if (pointer !== undefined) schema(parsePointer(pointer))
  }
  return copy
}

function requirement(schema: JsonObject, path: JsonPath, name: string): JsonPath | undefined {
  const index = arrayAt(schema, 'required').indexOf(name)
  return index === -1 ? undefined : [...path, 'required', index]
}

/** What holds for a field, a line each: `1 to 20 (document 000 line 50; …)`. */
function facts(
  property: JsonObject,
  path: JsonPath,
  required: JsonPath | undefined,
  statements: Statements,
): string[] {
  const origin = (...leaf: JsonPath): string => {
    const found =
      statements[formatPointer([...path, ...leaf])] ?? statements[formatPointer([...path, ...leaf, 0])]
    return found === undefined ? '' : ` (${originText(found)})`
  }
  const said = limits(property)
  const [type] = [property['type']].flat()
  const open = property['$ref'] === undefined ? anything[textOf(type ?? '')] : undefined
  if (said.length === 0 && open !== undefined) said.push({ text: open, word: 'type' })
  const lines = said.map(({ text, word }) => `${text}${origin(word)}.`)
  if (property['default'] !== undefined) lines.push(`Default${origin('default')}.`)
  const needed = required === undefined ? undefined : statements[formatPointer(required)]
  if (needed !== undefined) lines.push(`Required (${originText(needed)}).`)
  return lines
}

/** What is said of a field that nothing limits. */
const anything: Readonly<Record<string, string>> = {
  array: 'Any list',
  boolean: 'true or false',
  integer: 'Any integer',
  number: 'Any number',
  object: 'Any object',
  string: 'Any text',
}

interface Limit {
  readonly text: string
  /** The word of the schema that sets it. */
  readonly word: string
}

function limits(property: JsonObject): Limit[] {
  const found: Limit[] = []
  const range = (low: string, high: string, noun?: string): void => {
    const [least, most] = [property[low], property[high]]
    const last = most ?? least
    const what = noun === undefined ? '' : ` ${noun}${last === 1 ? '' : 's'}`
    if (least !== undefined && most !== undefined) {
      const text = least === most ? textOf(least) : `${textOf(least)} to ${textOf(most)}`
      found.push({ text: text + what, word: low })
    } else if (least !== undefined) found.push({ text: `At least ${textOf(least)}${what}`, word: low })
    else if (most !== undefined) found.push({ text: `At most ${textOf(most)}${what}`, word: high })
  }
  range('minimum', 'maximum')
  range('minLength', 'maxLength', 'character')
  range('minItems', 'maxItems', 'item')
  const values = arrayAt(property, 'enum')
  if (values.length > 0) found.push({ text: list(values), word: 'enum' })
  if (property['const'] !== undefined)
    found.push({ text: `Always ${textOf(property['const'])}`, word: 'const' })
  const [low, high] = arrayAt(property, 'x-range')
  if (low !== undefined && high !== undefined)
    found.push({ text: `From ${textOf(low)} to ${textOf(high)}`, word: 'x-range' })
  return found
}

function list(values: readonly Json[]): string {
  const words = values.map(textOf)
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

/** `document 000 line 50`, `inferred: no document gives a length; overlay 20-corrections line 23: …`. */
function originText({ at: place, kind, source, reason, repair, witnesses = [] }: Origin): string {
  const own = placeText(place)
  const by = [
    `${own}${reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`}`,
    ...(repair === undefined ? [] : [`repaired by ${repair}`]),
    ...witnesses.map((witness) => `also ${placeText(witness)}`),
  ]
  if (own.startsWith('document ')) return by.join('; ')
  const known = kind === 'document' ? `document ${source ?? ''}` : `${kind}: ${source ?? ''}`
  return [known.trim(), ...by].join('; ')
}

/** `specs/x/documents/000_2960.txt:50:19` as `document 000 line 50`. */
function placeText(place: string): string {
  const [, file = place, line = ''] = /^(.*?):(\d+)(?::\d+)?$/.exec(place) ?? []
  const name = file.split('/').at(-1) ?? file
  if (file.includes('/documents/')) return `document ${name.split('_')[0] ?? name} line ${line}`
  if (file.includes('/overlays/')) return `overlay ${name.replace('.overlay.yaml', '')} line ${line}`
  if (file.includes('/dialects/')) return `dialect ${name.replace('.yaml', '')} line ${line}`
  return `${name} line ${line}`
}

function wrap(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
