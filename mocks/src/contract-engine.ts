/** A request as the contract sees it: the provider's prefix is gone, the body is parsed. */
export interface ContractRequest {
  readonly method: string
  /** Path without the provider's prefix and without a query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** An answer before it is written to the wire. */
export interface ContractAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** One way in which a request or an answer breaks the contract. */
export interface Violation {
  /** Where: `['body', 'guidance_scale']`, `['query', 'logs']`. */
  readonly location: readonly string[]
  /** JSON Schema keyword that refused: `maximum`, `required`, … */
  readonly keyword: string
  readonly message: string
}

/** The operation of the contract that a request means. */
export interface MatchedOperation {
  readonly id: string
  /** A copy of a named example of the contract, to be filled in. Throws when the contract has none. */
  example(status: number, name?: string): Record<string, unknown>
}

/** What came of a request. */
export type Exchange =
  | { readonly matched: false }
  | {
      readonly matched: true
      readonly operation: string
      readonly answer: ContractAnswer
      readonly broken: readonly Violation[]
    }

/**
 * Knows the contracts and nothing of jobs: finds the operation a request means, validates the request, asks
 * `reply` for the answer, and validates that too. `broken` is what the answer itself breaks.
 */
export interface ContractEngine {
  exchange(
    provider: string,
    request: ContractRequest,
    reply: (
      operation: MatchedOperation,
      violations: readonly Violation[],
    ) => ContractAnswer | Promise<ContractAnswer>,
  ): Promise<Exchange>
}
