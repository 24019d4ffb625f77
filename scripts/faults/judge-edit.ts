import type { Fault, JournalEntry, MockControl, Outcome, StandingRule } from 'kontext-sdk/testing'
import type { Played } from './play-edit.ts'

/** What an edit with a fault came to, on both sides of the wire. */
export interface Judged extends Played {
  readonly fault: string
  readonly requests: number
  /** Submits that were sent. */
  readonly posts: number
  /** Jobs a real provider would have billed. */
  readonly jobsBilled: number
  /** Requests that carried a key to another host. */
  readonly keysElsewhere: number
  /** Whether the fault struck at all. */
  readonly struck: boolean
  /** What the client did wrong; empty where it did everything right. */
  readonly wrong: readonly string[]
}

/** Judges one edit by what the client shows, by the journal of its session, and by its bill. */
export function judgeEdit(
  fault: Fault,
  played: Played,
  { control, key, onLoopback }: { control: Pick<MockControl, 'session'>; key: string; onLoopback: boolean },
): Judged {
  const session = control.session(key)
  const jobs = new Set(session.jobs().map(({ id }) => id))
  const entries = session.journal()
  const posts = entries.filter(({ operation }) => operation === 'submit').length
  const jobsBilled = Object.values(session.ledger()).reduce((sum, { billed }) => sum + billed, 0)
  const hosts = new Set(entries.filter(({ operation }) => operation === 'submit').map(({ host }) => host))
  const keysElsewhere = entries.filter(({ keySent, host }) => keySent && !hosts.has(host)).length
  const struck = entries.some(({ scenarios }) => scenarios.includes(fault.name))
  // Who asked to cancel looks until the job has ended, and who waits for its result looks again.
  const except: readonly StandingRule[] = fault.play === 'cancel' ? ['violation', 'after-end'] : ['violation']
  const found = session.verify({ except }).findings
  const expected = expectedOf(fault, onLoopback)
  const wrong = [
    ...(expected.includes(played.outcome) ? [] : [`shows ${played.outcome}, not ${expected.join(' or ')}`]),
    ...(struck ? [] : ['does not meet the fault']),
    ...(jobsBilled === fault.billed ? [] : [`${jobsBilled} jobs billed, not ${fault.billed}`]),
    ...(keysElsewhere === 0 ? [] : [`${keysElsewhere} keys sent to another host`]),
    ...billWrong(played, jobsBilled),
    ...played.leaks.map((what) => `the error shows the ${what}`),
    ...(handleMissing(played, entries, jobs) ? ['the error has no handle'] : []),
    ...found.slice(0, 3).map(({ rule, message }) => `${rule}: ${message}`),
    ...(found.length > 3 ? [`and ${found.length - 3} findings more`] : []),
  ]
  return {
    ...played,
    fault: fault.name,
    requests: entries.length,
    posts,
    jobsBilled,
    keysElsewhere,
    struck,
    wrong,
  }
}

/** What a correct client may show. */
function expectedOf({ expect, expectOnLoopback }: Fault, onLoopback: boolean): readonly string[] {
  const chosen: Outcome | readonly Outcome[] = (onLoopback ? expectOnLoopback : undefined) ?? expect
  return typeof chosen === 'string' ? [chosen] : chosen
}

function billWrong({ billed }: Played, jobsBilled: number): readonly string[] {
  if (billed === 'no' && jobsBilled > 0) return ['says that nothing was billed, and a job was']
  if (billed === 'yes' && jobsBilled === 0) return ['says that the edit was billed, and none was']
  return []
}

/** Whoever asked for its job knew it: then its error has to hand it over. */
function handleMissing(
  { outcome, handle }: Played,
  entries: readonly JournalEntry[],
  jobs: ReadonlySet<string>,
): boolean {
  if (outcome === 'completes' || handle === true) return false
  return entries.some(
    ({ operation, jobId }) => operation !== 'submit' && operation !== 'image' && jobs.has(jobId ?? ''),
  )
}
