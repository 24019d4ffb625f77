import type { EditCounts } from '../sessions/fault-counts.ts'
import type { MockJob, MockState } from '../jobs/job.ts'
import type { JournalEntry } from '../sessions/journal.ts'
import type { Ledger } from '../sessions/ledger.ts'
import type { NextRule, NextRules } from '../sessions/next-rules.ts'
import { sessionOf, type Sessions, type SessionSummary } from '../sessions/sessions.ts'
import type { ShiftedClock } from '../clocks/shifted-clock.ts'
import { readSnapshot, writeSnapshot, type MockSnapshot } from './snapshot.ts'
import { VerificationError, verify, type Expectations, type Verdict } from './verify.ts'

/** A job as its owner may see it from outside: without its prompt and image. */
export interface JobSummary {
  readonly id: string
  readonly provider: string
  readonly session: string
  /** Name of its course. */
  readonly scenario: string
  readonly state: MockState
  /** How many looks it has had. */
  readonly looks: number
  /** Milliseconds since 1970 on the mock's clock. */
  readonly createdAt: number
}

/** What can be asked and done of one session, or of all together. */
export interface SessionControl {
  /** Requests, oldest first. */
  journal(): readonly JournalEntry[]
  /** Checks what the client did. */
  verify(expectations?: Expectations): Verdict
  /** Like `verify`, but throws a {@link VerificationError} that shows the findings. */
  assert(expectations?: Expectations): void
  /** Edits taken and billed, by provider. */
  ledger(): Ledger
  /**
   * Plays a scenario or a fault for the next matching requests. Throws a RangeError when there is no such name, or no
   * such provider.
   */
  next(rule: Omit<NextRule, 'session'>): void
  jobs(): readonly JobSummary[]
  /** Forgets requests, jobs, bills and rules. */
  reset(): void
}

/** The key of a session as clients send it, or the id under which `sessions()` lists it. */
export type KeyOrId = string | { readonly id: string }

/** Control of a whole mock. */
export interface MockControl extends SessionControl {
  /** What one key did; a session is there before its first request. */
  session(keyOrId: KeyOrId): SessionControl
  sessions(): readonly SessionSummary[]
  next(rule: NextRule): void
  /** Moves the mock's clock forward by so many milliseconds. */
  advance(ms: number): Promise<void>
  /** Everything the mock knows, as plain JSON. */
  snapshot(): MockSnapshot
  /**
   * Makes it be as it was. Throws a TypeError when the snapshot is not whole, and a RangeError when it plans what this
   * mock cannot play; then nothing has changed.
   */
  restore(snapshot: unknown): void
}

/** Where a provider of the mock keeps its jobs. */
export interface JobKeeper {
  readonly id: string
  jobs(): Iterable<MockJob>
  putJob(job: MockJob): void
  dropJob(id: string): void
}

/** What control needs to reach. */
export interface ControlContext {
  readonly sessions: Sessions
  readonly keepers: readonly JobKeeper[]
  readonly rules: NextRules
  readonly counts: EditCounts
  readonly clock: ShiftedClock
  /** Throws when there is no such scenario or fault. */
  readonly checkName: (name: string) => void
}

/** Makes the control of a mock. */
export function createControl(context: ControlContext): MockControl {
  const { sessions, keepers, rules, counts, clock } = context
  return {
    ...controlOf(context),
    next: (rule) => {
      checkRule(rule, context)
      rules.add(rule)
    },
    session: (keyOrId) => controlOf(context, typeof keyOrId === 'string' ? sessionOf(keyOrId) : keyOrId.id),
    sessions: () => sessions.list(),
    advance: (ms) => clock.advance(ms),
    snapshot: () =>
      writeSnapshot({
        now: clock.now(),
        sessions: sessions.save(),
        jobs: keepers.flatMap((keeper) => [...keeper.jobs()]),
        rules: rules.list(),
        counts: counts.save(),
      }),
    restore: (given) => {
      const {
        now,
        sessions: saved,
        jobs,
        rules: waiting,
        counts: counted,
      } = readSnapshot(
        given,
        keepers.map(({ id }) => id),
      )
      for (const rule of waiting) checkRule(rule, context)
      controlOf(context).reset()
      clock.set(now)
      sessions.load(saved)
      for (const job of jobs) keepers.find(({ id }) => id === job.provider)?.putJob(job)
      for (const rule of waiting) rules.add(rule)
      counts.load(counted)
    },
  }
}

/** Control of the session of this id, or of all. */
function controlOf(context: ControlContext, id?: string): SessionControl {
  const { sessions, keepers, rules, counts } = context
  const jobs = (): readonly MockJob[] =>
    keepers
      .flatMap((keeper) => [...keeper.jobs()])
      .filter(({ session }) => id === undefined || session === id)
  const check = (expectations?: Expectations): Verdict => verify(sessions.journal(id), expectations)
  return {
    journal: () => sessions.journal(id).entries,
    verify: check,
    assert: (expectations) => {
      const { findings } = check(expectations)
      if (findings.length > 0)
        throw new VerificationError(id === undefined ? 'the mock' : `session ${id}`, findings)
    },
    ledger: () => sessions.ledger(id),
    next: (rule) => {
      checkRule(rule, context)
      rules.add({ ...rule, ...(id === undefined ? {} : { session: id }) })
    },
    jobs: () => jobs().map(summaryOf),
    reset: () => {
      const gone = jobs()
      for (const job of gone) keepers.find((keeper) => keeper.id === job.provider)?.dropJob(job.id)
      counts.reset(id === undefined ? undefined : { id, jobs: gone.map((job) => job.id) })
      sessions.reset(id)
      rules.reset(id)
    },
  }
}

/** A rule that nothing can match would wait for ever. */
function checkRule({ name, provider }: NextRule, { keepers, checkName }: ControlContext): void {
  for (const one of name.split('+')) checkName(one)
  if (provider === undefined || keepers.some(({ id }) => id === provider)) return
  const known = keepers.map(({ id }) => id).join(', ')
  throw new RangeError(
    `Failed to plan ${JSON.stringify(name)}: there is no provider ${JSON.stringify(provider)}. Known: ${known}.`,
  )
}

function summaryOf({ id, provider, session, scenario, state, looks, createdAt }: MockJob): JobSummary {
  return { id, provider, session, scenario: scenario.name, state, looks, createdAt }
}
