import { asRecord } from '../../narrow.ts'
import type { MockJob } from '../jobs/job.ts'
import type { NextRule } from '../sessions/next-rules.ts'
import type { SessionState } from '../sessions/sessions.ts'

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => Number.isFinite(value)
const flag: Check = (value) => typeof value === 'boolean'
const whole =
  (least: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least
const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value)
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const record = asRecord(value)
    return record !== undefined && Object.entries(fields).every(([name, check]) => check(record[name]))
  }
const tableOf =
  (check: Check): Check =>
  (value) =>
    Object.values(asRecord(value) ?? { value }).every(check)

const entry = shape({
  number,
  at: number,
  session: text,
  method: text,
  host: text,
  path: text,
  status: number,
  keySent: flag,
  keyOk: flag,
  bodyBytes: number,
  bodyHash: text,
  scenarios: listOf(text),
  violations: listOf(shape({ location: listOf(text), keyword: text, message: text })),
})
const session = shape({
  id: text,
  requests: number,
  jobs: number,
  lost: number,
  lastAt: number,
  ledger: tableOf(shape({ accepted: number, billed: number })),
  entries: listOf(shape({ order: number, entry })),
})
const endings = ['completed', 'failed', 'moderated'] as const
const job = shape({
  id: text,
  provider: text,
  session: text,
  names: listOf(text),
  scenario: shape({
    name: text,
    looks: listOf(oneOf('queued', 'running')),
    ending: oneOf(...endings, 'never'),
  }),
  edit: shape({
    model: text,
    prompt: text,
    seed: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
    count: whole(1),
    format: oneOf('jpeg', 'png'),
    inline: flag,
    aspectRatio: maybe(text),
    source: maybe((value) => value instanceof Uint8Array),
  }),
  size: (value) => listOf(whole(1))(value) && Array.isArray(value) && value.length === 2,
  place: shape({ baseUrl: text, imageOrigin: text, webhook: maybe(text) }),
  durations: shape({ queueMs: number, runMs: number }),
  createdAt: number,
  state: oneOf(...endings, 'canceled', 'queued', 'running'),
  looks: number,
  position: number,
  progress: number,
  endedAt: maybe(number),
})
const rule = shape({ name: text, times: whole(1) })

/** Whether this is a session with all that belongs to it. */
export function isSession(value: unknown): value is SessionState {
  return session(value)
}

/** Whether this is a job with all that belongs to it, its bytes unpacked. */
export function isJob(value: unknown): value is MockJob {
  return job(value)
}

/** Whether this is a rule that waits for requests. */
export function isRule(value: unknown): value is NextRule {
  return rule(value)
}
