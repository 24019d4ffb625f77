import type { Clock } from './clock.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Provider } from './provider.ts'
import type { Transport } from './transport.ts'

/** All that the course of one edit needs, from the submit to the last download. */
export interface Session {
  readonly provider: Provider
  readonly dialect: Dialect
  readonly transport: Transport
  readonly clock: Clock
  readonly random: () => number
  readonly fetch: typeof fetch | undefined
  /** How often a request is tried again. */
  readonly retries: number
  readonly requestTimeoutMs: number
  readonly timeoutMs: number
  /** Milliseconds since 1970. */
  readonly deadline: number
  readonly signal: AbortSignal | undefined
  /** Texts of the input that must not appear in messages. */
  readonly secrets: Set<string>
  /** HTTP requests sent to the provider so far. */
  requests: number
}

/** What must not appear in any message of this session. */
export function secretsOf(session: Session): readonly string[] {
  return [...session.transport.secrets, ...session.secrets].toSorted((a, b) => b.length - a.length)
}
