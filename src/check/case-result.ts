import type { Contract } from '../contracts/contract.ts'
import { evidenceAt, type Evidence, type EvidenceFile } from '../contracts/evidence.ts'
import type { Deviation, CaseResult } from './report.ts'
import type { Judged } from './runner.ts'
import type { Veil } from './veil.ts'

/** A case as reports show it: with what stands behind it, and without keys and images. */
export function caseResult({ case: one, outcome, ms }: Judged, contract: Contract, veil: Veil): CaseResult {
  const { id, group, severity, title, pointers, edits } = one
  const deviations = 'deviations' in outcome ? outcome.deviations : []
  const broken = deviations.flatMap(({ pointer }) => (pointer === undefined ? [] : [pointer]))
  return {
    ...{ id, group, severity, title, edits, status: outcome.status, ms },
    ...('reason' in outcome ? { reason: veil(outcome.reason) } : {}),
    deviations: deviations.map((deviation): Deviation => ({
      ...deviation,
      message: veil(deviation.message),
      want: veil(deviation.want),
      got: veil(deviation.got),
    })),
    evidence: [...new Set([...pointers, ...broken])].flatMap(
      (pointer) => evidenceOf(contract, pointer) ?? [],
    ),
  }
}

// A pointer to a large part of a contract has hundreds of statements below it.
const found = new WeakMap<EvidenceFile, Map<string, Evidence | undefined>>()

function evidenceOf({ evidence: file }: Contract, pointer: string): Evidence | undefined {
  if (file === undefined) return undefined
  const known = found.get(file) ?? new Map<string, Evidence | undefined>()
  found.set(file, known)
  if (!known.has(pointer)) known.set(pointer, evidenceAt(file, pointer))
  return known.get(pointer)
}
