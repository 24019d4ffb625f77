/** Jobs of one provider as its bill would show them. */
export interface Account {
  /** Edits that were taken. */
  readonly accepted: number
  /** Edits a real provider would have billed: what was taken, less what it does not charge for. */
  readonly billed: number
}

/** Accounts by id of the provider. */
export type Ledger = Readonly<Record<string, Account>>

/** What happens to an account: an edit is taken and billed, or one that was billed is found not to be charged for. */
export type Posting = 'accepted' | 'waived'

/** The ledger after one posting. */
export function post(ledger: Ledger, { provider, posting }: { provider: string; posting: Posting }): Ledger {
  const { accepted, billed } = ledger[provider] ?? { accepted: 0, billed: 0 }
  switch (posting) {
    case 'accepted':
      return { ...ledger, [provider]: { accepted: accepted + 1, billed: billed + 1 } }
    case 'waived':
      return { ...ledger, [provider]: { accepted, billed: Math.max(0, billed - 1) } }
    default:
      return posting satisfies never
  }
}

/** Several ledgers as one. */
export function sum(ledgers: Iterable<Ledger>): Ledger {
  const all: Record<string, Account> = {}
  for (const ledger of ledgers) {
    for (const [provider, { accepted, billed }] of Object.entries(ledger)) {
      const before = all[provider] ?? { accepted: 0, billed: 0 }
      all[provider] = { accepted: before.accepted + accepted, billed: before.billed + billed }
    }
  }
  return all
}
