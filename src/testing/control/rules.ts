import type { JournalEntry } from '../sessions/journal.ts'

interface Problem {
  readonly message: string
  readonly entries: readonly JournalEntry[]
}

// Timers count on another clock than Date.now, which drops fractions: a wait of 1,000 ms can show as 999.
const toleranceMs = 2

/** Looks at a job after its end was told. A result may be fetched until it came whole. */
export function afterEnd(entries: readonly JournalEntry[]): readonly Problem[] {
  const ends = new Map<string, JournalEntry>()
  const results = new Map<string, JournalEntry>()
  const problems: Problem[] = []
  for (const entry of entries) {
    const { jobId, operation, told, status } = entry
    if (jobId === undefined) continue
    const end = operation === 'result' ? results.get(jobId) : ends.get(jobId)
    if (end !== undefined && (operation === 'status' || operation === 'stream' || operation === 'result'))
      problems.push({ message: `Job ${jobId} was asked for again after its end.`, entries: [end, entry] })
    if (status === 0) continue
    if (told === 'ended' || told === 'result') keepFirst(ends, jobId, entry)
    // An answer that is no result puts the end in doubt.
    else if (operation === 'result' && told === undefined) ends.delete(jobId)
    if (told === 'result') keepFirst(results, jobId, entry)
  }
  return problems
}

/** Requests that came before the time an answer asked to wait was over. */
export function early(entries: readonly JournalEntry[]): readonly Problem[] {
  const asked = new Map<string, JournalEntry>()
  const problems: Problem[] = []
  for (const entry of entries) {
    const subject = [entry.session, entry.provider, entry.operation, subjectOf(entry)].join(' ')
    const before = asked.get(subject)
    const waitedMs = entry.at - (before?.at ?? 0)
    if (before?.retryAfterMs !== undefined && waitedMs < before.retryAfterMs - toleranceMs)
      problems.push({
        message: `Came back after ${waitedMs} ms; the answer before asked for ${before.retryAfterMs} ms.`,
        entries: [before, entry],
      })
    asked.set(subject, entry)
  }
  return problems
}

// Another edit may be submitted while one waits: what counts is the same request again.
function subjectOf({ operation, jobId, bodyHash }: JournalEntry): string {
  return operation === 'submit' || operation === 'sync' ? bodyHash : (jobId ?? '')
}

/** Credentials that left the host an edit was submitted to, or went along with something public. */
export function keyAbroad(entries: readonly JournalEntry[]): readonly Problem[] {
  const homes = new Map<string, Set<string>>()
  const problems: Problem[] = []
  for (const entry of entries) {
    const { keySent, operation, provider, host, session } = entry
    if (!keySent) continue
    const home = `${session} ${provider ?? ''}`
    const hosts = homes.get(home)
    if (operation === 'image' || operation === 'jwks')
      problems.push({ message: `The key went along with a request for ${operation}.`, entries: [entry] })
    else if (provider === undefined)
      problems.push({ message: `The key went to ${host}, where no provider is.`, entries: [entry] })
    else if (operation === 'submit' || operation === 'sync') homes.set(home, new Set(hosts).add(host))
    else if (hosts !== undefined && !hosts.has(host))
      problems.push({
        message: `The key went to ${host}; the edit was submitted to ${[...hosts].join(', ')}.`,
        entries: [entry],
      })
  }
  return problems
}

/** Edits that were taken again while the client could not know that the first was over. */
export function paidTwice(entries: readonly JournalEntry[]): readonly Problem[] {
  const open = new Map<string, JournalEntry>()
  const edits = new Map<string, string>()
  const problems: Problem[] = []
  for (const entry of entries) {
    const { operation, jobId, told, status, session, provider, bodyHash } = entry
    if (jobId === undefined) continue
    if (operation === 'submit' || operation === 'sync') {
      const edit = [session, provider, bodyHash].join(' ')
      const first = open.get(edit)
      if (first !== undefined)
        problems.push({ message: 'The same edit was taken and billed again.', entries: [first, entry] })
      open.set(edit, first ?? entry)
      edits.set(jobId, edit)
    }
    const canceled = operation === 'cancel' && status >= 200 && status < 300
    const over = status !== 0 && (told === 'ended' || told === 'result' || canceled)
    if (over) open.delete(edits.get(jobId) ?? '')
  }
  return problems
}

/** Requests for what no contract has. */
export function unknownPaths(entries: readonly JournalEntry[]): readonly Problem[] {
  return entries
    .filter(({ operation, status }) => operation === undefined && status >= 400)
    .map((entry) => ({ message: `No contract has ${entry.method} ${entry.path}.`, entries: [entry] }))
}

/** Requests that break their contract. */
export function violating(entries: readonly JournalEntry[]): readonly Problem[] {
  return entries.flatMap((entry) =>
    entry.violations.map(({ location, message, contract }) => {
      const line = contract === undefined ? '' : ` (${contract.file}:${contract.line}:${contract.column})`
      return { message: `${location.join('.')} ${message}${line}`, entries: [entry] }
    }),
  )
}

/** Looks at the status of one job that follow each other faster than asked. */
export function tooFast(entries: readonly JournalEntry[], gapMs: number): readonly Problem[] {
  const last = new Map<string, JournalEntry>()
  const problems: Problem[] = []
  for (const entry of entries) {
    if (entry.operation !== 'status' || entry.jobId === undefined) continue
    const before = last.get(entry.jobId)
    if (before !== undefined && entry.at - before.at < gapMs - toleranceMs)
      problems.push({
        message: `Two looks at job ${entry.jobId} are ${entry.at - before.at} ms apart, less than ${gapMs} ms.`,
        entries: [before, entry],
      })
    last.set(entry.jobId, entry)
  }
  return problems
}

function keepFirst(kept: Map<string, JournalEntry>, key: string, entry: JournalEntry): void {
  if (!kept.has(key)) kept.set(key, entry)
}
