import type { OptionName } from '../../../src/vocabulary.ts'
import { authCell, countsCell, dialectCell, modelsCell, serverCell, titleCell } from './access-cells.ts'
import type { Cell } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { imageCell, nativeCell } from './input-cells.ts'
import { operationCell, statesCell, webhookCell } from './job-cells.ts'
import { optionCell } from './option-cell.ts'
import { priceCell, retentionCell, unbilledCell } from './terms-cells.ts'

/** One question that is asked of every provider. */
export interface Row {
  readonly id: string
  readonly label: string
  readonly cell: (entry: MatrixEntry) => Cell
}

// An option the vocabulary gains without a row here does not compile.
const options = Object.keys({
  aspectRatio: true,
  count: true,
  format: true,
  guidance: true,
  safetyTolerance: true,
  seed: true,
  upsamplePrompt: true,
} satisfies Record<OptionName, true>) as OptionName[]

/** The rows of the matrix, from top to bottom. */
export const rows: readonly Row[] = [
  { id: 'title', label: 'title', cell: titleCell },
  { id: 'server', label: 'server', cell: serverCell },
  { id: 'dialect', label: 'dialect', cell: dialectCell },
  { id: 'auth', label: 'authentication', cell: authCell },
  { id: 'models', label: 'models', cell: modelsCell },
  { id: 'price', label: 'price', cell: priceCell },
  { id: 'images', label: 'input images', cell: imageCell },
  ...options.map((name) => ({
    id: `options.${name}`,
    label: name,
    cell: (entry: MatrixEntry) => optionCell(entry, name),
  })),
  { id: 'native', label: 'native fields', cell: nativeCell },
  { id: 'states', label: 'states', cell: statesCell },
  { id: 'cancel', label: 'cancel', cell: (entry) => operationCell(entry, 'cancel') },
  { id: 'stream', label: 'status stream', cell: (entry) => operationCell(entry, 'stream') },
  { id: 'webhook', label: 'webhook', cell: webhookCell },
  { id: 'retention', label: 'retention', cell: retentionCell },
  { id: 'unbilled', label: 'not billed', cell: unbilledCell },
  { id: 'evidence', label: 'statements', cell: countsCell },
]
