import type { JournalEntry } from '../../../src/testing/sessions/journal.ts'

const usual: JournalEntry = {
  number: 0,
  at: 0,
  session: 'a',
  provider: 'fal',
  operation: 'status',
  method: 'GET',
  host: '127.0.0.1:4010',
  path: '/fal/x',
  status: 200,
  keySent: true,
  keyOk: true,
  bodyBytes: 0,
  bodyHash: '',
  scenarios: ['completes'],
  violations: [],
}

/** A journal of these requests, a second apart unless they say otherwise. */
export function entries(...given: readonly Partial<JournalEntry>[]): readonly JournalEntry[] {
  return given.map((entry, index) => ({ ...usual, number: index + 1, at: index * 1000, ...entry }))
}

// Spread over the usual entry, it takes the two away.
const gone: object = { provider: undefined, operation: undefined }

/** A request of no provider and no operation. */
export function nowhere(entry: Partial<JournalEntry>): Partial<JournalEntry> {
  return { ...entry, path: entry.path ?? '/', ...gone }
}

/** A submit that took the job `jobId`. */
export function submit(entry: Partial<JournalEntry> = {}): Partial<JournalEntry> {
  return { operation: 'submit', method: 'POST', jobId: 'j1', bodyHash: 'same', bodyBytes: 9, ...entry }
}

/** A look at the job `jobId`. */
export function look(entry: Partial<JournalEntry> = {}): Partial<JournalEntry> {
  return { operation: 'status', jobId: 'j1', told: 'waiting', ...entry }
}

/** The result of the job `jobId`. */
export function result(entry: Partial<JournalEntry> = {}): Partial<JournalEntry> {
  return { operation: 'result', jobId: 'j1', told: 'result', ...entry }
}
