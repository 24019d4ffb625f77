import { arrayAt, objectAt, type JsonObject } from '../../lib/json.ts'
import { formatPointer, type JsonPath } from '../../lib/json-pointer.ts'
import { modelEntries } from '../../lib/provider-config.ts'
import { inputSchema } from '../validators.ts'
import { cell, type Cell, type Piece } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { placeText, readPlace } from './place.ts'
import { told } from './told.ts'

/** Where the input schemas of a provider lie, each once: several models may share one. */
export function inputSchemas({ traced, config }: MatrixEntry): { path: JsonPath; schema: JsonObject }[] {
  const found = new Map(
    modelEntries(config).map(({ path }) => {
      const { name, schema } = inputSchema(traced.tree, path, config)
      return [name, schema]
    }),
  )
  return [...found].map(([name, schema]) => ({ path: ['components', 'schemas', name], schema }))
}

/** What each input schema says with a word about one of its fields. */
export function fieldTold(
  entry: MatrixEntry,
  field: string,
  words: readonly ('required' | (string & {}))[],
): Piece['evidence'] {
  return inputSchemas(entry).flatMap(({ path, schema }) =>
    words.flatMap((word) => {
      if (word !== 'required') return told(entry, [...path, 'properties', field, word])
      const index = arrayAt(schema, 'required').indexOf(field)
      return index === -1 ? [] : told(entry, [...path, 'required', index])
    }),
  )
}

/** A cell without a field. Silence is no proof: what a document does not list may still be taken. */
export function noSuchField(entry: MatrixEntry): Cell {
  const evidence = inputSchemas(entry).flatMap(({ path, schema }) => {
    const list = told(entry, [...path, 'properties'])
    const listed = list.length > 0 ? list : fieldList(entry, path, schema)
    return listed.map(({ at }) => ({ at, pointer: formatPointer([...path, 'properties']) }))
  })
  const ground = { kind: 'inferred', source: 'not among the fields listed there' } as const
  return cell(null, [{ text: '–', evidence: evidence.map((place) => ({ ...place, ...ground })) }])
}

/** Page text has no line that begins the list: the lines from its first field to its last. */
function fieldList(entry: MatrixEntry, path: JsonPath, schema: JsonObject): { at: string }[] {
  const fields = Object.keys(objectAt(schema, 'properties')).flatMap((field) =>
    told(entry, [...path, 'properties', field, 'type']).map(({ at }) => readPlace(at)),
  )
  const [one] = fields
  if (one === undefined) return [{ at: `${entry.config.file}:1` }]
  const own = fields.filter((lines) => lines.path === one.path)
  const [first, last] = [
    Math.min(...own.map((lines) => lines.first)),
    Math.max(...own.map((lines) => lines.last)),
  ]
  return [{ at: placeText({ path: one.path, first, last }) }]
}
