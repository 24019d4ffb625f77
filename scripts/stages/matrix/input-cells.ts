import { arrayAt, objectAt, type JsonObject } from '../../lib/json.ts'
import { cell, type Cell, type Piece } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { fieldTold, inputSchemas, noSuchField } from './input-fields.ts'
import { rangeText } from './range-text.ts'
import { told } from './told.ts'

/** How many input images, and in which forms. */
export function imageCell(entry: MatrixEntry): Cell {
  const { min, max, accepts, fields } = entry.descriptor.images
  const count: Piece = {
    text: min === max ? String(max) : `${min} to ${max}`,
    evidence: fields.flatMap((field) => fieldTold(entry, field, ['type', 'required'])),
  }
  const schemas = inputSchemas(entry)
  const forms = accepts.map((form, position): Piece => {
    const evidence = schemas.flatMap(({ path, schema }) =>
      fields.flatMap((field) => {
        const index = arrayAt(objectAt(schema, 'properties', field), 'x-accepts').indexOf(form)
        return index === -1 ? [] : told(entry, [...path, 'properties', field, 'x-accepts', index])
      }),
    )
    return { text: `${position === 0 ? 'as' : 'or'} ${form}`, evidence }
  })
  return cell({ min, max, accepts: [...accepts], fields: [...fields] }, [count, ...forms], ' ')
}

/** The fields no portable option stands for. */
export function nativeCell(entry: MatrixEntry): Cell {
  const { native } = entry.descriptor
  const pieces = Object.entries(native).map(
    ([field, { type, min, max, values, required, models }]): Piece => {
      const range = rangeText({ min, max })
      const said = [
        type,
        ...(values === undefined ? [] : [values.join(' ')]),
        ...(range === undefined ? [] : [range]),
        ...(required === true ? ['required'] : []),
        ...(models === undefined ? [] : [`${models.join(', ')} only`]),
      ]
      const words = [
        'type',
        'enum',
        'const',
        'minimum',
        'maximum',
        ...(required === true ? ['required'] : []),
      ]
      return { text: `${field}: ${said.join(', ')}`, evidence: fieldTold(entry, field, words) }
    },
  )
  if (pieces.length === 0) return noSuchField(entry)
  return cell(JSON.parse(JSON.stringify(native)) as JsonObject, pieces, '; ')
}
