/** A place in a contract's file. */
export interface ContractPlace {
  /** Path of the contract from the root of the SDK: `generated/fal/contract.openapi.yaml`. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** JSON pointer of the place in the contract; missing where the engine does not know. */
  readonly pointer?: string
}

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
  /** Which line of the contract refused; missing where the engine does not know. */
  readonly contract?: ContractPlace
}

/** The operation of the contract that a request means. */
export interface MatchedOperation {
  readonly id: string
  /** A copy of a named example of the contract, to be filled in. Throws when the contract has none. */
  example(status: number, name?: string): Record<string, unknown>
}
