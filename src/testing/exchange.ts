/** A request as the mock sees it, however it came: over HTTP or from a `fetch` in the process. */
export interface MockRequest {
  readonly method: string
  /** Path and query as the client sent them, the provider's prefix included. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Scheme, host and port under which the client reached the mock. */
  readonly origin: string
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal
}

/** An answer of the mock, before anything is written. */
export interface MockReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
  /** What goes wrong on the wire while this answer is written. */
  readonly wire?: WireFault
}

/** Where an answer breaks off. */
export type WirePoint = 'after-body' | 'before-headers' | 'in-body' | 'in-headers'

/** What can go wrong between two machines, as something a transport can perform. */
export type WireFault =
  /** The connection breaks (RST), or is closed in good order (FIN) before its time. */
  | { readonly do: 'close' | 'reset'; readonly at: WirePoint }
  /** Nothing more comes, and the connection stays open. */
  | { readonly do: 'stall'; readonly at: WirePoint }
  | { readonly do: 'drip'; readonly chunkBytes: number; readonly everyMs: number }
  /** The body repeats for ever. */
  | { readonly do: 'endless' }
  /** The answer announces more bytes than come. */
  | { readonly do: 'short' }
  /** These bytes instead of an HTTP answer. */
  | { readonly do: 'raw'; readonly bytes: Uint8Array }
