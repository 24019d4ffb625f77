import type { JournalEntry } from 'kontext-sdk/testing'
import type { Evidence } from './evidence.ts'
import type { Mistake } from './mistake.ts'

/** What was wrong about submitting: an edit paid twice, or risked to be. */
export function submitMistakes({
  journal,
  account,
}: Pick<Evidence, 'account' | 'journal'>): readonly Mistake[] {
  const submits = journal.filter(({ operation }) => operation === 'submit' || operation === 'sync')
  if (account.accepted > 1)
    return [
      {
        kind: 'paid-twice',
        message: `One edit was sent ${submits.length} times and taken ${account.accepted} times.`,
      },
    ]
  const risky = submits.slice(0, -1).filter((entry) => !turnedAway(entry))
  const [first] = risky
  if (first === undefined) return []
  const after = first.status === 0 ? 'no complete answer' : `status ${first.status}`
  return [{ kind: 'sent-again', message: `The edit was sent ${submits.length} times, again after ${after}.` }]
}

/** Whether an answer says that the edit was not taken, and that it may be sent again. */
function turnedAway({ status, retryAfterMs }: JournalEntry): boolean {
  return status === 429 || (status === 503 && retryAfterMs !== undefined)
}
