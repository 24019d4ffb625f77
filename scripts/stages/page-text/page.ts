import type { Diagnostic } from '../../lib/diagnostic.ts'
import type { Json } from '../../lib/json.ts'

/** One line of page text; numbers count from 1 and are lines of the file. */
export interface PageLine {
  readonly number: number
  readonly text: string
}

/** A value together with the line that says it. */
export interface Said<T> {
  readonly value: T
  readonly line: number
  /** Where the value is an object: the line of each key. */
  readonly keyLines?: ReadonlyMap<string, number>
}

/** JSON Schema words a page can say about a field. */
export type FactName =
  'const' | 'default' | 'description' | 'enum' | 'examples' | 'maximum' | 'minimum' | 'x-range'

/** The types a page can give a field. */
export type FieldType = 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string'

/** A parameter or an answer field, as the page lists it. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly line: number
  readonly required?: Said<boolean>
  readonly facts: Map<FactName, Said<Json>>
  readonly children: Field[]
}

/** What a page says about one operation. Anything it does not say is missing here. */
export interface Page {
  title?: Said<string>
  description?: Said<string>
  method?: Said<string>
  path?: Said<string>
  readonly headers: Field[]
  readonly body: Field[]
  bodyExample?: Said<Json>
  status?: Said<string>
  readonly answer: Field[]
  answerExample?: Said<Json>
  /** Lines that say something a description of the API has no place for, and lines nobody understood. */
  readonly diagnostics: Diagnostic[]
}

/** Narrows a word of a page to a type of ours. */
export function isFieldType(word: string | undefined): word is FieldType {
  return word !== undefined && ['array', 'boolean', 'integer', 'number', 'object', 'string'].includes(word)
}

/** Reads a literal as the type of its field says: `3.5` is a number, `False` is false, `2` of a string stays text. */
export function literal(text: string, type: FieldType): Json | undefined {
  switch (type) {
    case 'string':
      return text
    case 'integer':
    case 'number': {
      const value = Number(text)
      return text.trim() === '' || Number.isNaN(value) || (type === 'integer' && !Number.isInteger(value))
        ? undefined
        : value
    }
    case 'boolean':
      return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined
    case 'array':
    case 'object':
      return undefined
    default:
      return type satisfies never
  }
}

/** A new page that says nothing yet. */
export function emptyPage(): Page {
  return { headers: [], body: [], answer: [], diagnostics: [] }
}
