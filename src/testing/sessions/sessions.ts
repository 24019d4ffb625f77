import { fingerprint } from '../images/fingerprint.ts'
import type { JournalEntry, NewEntry, SessionJournal } from './journal.ts'
import { post, sum, type Ledger, type Posting } from './ledger.ts'

/** Name of the session of requests that carry no key and ask for nothing that has a session. */
export const anonymous = 'anonymous'

/** What one API key did. */
export interface SessionSummary {
  /** The label of the key, or a hash of it. */
  readonly id: string
  /** Requests so far. */
  readonly requests: number
  readonly ledger: Ledger
  /** How many of its first requests are no longer kept. */
  readonly lost: number
  /** When its last request came, in milliseconds since 1970 on the mock's clock. */
  readonly lastAt: number
}

/** An entry and its place among those of all sessions. */
interface Ordered {
  readonly order: number
  readonly entry: JournalEntry
}

/** A session as plain JSON. */
export interface SessionState {
  readonly id: string
  readonly requests: number
  readonly jobs: number
  readonly lost: number
  readonly lastAt: number
  readonly ledger: Ledger
  readonly entries: readonly Ordered[]
}

/** How much is kept. */
export interface SessionLimits {
  /**
   * Sessions; those not used for longest go first.
   * @default 1_000
   */
  readonly sessions?: number
  /**
   * Requests of all sessions together; the session with most of them loses its oldest first, so that a loud one
   * costs a quiet one nothing.
   * @default 20_000
   */
  readonly entries?: number
}

type Session = { -readonly [Name in keyof Omit<SessionState, 'entries'>]: SessionState[Name] } & {
  entries: Ordered[]
}

/** The sessions of a mock: who asked for what, and what it cost them. */
export class Sessions {
  readonly #limits: Required<SessionLimits>
  // In the order of last use: a Map keeps the order of insertion.
  readonly #sessions = new Map<string, Session>()
  #order = 0
  #kept = 0
  // Of sessions that are gone: requests, and the highest number of a job. One that comes back must not take a job
  // for another.
  #lost = 0
  #jobs = 0

  constructor({ sessions = 1_000, entries = 20_000 }: SessionLimits = {}) {
    this.#limits = { sessions, entries }
  }

  /** Writes a request down. */
  record(id: string, { at, ...rest }: NewEntry): JournalEntry {
    const session = this.#touch(id)
    session.requests += 1
    session.lastAt = Math.max(session.lastAt, at)
    const entry = { number: session.requests, at, session: id, ...rest }
    this.#order += 1
    session.entries.push({ order: this.#order, entry })
    this.#kept += 1
    if (this.#kept > this.#limits.entries) this.#forgetSome()
    return entry
  }

  /** The number of the next job of a session, from 1. Job ids are made of it. */
  nextJob(id: string): number {
    const session = this.#touch(id)
    session.jobs += 1
    return session.jobs
  }

  /** Changes what a session owes. */
  post(id: string, posting: { provider: string; posting: Posting }): void {
    const session = this.#touch(id)
    session.ledger = post(session.ledger, posting)
  }

  /** The journal of a session, or of all in the order in which they were answered. */
  journal(id?: string): SessionJournal {
    const chosen = this.#chosen(id)
    const ordered = chosen.flatMap(({ entries }) => entries)
    if (chosen.length > 1) ordered.sort((a, b) => a.order - b.order)
    return {
      entries: ordered.map(({ entry }) => entry),
      lost: chosen.reduce((total, { lost }) => total + lost, id === undefined ? this.#lost : 0),
    }
  }

  /** What a session, or all together, would have been billed. */
  ledger(id?: string): Ledger {
    return sum(this.#chosen(id).map(({ ledger }) => ledger))
  }

  /** Every session, the least recently used first. */
  list(): readonly SessionSummary[] {
    return [...this.#sessions.values()].map(({ id, requests, lost, ledger, lastAt }) => ({
      id,
      requests,
      lost,
      ledger,
      lastAt,
    }))
  }

  /** Forgets a session, or all. */
  reset(id?: string): void {
    for (const session of this.#chosen(id)) this.#drop(session)
    if (id !== undefined) return
    this.#lost = 0
    this.#jobs = 0
  }

  /** Everything that is kept, as plain JSON. */
  save(): readonly SessionState[] {
    return structuredClone([...this.#sessions.values()])
  }

  /** Puts back what {@link save} gave, in the place of what is there. */
  load(states: readonly SessionState[]): void {
    this.reset()
    for (const { entries, ...rest } of structuredClone(states)) {
      this.#sessions.set(rest.id, { ...rest, entries: [...entries] })
      this.#kept += entries.length
      this.#order = entries.reduce((last, { order }) => Math.max(last, order), this.#order)
    }
  }

  #chosen(id: string | undefined): readonly Session[] {
    if (id === undefined) return [...this.#sessions.values()]
    const session = this.#sessions.get(id)
    return session === undefined ? [] : [session]
  }

  #touch(id: string): Session {
    const fresh: Session = { id, requests: 0, jobs: this.#jobs, lost: 0, lastAt: 0, ledger: {}, entries: [] }
    const session = this.#sessions.get(id) ?? fresh
    this.#sessions.delete(id)
    this.#sessions.set(id, session)
    for (const oldest of this.#sessions.values()) {
      if (this.#sessions.size <= this.#limits.sessions) break
      this.#lost += oldest.requests
      this.#jobs = Math.max(this.#jobs, oldest.jobs)
      this.#drop(oldest)
    }
    return session
  }

  #drop(session: Session): void {
    this.#sessions.delete(session.id)
    this.#kept -= session.entries.length
  }

  // A tenth at a time: looking for the largest session at every request would cost more than the request.
  #forgetSome(): void {
    let largest: Session | undefined
    for (const session of this.#sessions.values())
      if (session.entries.length > (largest?.entries.length ?? 0)) largest = session
    if (largest === undefined) return
    const gone = Math.max(1, Math.floor(largest.entries.length / 10))
    largest.entries = largest.entries.slice(gone)
    largest.lost += gone
    this.#kept -= gone
  }
}

/** The session of a key: its label, `mock:completes/label`, or a hash, so that no key is kept anywhere. */
export function sessionOf(key: string | undefined): string {
  if (key === undefined || key === '') return anonymous
  const label = /^mock:[^/]*\/(.+)$/.exec(key)?.[1]
  return label === undefined ? `key-${fingerprint(key).slice(0, 12)}` : safeLabel(label)
}

// A label is shown in logs and in addresses of the control API.
function safeLabel(label: string): string {
  const plain = label.replace(/[^\w.:@-]+/g, '-').slice(0, 80)
  return plain === label ? plain : `${plain}-${fingerprint(label).slice(0, 6)}`
}
