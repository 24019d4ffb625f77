import type { JournalEntry, SessionJournal } from '../sessions/journal.ts'
import { matches, type EntryMatch } from './entry-match.ts'
import { afterEnd, early, keyAbroad, paidTwice, tooFast, unknownPaths, violating } from './rules.ts'

/** How many requests must match. */
export interface CountExpectation extends EntryMatch {
  readonly atLeast?: number
  readonly atMost?: number
  readonly exactly?: number
}

/** What a journal is checked for. */
export interface Expectations {
  /** Rules that do not apply, such as `['violation']` where a wrong request is what the test sends. */
  readonly except?: readonly StandingRule[]
  readonly counts?: readonly CountExpectation[]
  /**
   * Requests of one job come in this order: the first that matches a step comes after the first that matches the
   * step before. A job that skips a step breaks the order, one that stops early does not.
   * @default [{ operation: 'submit' }, { operation: 'status' }]
   */
  readonly order?: readonly EntryMatch[]
  /**
   * The least time between two looks at the status of a job, in milliseconds on the mock's clock.
   * @default 0
   */
  readonly minPollGapMs?: number
}

/** One thing a client did wrong, and the requests that show it. */
export interface Finding {
  readonly rule: RuleName
  readonly message: string
  readonly entries: readonly JournalEntry[]
}

/** What verifying found. */
export interface Verdict {
  readonly ok: boolean
  readonly findings: readonly Finding[]
}

const standing = {
  /** Nobody looks at a job whose end was told, but for fetching its result, once. */
  'after-end': afterEnd,
  /** What an answer asked to wait was waited. */
  'retry-after': early,
  /** The key goes to the host the edit was submitted to, and not along with images. */
  'key-abroad': keyAbroad,
  /** An edit is paid once: the same body is not taken again before the first job's end was told. */
  'paid-twice': paidTwice,
  /** Every path is one of the contract. */
  'unknown-path': unknownPaths,
  /** No request breaks the contract. */
  violation: violating,
} as const satisfies Record<string, (entries: readonly JournalEntry[]) => readonly Problem[]>

/** A rule that every client has to keep. */
export type StandingRule = keyof typeof standing

/** A rule a finding is about; `journal` says that requests are no longer kept, so that nothing is proved. */
export type RuleName = StandingRule | 'count' | 'journal' | 'order' | 'poll-gap'

type Problem = Omit<Finding, 'rule'>

const usualOrder: readonly EntryMatch[] = [{ operation: 'submit' }, { operation: 'status' }]

/** Checks what a client did. Pure: the same journal gives the same verdict. */
export function verify({ entries, lost }: SessionJournal, expectations: Expectations = {}): Verdict {
  const { except = [], counts = [], order, minPollGapMs = 0 } = expectations
  const findings: Finding[] = []
  const add = (rule: RuleName, problems: readonly Problem[]): void => {
    for (const problem of problems) findings.push({ rule, ...problem })
  }
  if (lost > 0)
    add('journal', [
      {
        message: `The first ${lost} requests are no longer kept. Raise the limit of the journal.`,
        entries: [],
      },
    ])
  for (const rule of standingRules) if (!except.includes(rule)) add(rule, standing[rule](entries))
  add('poll-gap', tooFast(entries, minPollGapMs))
  add('order', inOrder(entries, order ?? usualOrder, order !== undefined))
  add(
    'count',
    counts.flatMap((count) => counted(entries, count)),
  )
  return { ok: findings.length === 0, findings }
}

// Its keys are those of the table above, which TypeScript does not derive.
const standingRules = Object.keys(standing) as readonly StandingRule[]

/** Narrows a word to a rule that can be left out. */
export function isStandingRule(word: string): word is StandingRule {
  return Object.hasOwn(standing, word)
}

function counted(entries: readonly JournalEntry[], count: CountExpectation): readonly Problem[] {
  const { atLeast = 0, atMost = Infinity, exactly, ...match } = count
  const found = entries.filter((entry) => matches(entry, match))
  const [least, most] = exactly === undefined ? [atLeast, atMost] : [exactly, exactly]
  if (found.length >= least && found.length <= most) return []
  const wanted =
    least === most ? `exactly ${least}` : found.length < least ? `at least ${least}` : `at most ${most}`
  return [{ message: `${found.length} requests match ${describe(match)}, not ${wanted}.`, entries: found }]
}

function describe(match: EntryMatch): string {
  const words = Object.entries(match).map(([name, value]) => `${name} ${String(value)}`)
  return words.length === 0 ? 'anything' : words.join(', ')
}

/** `strict`: a job without a step breaks the order; otherwise only one that has both steps the wrong way round. */
function inOrder(
  entries: readonly JournalEntry[],
  steps: readonly EntryMatch[],
  strict: boolean,
): readonly Problem[] {
  const problems: Problem[] = []
  for (const [jobId, ofJob] of byJob(entries)) {
    const firsts = steps.map((step) => ofJob.findIndex((entry) => matches(entry, step)))
    for (const [step, first] of firsts.entries()) {
      const before = firsts[step - 1]
      if (before === undefined || first === -1 || (before === -1 && !strict)) continue
      if (before !== -1 && before < first) continue
      const shown = [ofJob[first], ofJob[before]].filter((entry) => entry !== undefined)
      const earlier = describe(steps[step - 1] ?? {})
      problems.push({
        message: `Job ${jobId} has ${describe(steps[step] ?? {})} before ${earlier}${before === -1 ? ', which it lacks' : ''}.`,
        entries: shown,
      })
    }
  }
  return problems
}

function byJob(entries: readonly JournalEntry[]): ReadonlyMap<string, readonly JournalEntry[]> {
  const jobs = new Map<string, JournalEntry[]>()
  for (const entry of entries) {
    const { jobId } = entry
    if (jobId === undefined) continue
    const known = jobs.get(jobId)
    if (known === undefined) jobs.set(jobId, [entry])
    else known.push(entry)
  }
  return jobs
}

/** Thrown by the assert form of verifying. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
  readonly findings: readonly Finding[]

  constructor(who: string, findings: readonly Finding[]) {
    super(
      `Failed to verify ${who}: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.\n${findings.map(show).join('\n')}`,
    )
    this.findings = findings
  }
}

const shownEntries = 5

function show({ rule, message, entries }: Finding): string {
  const lines = entries.slice(0, shownEntries).map(line)
  const more = entries.length - shownEntries
  return [`  ${rule}: ${message}`, ...lines, ...(more > 0 ? [`    … and ${more} more`] : [])].join('\n')
}

function line({ number, at, method, host, path, status }: JournalEntry): string {
  const said = status === 0 ? 'no complete answer' : String(status)
  return `    #${number} ${new Date(at).toISOString()} ${method} ${host}${path} → ${said}`
}
