import type { Price, Retention } from '../../../src/provider.ts'
import { operationsOf } from '../../lib/contract-operations.ts'
import { arrayAt, type JsonObject } from '../../lib/json.ts'
import { modelEntries } from '../../lib/provider-config.ts'
import { absence } from './absence.ts'
import { cell, type Cell, type Piece } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { told } from './told.ts'

const unsaid = 'not documented'

/** What an image costs with each model, where somebody says so. */
export function priceCell(entry: MatrixEntry): Cell {
  const value: JsonObject = {}
  const pieces = modelEntries(entry.config).flatMap(({ model, path }): Piece[] => {
    const price = entry.descriptor.models[model]?.price
    if (price === undefined) return []
    value[model] = { ...price }
    const evidence = told(entry, ['paths', path, 'post', 'x-price', 'amount'])
    return [{ text: `${model} ${priceText(price)}`, evidence }]
  })
  return pieces.length === 0 ? absence(entry, 'price', unsaid) : cell(value, pieces)
}

function priceText({ amount, per }: Price): string {
  return `$${amount.toFixed(Math.max(2, String(amount).split('.')[1]?.length ?? 0))} per ${per}`
}

/** How long what was made is kept. */
export function retentionCell(entry: MatrixEntry): Cell {
  const { retention } = entry.descriptor
  if (retention === undefined) return absence(entry, 'retention', unsaid)
  const { path = '', method = '' } = operationsOf(entry.traced.tree).find(({ id }) => id === 'result') ?? {}
  const piece = (text: string, ...names: (keyof Retention)[]): Piece => ({
    text,
    evidence: names.flatMap((name) => told(entry, ['paths', path, method, 'x-retention', name])),
  })
  const { resultSeconds, largeResultSeconds, largeResultBytes, imageSeconds } = retention
  return cell({ ...retention }, [
    ...(resultSeconds === undefined ? [] : [piece(`result ${timeText(resultSeconds)}`, 'resultSeconds')]),
    ...(largeResultSeconds === undefined || largeResultBytes === undefined
      ? []
      : [
          piece(
            `${timeText(largeResultSeconds)} from ${largeResultBytes / 1000} kB on`,
            'largeResultSeconds',
            'largeResultBytes',
          ),
        ]),
    ...(imageSeconds === undefined
      ? []
      : [piece(`images ${timeText(imageSeconds)} at least`, 'imageSeconds')]),
  ])
}

function timeText(seconds: number): string {
  const units = [
    { name: 'day', length: 86_400 },
    { name: 'hour', length: 3600 },
    { name: 'minute', length: 60 },
  ]
  const unit = units.find(({ length }) => seconds % length === 0) ?? { name: 'second', length: 1 }
  const count = seconds / unit.length
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`
}

/** The failures that cost nothing, in the provider's own words. */
export function unbilledCell(entry: MatrixEntry): Cell {
  const { unbilled } = entry.descriptor
  if (unbilled === undefined) return absence(entry, 'unbilled', unsaid)
  const pieces = unbilled.map((word): Piece => {
    const evidence = modelEntries(entry.config).flatMap(({ path }) => {
      const place = ['paths', path, 'post', 'x-unbilled']
      const index = arrayAt(entry.traced.tree, ...place).indexOf(word)
      return index === -1 ? [] : told(entry, [...place, index])
    })
    return { text: word, evidence }
  })
  return cell([...unbilled], pieces)
}
