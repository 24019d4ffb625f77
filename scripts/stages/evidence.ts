import { StageError } from '../lib/diagnostic.ts'
import type { Evidence, EvidenceKind, Traced } from '../lib/evidence.ts'
import type { Json } from '../lib/json.ts'
import type { Disagreement } from './combine.ts'
import type { Dropped } from './normalize.ts'
import type { Correction } from './overlay.ts'
import type { Repair } from './repair.ts'

/** Everything the stages before have to say about where a contract comes from. */
export interface EvidenceInput {
  readonly traced: Traced
  readonly documents: readonly { readonly path: string; readonly repairs: readonly Repair[] }[]
  readonly disagreements: readonly Disagreement[]
  readonly corrections: readonly Correction[]
  readonly dropped: readonly Dropped[]
}

/** One origin as `evidence.json` writes it; `file:line:column`, and the rule of the repair its line needed. */
export interface Origin extends Omit<Evidence, 'column' | 'file' | 'line' | 'was'> {
  readonly at: string
  readonly repair?: Repair['rule']
  readonly was?: Origin
}

/** What `evidence.json` holds. */
export interface EvidenceFile {
  /** Every leaf of the contract by JSON pointer: what it says, and where that comes from. */
  readonly statements: Readonly<Record<string, Origin & { readonly says: Json }>>
  readonly repairs: readonly (Repair & { readonly file: string })[]
  readonly disagreements: readonly Disagreement[]
  /** What normalizing left out. */
  readonly dropped: readonly Dropped[]
  /** What overlays took away. */
  readonly removed: readonly Pick<Correction, 'file' | 'kind' | 'line' | 'reason' | 'source' | 'target'>[]
}

/** How many leaves each kind of evidence stands behind. */
export type EvidenceCounts = Readonly<Record<EvidenceKind, number>>

/**
 * Answers for every leaf of a contract. A leaf nobody answers for is an error: a stage wrote it without saying
 * where it comes from.
 */
export function evidence({ traced, documents, disagreements, corrections, dropped }: EvidenceInput): {
  readonly value: EvidenceFile
  readonly counts: EvidenceCounts
} {
  const repairs = documents.flatMap(({ path, repairs: list }) =>
    list.map((item) => ({ file: path, ...item })),
  )
  const origin = ({ file, line, column, was, ...rest }: Evidence): Origin => {
    const inLine = repairs.filter((item) => item.file === file && item.line === line)
    // The value stands behind its key; what was repaired before the key is the line as a whole.
    const repaired = inLine.find((item) => item.column > column) ?? inLine[0]
    return {
      ...rest,
      at: `${file}:${line}:${column}`,
      ...(repaired === undefined ? {} : { repair: repaired.rule }),
      ...(was === undefined ? {} : { was: origin(was) }),
    }
  }
  const counts = { document: 0, public: 0, inferred: 0 }
  const leaves = [...traced.evidence.leaves(traced.tree)].sort(([a], [b]) => (a < b ? -1 : 1))
  const statements = leaves.map(([pointer, { says, evidence: known }]) => {
    if (known === undefined) throw unanswered(pointer)
    counts[known.kind] += 1
    return [pointer, { says, ...origin(known) }] as const
  })
  const removed = corrections
    .filter(({ does }) => does === 'remove')
    .map(({ file, line, target, kind, source, reason }) => ({ file, line, target, kind, source, reason }))
  return {
    value: { statements: Object.fromEntries(statements), repairs, disagreements, dropped, removed },
    counts,
  }
}

function unanswered(pointer: string): StageError {
  return new StageError({
    severity: 'error',
    rule: 'evidence',
    file: 'scripts/stages',
    message: `nothing says where ${pointer} comes from. Give it evidence in the stage that writes it.`,
  })
}
