import type { Diagnostic, Staged } from '../lib/diagnostic.ts'
import { textOf } from '../lib/json.ts'
import type { Disagreement, Said } from './combine/statements.ts'
import type { Correction } from './overlay.ts'

/** A disagreement and the overlay action that ends it. */
export interface Settlement extends Disagreement {
  /** The action, as `file:line`, and what it says. */
  readonly settledBy: string
  readonly reason: string
}

/**
 * Holds the disagreements of a provider's documents against the overlay actions that settle them (`x-settles`). A
 * disagreement that nobody settles is an error, and so is an `x-settles` that names none, or one already settled.
 */
export function settle(
  disagreements: readonly Disagreement[],
  corrections: readonly Correction[],
): Staged<readonly Settlement[]> {
  const diagnostics: Diagnostic[] = []
  const settled = new Map<Disagreement, Correction>()
  for (const correction of corrections) {
    for (const { pointer, line, column } of correction.settles) {
      const found = disagreements.find(({ says }) => says.some((said) => said.pointer === pointer))
      const earlier = found === undefined ? undefined : settled.get(found)
      if (found !== undefined && earlier === undefined) settled.set(found, correction)
      else {
        const message =
          earlier === undefined
            ? `nothing disagrees about ${pointer}. Correct the pointer, or remove x-settles.`
            : `${pointer} is settled already, at ${earlier.file}:${earlier.line}`
        const place = { file: correction.file, line, column }
        diagnostics.push({ severity: 'error', rule: 'settles-nothing', ...place, message })
      }
    }
  }
  const value: Settlement[] = []
  for (const disagreement of disagreements) {
    const [first] = disagreement.says
    if (first === undefined) continue
    const by = settled.get(disagreement)
    if (by !== undefined) {
      value.push({ ...disagreement, settledBy: `${by.file}:${by.line}`, reason: by.reason })
    }
    diagnostics.push({
      severity: by === undefined ? 'error' : 'info',
      rule: 'disagreement',
      file: first.file,
      line: first.line,
      message: `${describe(disagreement)}. ${
        by === undefined
          ? `Settle it: an overlay action that decides it, says why, and carries x-settles: ${[...new Set(disagreement.says.map(({ pointer }) => pointer))].join(' or ')}`
          : `Settled at ${by.file}:${by.line}`
      }`,
    })
  }
  return { value, diagnostics }
}

/** `documents disagree: x.txt:3 says 4, y.txt:5 says nothing (…/maximum)` */
function describe({ between, says }: Disagreement): string {
  const what = says[0]?.pointer.split('/').slice(-2).join('/') ?? ''
  return `${between} disagree about ${what}: ${says.map(tell).join('; ')}`
}

function tell({ file, line, value }: Said): string {
  return `${file}:${line} says ${value === undefined ? 'nothing' : textOf(value)}`
}
