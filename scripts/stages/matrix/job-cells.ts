import type { JobState } from '../../../src/vocabulary.ts'
import { operationsOf } from '../../lib/contract-operations.ts'
import { parsePointer } from '../../lib/json-pointer.ts'
import { arrayAt, stringAt } from '../../lib/json.ts'
import { modelEntries } from '../../lib/provider-config.ts'
import { absence } from './absence.ts'
import { cell, type Cell, type Piece } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { lineOf, told } from './told.ts'

/** The words of the wire for where a job stands, each with our state. */
export function statesCell(entry: MatrixEntry): Cell {
  const { states } = entry.descriptor
  const pieces = Object.entries(states).map(([word, state]) => wordPiece(entry, word, state))
  return cell({ ...states }, pieces)
}

const strongestFirst = ['document', 'public', 'inferred']

/** A word stands in schemas and examples; the statement that is known best counts. */
function wordPiece(entry: MatrixEntry, word: string, state: JobState): Piece {
  const { evidence, tree } = entry.traced
  const rank = (kind: string | undefined): number => strongestFirst.indexOf(kind ?? 'inferred')
  const [best] = [...evidence.leaves(tree)]
    .filter(([pointer, { says }]) => says === word && /\/status(?:\/const|\/enum\/\d+)?$/.test(pointer))
    .sort(([a, one], [b, other]) => {
      const kinds = rank(one.evidence?.kind) - rank(other.evidence?.kind)
      return kinds || a.length - b.length || (a < b ? -1 : 1)
    })
  const text = `${word} (${state})`
  if (best !== undefined) return { text, evidence: told(entry, steps(best[0])) }
  // Only the dialect knows it.
  const {
    kind = 'inferred',
    file = entry.config.file,
    line = 1,
    source,
  } = lineOf(entry.fragment, ['states', word]) ?? {}
  return { text, evidence: [{ kind, at: `${file}:${line}`, ...(source === undefined ? {} : { source }) }] }
}

/** A pointer as a path: its numbers are indexes of lists, but for the statuses of answers. */
function steps(pointer: string): (string | number)[] {
  const path = parsePointer(pointer)
  return path.map((step, index) =>
    /^\d{1,2}$/.test(step) && path[index - 1] !== 'responses' ? Number(step) : step,
  )
}

/** Whether an operation of the dialect is there. */
export function operationCell(entry: MatrixEntry, name: 'cancel' | 'stream'): Cell {
  const rule = entry.descriptor.operations[name]
  if (rule === undefined) return absence(entry, name, 'no')
  const found = operationsOf(entry.traced.tree).find(({ id }) => id === name)
  const path = ['paths', found?.path ?? '', found?.method ?? '', 'operationId']
  return cell({ ...rule }, [{ text: 'yes', evidence: told(entry, path) }])
}

/** The query parameter of a submit that takes the URL of a webhook. */
export function webhookCell(entry: MatrixEntry): Cell {
  const { webhook } = entry.descriptor
  if (webhook === undefined) return absence(entry, 'webhook', 'no')
  const evidence = modelEntries(entry.config).flatMap(({ path }) => {
    const place = ['paths', path, 'post', 'parameters']
    const parameters = arrayAt(entry.traced.tree, ...place)
    const index = parameters.findIndex((parameter) => stringAt(parameter, 'name') === webhook.query)
    return told(entry, [...place, index, 'name'])
  })
  return cell({ ...webhook }, [{ text: `yes, as ?${webhook.query}=`, evidence }])
}
