import { fileURLToPath } from 'node:url'
import { readInputs, type Inputs } from '../../scripts/lib/inputs.ts'
import { runPipeline } from '../../scripts/pipeline.ts'
import type { Matrix } from '../../scripts/stages/matrix.ts'
import type { Cell } from '../../scripts/stages/matrix/cell.ts'
import { fileText } from './support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The matrix as it was generated. */
export const generated = JSON.parse(fileText('generated/matrix.json')) as Matrix

/** A change of one file under `specs/`: a text that stands in it, and another. */
export interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** The matrix of `specs/` with one file changed. */
export async function matrixAfter({ file, from, to }: Change): Promise<Matrix> {
  const change = <T extends { path: string; text: string }>(given: T): T => {
    if (given.path !== file) return given
    if (!given.text.includes(from)) throw new Error(`${file} does not hold ${from}`)
    return { ...given, text: given.text.replace(from, () => to) }
  }
  const inputs = await readInputs(root)
  const providers = inputs.providers.map((provider): Inputs['providers'][number] => ({
    ...provider,
    config: change(provider.config),
    overlays: provider.overlays.map(change),
    ...(provider.facts === undefined ? {} : { facts: change(provider.facts) }),
  }))
  const dialects = Object.fromEntries(
    Object.entries(inputs.dialects).map(([name, given]) => [name, change(given)]),
  )
  const { files } = await runPipeline({ ...inputs, providers, dialects })
  return JSON.parse(files.get('generated/matrix.json') ?? '') as Matrix
}

/** One cell. */
export function cellOf(matrix: Matrix, provider: string, row: string): Cell {
  const found = matrix.providers.find(({ id }) => id === provider)?.cells[row]
  if (found === undefined) throw new Error(`no cell ${provider} ${row}`)
  return found
}
