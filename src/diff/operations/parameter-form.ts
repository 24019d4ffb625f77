import { entriesOf, valueAt, type JsonPath, type JsonRecord, type Parameter } from '../../contracts/index.ts'
import type { Node } from '../compare/comparison.ts'
import { alternativesAt } from '../schema/alternatives.ts'

/** The schema of a parameter: its own, or that of the one media type it is written in. */
export function parameterNode(root: JsonRecord, { schema, path }: Parameter): Node {
  const written = mediaTypeOf(root, path)
  const at = schema ?? (written === undefined ? undefined : [...path, 'content', written, 'schema'])
  return { places: at === undefined || valueAt(root, at) === undefined ? [] : [at], anchor: path }
}

/** How a parameter is written: `form, exploded`, `application/json`. */
export function formOf(root: JsonRecord, parameter: Parameter): string {
  const { path, style, explode } = parameter
  const written = mediaTypeOf(root, path)
  if (written !== undefined) return written
  const reserved = valueAt(root, [...path, 'allowReserved']) === true
  return [
    style,
    ...(explode && hasParts(root, parameter) ? ['exploded'] : []),
    ...(reserved ? ['reserved characters as they are'] : []),
  ].join(', ')
}

function mediaTypeOf(root: JsonRecord, path: JsonPath): string | undefined {
  return entriesOf(valueAt(root, [...path, 'content']))[0]?.[0]
}

// `explode` says how lists and objects are written; of a text or a number it says nothing.
function hasParts(root: JsonRecord, parameter: Parameter): boolean {
  const { places } = parameterNode(root, parameter)
  const kinds = places.length === 0 ? ['any'] : alternativesAt(root, places).map(({ kind }) => kind)
  return kinds.some((kind) => kind === 'any' || kind === 'array' || kind === 'object')
}
