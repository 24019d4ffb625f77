import type { OptionRule } from '../../../src/provider.ts'
import type { OptionName } from '../../../src/vocabulary.ts'
import { stringAt, type JsonObject } from '../../lib/json.ts'
import { cell, type Cell, type Piece } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { fieldTold, inputSchemas, noSuchField } from './input-fields.ts'
import { rangeText } from './range-text.ts'

/** One portable option at one provider: range, default, whether it is always sent, its field and type on the wire. */
export function optionCell(entry: MatrixEntry, name: OptionName): Cell {
  const rule = entry.descriptor.options[name]
  if (rule === undefined) return noSuchField(entry)
  const preset = rule.default === undefined ? undefined : `default ${String(rule.default)}`
  const pieces = [
    ...limits(entry, rule),
    ...piece(entry, rule, preset, ['default']),
    ...piece(entry, rule, rule.required && 'always sent', ['required']),
  ]
  const type = stringAt(inputSchemas(entry)[0]?.schema, 'properties', rule.field, 'type') ?? rule.type
  const wire = { text: `(${rule.field}: ${type})`, evidence: fieldTold(entry, rule.field, ['type']) }
  // JSON has no readonly lists.
  const value = JSON.parse(JSON.stringify(rule)) as JsonObject
  const limited = pieces.length === 0 ? 'any' : cell(value, pieces).text
  return { ...cell(value, [...pieces, wire]), text: `${limited} ${wire.text}` }
}

function limits(entry: MatrixEntry, rule: OptionRule): Piece[] {
  const { values, ratio } = rule
  return [
    ...piece(entry, rule, values?.join(' '), ['enum']),
    ...piece(entry, rule, ratio && `any from ${ratio.join(' to ')}`, ['x-range']),
    ...piece(entry, rule, rangeText(rule), ['minimum', 'maximum']),
  ]
}

function piece(
  entry: MatrixEntry,
  rule: OptionRule,
  text: string | undefined,
  words: readonly string[],
): Piece[] {
  return text === undefined ? [] : [{ text, evidence: fieldTold(entry, rule.field, words) }]
}
