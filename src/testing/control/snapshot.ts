import { fromBase64, toBase64 } from '../../images/base64.ts'
import { asRecord } from '../../narrow.ts'
import type { MockJob } from '../jobs/job.ts'
import type { NextRule } from '../sessions/next-rules.ts'
import type { SessionState } from '../sessions/sessions.ts'
import { isJob, isRule, isSession } from './snapshot-shape.ts'

/** Everything a mock knows, as plain JSON. Contains prompts and input images, but no key. */
export interface MockSnapshot {
  readonly version: 1
  /** Time on the mock's clock, in milliseconds since 1970. */
  readonly now: number
  readonly sessions: readonly SessionState[]
  /** Jobs, the oldest first; bytes are `{ "$base64": "…" }`. */
  readonly jobs: readonly unknown[]
  readonly rules: readonly NextRule[]
  /** How often faults could have struck, by edit and by name. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** A snapshot that was found whole. */
export interface ReadSnapshot extends Omit<MockSnapshot, 'jobs'> {
  readonly jobs: readonly MockJob[]
}

const version = 1

/** Makes plain JSON of what a mock knows. */
export function writeSnapshot({ jobs, ...rest }: Omit<ReadSnapshot, 'version'>): MockSnapshot {
  return { version, ...rest, jobs: jobs.map(toPlain) }
}

/**
 * Reads what {@link writeSnapshot} wrote.
 * @throws TypeError that says where the snapshot is not what it should be
 */
export function readSnapshot(given: unknown, providers: readonly string[]): ReadSnapshot {
  const snapshot = asRecord(given)
  if (snapshot?.['version'] !== version)
    throw wrong('version', `is ${JSON.stringify(snapshot?.['version'])}, not ${version}`)
  const { now, sessions, jobs, rules, counts } = snapshot
  if (typeof now !== 'number' || Number.isNaN(new Date(now).getTime())) throw wrong('now', 'is no time')
  return {
    version,
    now,
    sessions: list('sessions', sessions, isSession),
    jobs: list('jobs', Array.isArray(jobs) ? jobs.map(fromPlain) : jobs, isJob).map((job, index) => {
      if (providers.includes(job.provider)) return job
      throw wrong(
        `jobs[${index}].provider`,
        `is ${JSON.stringify(job.provider)}, which this mock does not play`,
      )
    }),
    rules: list('rules', rules, isRule),
    counts: readCounts(counts),
  }
}

function readCounts(given: unknown): MockSnapshot['counts'] {
  const edits = asRecord(given)
  if (edits === undefined) throw wrong('counts', 'is no table')
  return Object.fromEntries(
    Object.entries(edits).map(([edit, counts]) => [
      edit,
      Object.fromEntries(
        Object.entries(asRecord(counts) ?? { counts }).map(([name, count]) => {
          if (typeof count === 'number') return [name, count]
          throw wrong(`counts[${JSON.stringify(edit)}]`, 'is no table of numbers')
        }),
      ),
    ]),
  )
}

function list<T>(name: string, given: unknown, isOne: (value: unknown) => value is T): readonly T[] {
  if (!Array.isArray(given)) throw wrong(name, 'is no list')
  return given.map((value: unknown, index) => {
    if (isOne(value)) return value
    throw wrong(`${name}[${index}]`, 'lacks something, or has it with another type')
  })
}

function wrong(where: string, what: string): TypeError {
  return new TypeError(
    `Failed to restore a snapshot: ${where} ${what}. Take one from a mock of this version.`,
  )
}

function toPlain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $base64: toBase64(value) }
  if (Array.isArray(value)) return value.map(toPlain)
  const record = asRecord(value)
  return record === undefined
    ? value
    : Object.fromEntries(Object.entries(record).map(([name, inner]) => [name, toPlain(inner)]))
}

function fromPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPlain)
  const record = asRecord(value)
  if (record === undefined) return value
  if (typeof record['$base64'] === 'string') return bytesOf(record['$base64'])
  return Object.fromEntries(Object.entries(record).map(([name, inner]) => [name, fromPlain(inner)]))
}

function bytesOf(base64: string): Uint8Array {
  try {
    return fromBase64(base64)
  } catch {
    throw wrong('jobs', 'holds bytes that are no base64')
  }
}
