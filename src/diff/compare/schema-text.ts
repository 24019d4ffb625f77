import { valueAt, type JsonRecord } from '../../contracts/index.ts'
import { alternativesAt, type Alternative } from '../schema/alternatives.ts'
import { fieldsOf } from '../schema/fields.ts'
import { integerOf } from '../schema/limits.ts'

const longest = 60

const mostListed = 20

/** A value as messages show it: short, on one line. */
export function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

/** Listed values as messages show them. */
export function listText(values: readonly unknown[]): string {
  const shown = values.length <= mostListed + 1 ? values : values.slice(0, mostListed)
  const more = values.length - shown.length
  return [...shown.map(itemText), ...(more === 0 ? [] : [`${String(more)} more`])].join(', ')
}

// Quoted where it would be taken for none, or for several.
function itemText(value: unknown): string {
  return typeof value === 'string' && /^[^\s,]+( [^\s,]+)*$/.test(value) ? value : JSON.stringify(value)
}

/** The kinds of some alternatives: `text or integer`. */
export function kindsText(alternatives: readonly Alternative[]): string {
  const words = alternatives.map((alternative) => {
    if (alternative.kind === 'number') return integerOf(alternative) === undefined ? 'number' : 'integer'
    return alternative.kind === 'any' ? 'any value' : alternative.kind
  })
  return words.length === 0 ? 'no value' : [...new Set(words)].join(' or ')
}

/** One form of a value: by the name of its schema, or by its fields. */
export function alternativeText(root: JsonRecord, alternative: Alternative): string {
  const { kind, member, values } = alternative
  const named: unknown = member === undefined ? undefined : valueAt(root, [...member, '$ref'])
  if (typeof named === 'string') return named.split('/').at(-1) ?? named
  if (values !== undefined) return listText([...values.values()].map(({ value }) => value))
  if (kind !== 'object') return kindsText([alternative])
  const fields = [...fieldsOf(alternative).values()]
  for (const { name, places } of fields) {
    const [only] = places.length === 0 ? [] : alternativesAt(root, places)
    if (only?.values !== undefined)
      return `${name} ${listText([...only.values.values()].map(({ value }) => value))}`
  }
  const names = fields.map(({ name }) => name)
  if (names.length === 0) return 'object'
  return `object with ${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''}`
}
