import type { EditName } from '../case.ts'

/** A request of the suite, before the key and the origin are added. */
export interface CheckRequest {
  /** What it is for, in a few words, such as `submit without a key`. */
  readonly about: string
  /** Operation id of the contract; `image` for a download; missing where the contract has no such operation. */
  readonly operation?: string
  readonly method: string
  /** Path and query below the base URL; for a download the whole URL. */
  readonly path: string
  /** @default 'right'; downloads never carry one */
  readonly key?: 'none' | 'right' | 'wrong' | 'wrong-scheme'
  /** Added to what every request carries, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown
  /** Set on a submit that is meant to be taken: it is counted before it is sent. */
  readonly edit?: EditName
  /** Statuses that HTTP itself has for such a request; the contract need not list them. @default none */
  readonly tolerated?: readonly number[]
  /** Milliseconds. @default 30_000 */
  readonly timeoutMs?: number
}

/** A complete answer; of a stream that was cut, what came until then. */
export interface CheckAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  /** Empty for a download. */
  readonly text: string
  /** The JSON of the body, integers beyond 2^53 as texts of their digits; undefined when it is none. */
  readonly body: unknown
}

/** A request and what came of it. */
export interface CheckExchange {
  /** From 1, in the order of sending. */
  readonly number: number
  readonly request: CheckRequest
  /** Milliseconds since 1970 on the run's clock, when it was sent. */
  readonly at: number
  readonly ms: number
  readonly answer?: CheckAnswer
  /** How the result of its job refused a probe that was taken. */
  readonly late?: CheckAnswer
  /** Why there is no complete answer. `refused`: nothing was sent. A stream may have an answer beside it. */
  readonly failure?: {
    readonly kind: 'lost' | 'refused' | 'timeout'
    readonly message: string
    /** What is wrong with the address, and what to do, where the connection failed for a known reason. */
    readonly remedy?: string
  }
}
