import { editNames, type EditName } from '../case.ts'

/** What a run has spent. Pure: every step gives a new one. */
export interface Budget {
  /** Edits that may be paid. */
  readonly edits: number
  /** Edits that were sent, in order; a probe that was taken stands among them as `probe`. */
  readonly sent: readonly (EditName | 'probe')[]
  /** Images they may have made. */
  readonly images: number
}

/** A budget nothing of which is spent. */
export function openBudget(edits: number): Budget {
  return { edits, sent: [], images: 0 }
}

/** Whether one more edit may be sent. */
export function allows({ edits, sent }: Budget, name: EditName): boolean {
  return sent.length < edits && !sent.includes(name)
}

/** The budget once an edit was sent. It stays spent, whatever comes back. */
export function spend(budget: Budget, name: EditName | 'probe', images: number): Budget {
  return { ...budget, sent: [...budget.sent, name], images: budget.images + images }
}

/** The edits that are wanted, in the order in which a budget is spent. */
export function editsInOrder(wanted: Iterable<EditName>): readonly EditName[] {
  const names = new Set(wanted)
  return editNames.filter((name) => names.has(name))
}
