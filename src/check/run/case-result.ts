import type { Contract } from '../../contracts/contract.ts'
import { evidenceAt } from '../../contracts/evidence.ts'
import type { Deviation, CaseResult } from '../report.ts'
import type { Judged } from './runner.ts'
import type { Veil } from '../wire/veil.ts'

/** What a run adds to what a case found. */
export interface Telling {
  readonly veil: Veil
  /** How to ask again what was asked in an exchange of this number. */
  readonly curl: (exchange: number) => string | undefined
}

/** A case as reports show it: with what stands behind it, and without keys and images. */
export function caseResult(
  { case: one, outcome, ms }: Judged,
  { evidence }: Contract,
  { veil, curl }: Telling,
): CaseResult {
  const { id, group, severity, title, pointers, edits } = one
  const deviations = 'deviations' in outcome ? outcome.deviations : []
  const broken = deviations.flatMap(({ pointer }) => (pointer === undefined ? [] : [pointer]))
  return {
    ...{ id, group, severity, title, edits, status: outcome.status, ms },
    ...('reason' in outcome ? { reason: veil(outcome.reason) } : {}),
    deviations: deviations.map((deviation): Deviation => {
      const again = deviation.exchange === undefined ? undefined : curl(deviation.exchange)
      return {
        ...deviation,
        message: veil(deviation.message),
        want: veil(deviation.want),
        got: veil(deviation.got),
        ...(again === undefined ? {} : { curl: again }),
      }
    }),
    evidence: [...new Set([...pointers, ...broken])].flatMap((pointer) =>
      evidence === undefined ? [] : (evidenceAt(evidence, pointer) ?? []),
    ),
  }
}
