import { readFileSync } from 'node:fs'

/**
 * How something is known. `document`: the provider's own document says it. `public`: another page or source file does.
 * `inferred`: nobody does, and we conclude it.
 */
export type EvidenceKind = 'document' | 'public' | 'inferred'

/** What stands behind a piece of a cell: one statement, or the items of one list. */
export interface CellEvidence {
  /** The piece of the cell's text it stands behind. */
  readonly of: string
  /** JSON pointer into the contract; absent for what is not part of one, such as the name of the dialect. */
  readonly pointer?: string
  /** What the statement says. */
  readonly says?: unknown
  readonly kind: EvidenceKind
  /** `file:line` or `file:first-last`, from the root of the package. */
  readonly at: string
  /** The line of ours that names the line of the document, where that is not the document itself. */
  readonly via?: string
  /** The page, source file or reason behind it. */
  readonly source?: string
}

/** What one provider has in one row. */
export interface Cell {
  /** As data; null where it has, or says, nothing. */
  readonly value: unknown
  /** As text for people; items that are many stand apart with `; `. */
  readonly text: string
  /** The weakest kind of all its evidence. */
  readonly kind: EvidenceKind
  readonly evidence: readonly CellEvidence[]
}

/** Everything that is known of one provider, and what was done to its documents. */
export interface MatrixProvider {
  readonly id: string
  readonly title: string
  /** By the ids of the rows. */
  readonly cells: Readonly<Record<string, Cell>>
  /** Its documents, with the lines that did not parse and what they were read as. */
  readonly documents: readonly {
    readonly path: string
    readonly repairs: readonly {
      readonly at: string
      readonly rule: string
      readonly before: string
      readonly after: string
    }[]
  }[]
  /** Fields of which its documents say different things. Without a value: nothing is said there. */
  readonly disagreements: readonly {
    readonly field: string
    readonly says: readonly { readonly value?: unknown; readonly at: string }[]
    /** The overlay action that decides, as `file:line`. */
    readonly settledBy: string
    readonly reason: string
  }[]
  /** What overlays change, and why. */
  readonly corrections: readonly {
    readonly at: string
    readonly does: 'copy' | 'remove' | 'update'
    readonly target: string
    readonly reason: string
    readonly kind: EvidenceKind
    readonly source: string
  }[]
  /** Lines that say nothing about the API. */
  readonly leftOut: readonly { readonly rule: string; readonly at: readonly string[] }[]
}

/** A field of which documents of different providers say different things. Each can be right of itself. */
export interface Difference {
  readonly field: string
  readonly says: readonly {
    readonly value?: unknown
    readonly by: readonly { readonly provider: string; readonly model: string; readonly at: string }[]
  }[]
}

/** `generated/matrix.json`, and what `kontext providers --json` prints. */
export interface Matrix {
  /** Grows when the shape changes in a way that breaks who reads it. */
  readonly format: 1
  /** The questions that are asked of every provider, in order. */
  readonly rows: readonly { readonly id: string; readonly label: string }[]
  readonly providers: readonly MatrixProvider[]
  readonly disagreements: readonly Difference[]
}

/** Reads the matrix of a package; `root` is its URL and ends in a slash. */
export function readMatrix(root: URL): Matrix {
  // Written by the pipeline with this very package.
  return JSON.parse(readFileSync(new URL('generated/matrix.json', root), 'utf8')) as Matrix
}
