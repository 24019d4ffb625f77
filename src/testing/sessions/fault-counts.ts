import type { FaultCounts } from '../faults/apply.ts'
import type { MockOperation } from './journal.ts'

const kept = 10_000

/** Which edit an exchange belongs to. */
interface EditExchange {
  readonly operation: MockOperation
  readonly session: string
  readonly bodyHash: string
  readonly jobId: string
}

/** How often faults could have struck, by edit: submits of one edit have the same body, all else names the job. */
export class EditCounts {
  readonly #byEdit = new Map<string, FaultCounts>()

  /** The counts of an edit, to be counted up. */
  of(exchange: EditExchange): FaultCounts {
    const key = keyOf(exchange)
    const counts: FaultCounts = this.#byEdit.get(key) ?? {}
    this.#byEdit.delete(key)
    this.#byEdit.set(key, counts)
    for (const oldest of this.#byEdit.keys()) {
      if (this.#byEdit.size <= kept) break
      this.#byEdit.delete(oldest)
    }
    return counts
  }

  /** Forgets the edits of a session, or all. */
  reset(session?: { readonly id: string; readonly jobs: readonly string[] }): void {
    if (session === undefined) this.#byEdit.clear()
    for (const key of [...this.#byEdit.keys()])
      if (key.startsWith(`${session?.id ?? ''} `) || session?.jobs.includes(key) === true)
        this.#byEdit.delete(key)
  }

  /** All counts, as plain JSON. */
  save(): Readonly<Record<string, FaultCounts>> {
    return structuredClone(Object.fromEntries(this.#byEdit))
  }

  /** Puts back what {@link save} gave. */
  load(counts: Readonly<Record<string, FaultCounts>>): void {
    this.#byEdit.clear()
    for (const [key, value] of Object.entries(structuredClone(counts))) this.#byEdit.set(key, value)
  }

  /** The same body is another edit from now on. */
  forget(exchange: EditExchange): void {
    this.#byEdit.delete(keyOf(exchange))
  }
}

function keyOf({ operation, session, bodyHash, jobId }: EditExchange): string {
  return operation === 'submit' || operation === 'sync' ? `${session} ${bodyHash}` : jobId
}
