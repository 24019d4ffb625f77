import type { EvidenceKind } from '../lib/evidence.ts'
import type { Cell } from './matrix/cell.ts'
import { differences, settled, type Difference, type Settled } from './matrix/disagreements.ts'
import type { MatrixEntry } from './matrix/entry.ts'
import { rows } from './matrix/rows.ts'
import type { Dropped } from './normalize.ts'

/** Everything that is known of one provider, and what was done to its documents. */
export interface MatrixProvider {
  readonly id: string
  readonly title: string
  /** By the ids of the rows. */
  readonly cells: Readonly<Record<string, Cell>>
  readonly documents: readonly {
    readonly path: string
    readonly repairs: readonly {
      readonly at: string
      readonly rule: string
      readonly before: string
      readonly after: string
    }[]
  }[]
  readonly disagreements: readonly Settled[]
  readonly corrections: readonly {
    readonly at: string
    readonly does: 'copy' | 'remove' | 'update'
    readonly target: string
    readonly reason: string
    readonly kind: EvidenceKind
    readonly source: string
  }[]
  readonly leftOut: readonly { readonly rule: string; readonly at: readonly string[] }[]
}

/** `generated/matrix.json`: what every provider can do, how that is known, and where documents disagree. */
export interface Matrix {
  /** Grows when the shape changes in a way that breaks who reads it. */
  readonly format: 1
  readonly rows: readonly { readonly id: string; readonly label: string }[]
  readonly providers: readonly MatrixProvider[]
  readonly disagreements: readonly Difference[]
}

/** Puts together what the stages before know of every provider. */
export function matrix(entries: readonly MatrixEntry[]): Matrix {
  return {
    format: 1,
    rows: rows.map(({ id, label }) => ({ id, label })),
    providers: entries.map(provider),
    disagreements: differences(entries),
  }
}

function provider(entry: MatrixEntry): MatrixProvider {
  const { descriptor, documents, disagreements, corrections, dropped } = entry
  return {
    id: descriptor.id,
    title: descriptor.title,
    cells: Object.fromEntries(rows.map(({ id, cell }) => [id, cell(entry)])),
    documents: documents.map(({ path, repairs }) => ({
      path,
      repairs: repairs.map(({ line, column, rule, before, after }) => ({
        at: `${path}:${line}:${column}`,
        rule,
        before,
        after,
      })),
    })),
    disagreements: disagreements.map(settled),
    corrections: corrections.map(({ file, line, does, target, reason, kind, source }) => ({
      at: `${file}:${line}`,
      does,
      target,
      reason,
      kind,
      source,
    })),
    leftOut: leftOut(dropped),
  }
}

function leftOut(dropped: readonly Dropped[]): MatrixProvider['leftOut'] {
  const rules = [...new Set(dropped.map(({ rule }) => rule))].sort()
  return rules.map((rule) => ({
    rule,
    at: dropped.filter((item) => item.rule === rule).map(({ file, line }) => `${file}:${line}`),
  }))
}

/** The matrix as a file: a line each for a row of a provider, a correction, a disagreement, so that changes show. */
export function matrixJson({ format, rows: asked, providers, disagreements }: Matrix): string {
  const parts = [
    `"format": ${format}`,
    `"rows": ${printed(asked, 1, '  ')}`,
    `"providers": ${printed(providers, 3, '  ')}`,
    `"disagreements": ${printed(disagreements, 1, '  ')}`,
  ]
  return `{\n  ${parts.join(',\n  ')}\n}\n`
}

/** JSON that is laid out down to a depth, and on one line from there on. */
function printed(value: unknown, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return JSON.stringify(value)
  const inner = Object.entries(value).map(([key, item]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `
    return `${indent}  ${name}${printed(item, depth - 1, `${indent}  `)}`
  })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${inner.join(',\n')}\n${indent}${close}`
}
