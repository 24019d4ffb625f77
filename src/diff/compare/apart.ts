import { isRecord, type JsonRecord } from '../../contracts/index.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { brief } from './schema-text.ts'

const longest = 160

/** Two values in words, without what they have in common: `amount 0.08` and `amount 0.1` of two prices. */
export function apart(before: unknown, after: unknown): readonly [string, string] {
  if (!isRecord(before) || !isRecord(after)) return [textOf(before), textOf(after)]
  const differs = (name: string): boolean => canonicalJson(before[name]) !== canonicalJson(after[name])
  return [fieldsText(before, differs), fieldsText(after, differs)]
}

function textOf(value: unknown): string {
  if (isRecord(value)) return fieldsText(value, () => true)
  return Array.isArray(value) ? short(value.map(plain).join(', ')) : brief(value)
}

function fieldsText(value: JsonRecord, isWanted: (name: string) => boolean): string {
  const fields = Object.entries(value).flatMap(([name, part]) =>
    isWanted(name) ? [`${name} ${plain(part)}`] : [],
  )
  return fields.length === 0 ? 'nothing' : short(fields.join(', '))
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : brief(value)
}

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
