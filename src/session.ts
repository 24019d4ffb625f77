import type { Clock } from './clock.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Slot } from './limits/limits.ts'
import type { Experience } from './waiting/experience.ts'
import type { Provider } from './provider.ts'
import type { Submitted } from './submit.ts'
import type { Transport } from './http/transport.ts'
import type { Warning } from './warning.ts'

/** All that the course of one edit needs, from the submit to the last download. */
export interface Session {
  readonly provider: Provider
  readonly dialect: Dialect
  readonly transport: Transport
  readonly clock: Clock
  readonly random: () => number
  readonly fetch: typeof fetch | undefined
  /** The caller gave a `fetch`, which decides where names lead: a mock's, a proxy's. */
  readonly ownFetch: boolean
  /** What this client learned about waiting at this provider. */
  readonly experience: Experience
  /** Whether the provider may stream statuses. */
  readonly stream: boolean
  /** How often a request is tried again. */
  readonly retries: number
  readonly requestTimeoutMs: number
  readonly timeoutMs: number
  /** Milliseconds since 1970. */
  readonly deadline: number
  readonly signal: AbortSignal | undefined
  /** Whether an abort asks the provider to cancel. */
  readonly cancelOnAbort: boolean
  /** Hears of a ticket that came after the abort. */
  readonly onLateTicket: ((submitted: Submitted, session: Session) => void) | undefined
  /** Texts of the input that must not appear in messages. */
  readonly secrets: Set<string>
  /** What the result will warn about. */
  readonly warnings: Warning[]
  /** What the caller asked for, where this client submitted the edit. */
  asked: { readonly count?: number; readonly format?: string }
  /** HTTP requests sent to the provider so far. */
  requests: number
  /** The place in the queue of its key, where that has limits. */
  readonly slot?: Slot | undefined
  /** Another provider is there: nothing is worth waiting for. */
  readonly hurried?: boolean
  /** Where the provider is to tell that the job has ended. */
  readonly webhookUrl?: string | undefined
}

/** What must not appear in any message of this session. */
export function secretsOf(session: Session): readonly string[] {
  return [...session.transport.secrets, ...session.secrets].toSorted((a, b) => b.length - a.length)
}
