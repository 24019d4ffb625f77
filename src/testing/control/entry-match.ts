import type { JournalEntry, MockOperation } from '../sessions/journal.ts'

/** Requests of a journal: those for which everything named here holds. */
export interface EntryMatch {
  readonly operation?: MockOperation
  /** Id of the provider. */
  readonly provider?: string
  readonly method?: string
  /** Status of the answer; 0 where no complete answer was written. */
  readonly status?: number
}

/** Whether a request is one of those meant. */
export function matches(entry: JournalEntry, match: EntryMatch): boolean {
  const { operation, provider, method, status } = match
  return (
    (operation === undefined || entry.operation === operation) &&
    (provider === undefined || entry.provider === provider) &&
    (method === undefined || entry.method === method.toUpperCase()) &&
    (status === undefined || entry.status === status)
  )
}
