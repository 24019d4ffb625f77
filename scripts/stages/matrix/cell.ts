import type { EvidenceKind } from '../../lib/evidence.ts'
import type { Json } from '../../lib/json.ts'

/** What stands behind a piece of a cell: one statement, or the items of one list. */
export interface CellEvidence {
  /** The piece of the cell's text it stands behind. */
  readonly of: string
  /** Where the statement lies in the contract; absent for what is not part of one, such as the name of its dialect. */
  readonly pointer?: string
  /** What the statement says. */
  readonly says?: Json
  readonly kind: EvidenceKind
  /** `file:line` or `file:first-last`: in a document where one says so, else where we wrote it down. */
  readonly at: string
  /** The line of ours that names the line of the document, where that is not the document itself. */
  readonly via?: string
  /** The page, source file or reason behind it. */
  readonly source?: string
}

/** What one provider has in one row. */
export interface Cell {
  /** As data; null where it has, or says, nothing. */
  readonly value: Json
  /** As text for people. */
  readonly text: string
  /** The weakest kind of all its evidence. */
  readonly kind: EvidenceKind
  readonly evidence: readonly CellEvidence[]
}

/** A piece of a cell's text and what stands behind it. */
export interface Piece {
  readonly text: string
  readonly evidence: readonly Omit<CellEvidence, 'of'>[]
}

const weakestFirst = ['inferred', 'public', 'document'] as const satisfies EvidenceKind[]

/** The weakest of some kinds. */
export function weakest(kinds: readonly EvidenceKind[]): EvidenceKind {
  return weakestFirst.find((kind) => kinds.includes(kind)) ?? 'inferred'
}

/** A cell of pieces, with `between` between them. */
export function cell(value: Json, pieces: readonly Piece[], between = ', '): Cell {
  const evidence = pieces.flatMap(({ text, evidence: own }) => own.map((each) => ({ of: text, ...each })))
  return {
    value,
    text: pieces.map(({ text }) => text).join(between),
    kind: weakest(evidence.map(({ kind }) => kind)),
    evidence,
  }
}
