import type { ProviderDescriptor } from '../../../src/provider.ts'
import type { EvidenceKind, Traced } from '../../lib/evidence.ts'
import type { ProviderConfig } from '../../lib/provider-config.ts'
import type { Side } from '../combine/statements.ts'
import type { Dropped } from '../normalize.ts'
import type { Correction } from '../overlay.ts'
import type { Repair } from '../repair.ts'
import type { Settlement } from '../settle.ts'

/** What the matrix is made of: one provider, as the stages before leave it. */
export interface MatrixEntry {
  readonly descriptor: ProviderDescriptor
  readonly config: ProviderConfig
  readonly traced: Traced
  /** The dialect it speaks. */
  readonly fragment: Traced
  readonly documents: readonly {
    readonly path: string
    readonly repairs: readonly Repair[]
    readonly lines: readonly string[]
  }[]
  readonly disagreements: readonly Settlement[]
  /** What the documents say of each model's input, before overlays. None where there are no documents. */
  readonly sides: readonly { readonly model: string; readonly side: Side }[]
  readonly corrections: readonly Correction[]
  readonly dropped: readonly Dropped[]
  /** How many leaves of the contract each kind of evidence stands behind. */
  readonly evidence: Readonly<Record<EvidenceKind, number>>
}
