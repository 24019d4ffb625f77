import { expectedOutcomes, type Evidence } from './evidence.ts'
import type { Mistake, MistakeKind } from './mistake.ts'
import { strayMistakes } from './stray-mistakes.ts'
import { submitMistakes } from './submit-mistakes.ts'

/** Finds what a client did wrong. Pure: the same evidence gives the same mistakes, each kind once. */
export function findMistakes(evidence: Evidence): readonly Mistake[] {
  const found = [
    ...submitMistakes(evidence),
    ...ruleMistakes(evidence),
    ...tooFast(evidence),
    ...strayMistakes(evidence),
    ...neverFetched(evidence),
    ...endMistakes(evidence),
  ]
  const kinds = new Set(found.map(({ kind }) => kind))
  const lost = kinds.has('paid-twice') || kinds.has('sent-again')
  const outcome = lost ? [] : outcomeMistakes(evidence)
  return onePerKind([...found, ...outcome])
}

/** Of each kind the first, with how many there were. */
function onePerKind(found: readonly Mistake[]): readonly Mistake[] {
  const byKind = new Map<MistakeKind, { mistake: Mistake; times: number }>()
  for (const mistake of found) {
    const known = byKind.get(mistake.kind)
    byKind.set(mistake.kind, { mistake: known?.mistake ?? mistake, times: (known?.times ?? 0) + 1 })
  }
  return [...byKind.values()].map(({ mistake, times }) =>
    times === 1 ? mistake : { ...mistake, message: `${mistake.message} ${times} times.` },
  )
}

/** What the rules of `verify` find, in the words of the judge. */
function ruleMistakes({ findings }: Evidence): readonly Mistake[] {
  return findings.flatMap(({ rule, message, entries }): readonly Mistake[] => {
    switch (rule) {
      case 'after-end':
      case 'retry-after':
      case 'unknown-path':
        return [{ kind: rule, message }]
      case 'key-abroad':
        // The other host tells of its requests itself.
        return entries.some(({ provider }) => provider !== undefined) ? [{ kind: rule, message }] : []
      case 'violation': {
        // What follows from a ticket that was tampered with is judged by what it leads to.
        const own = entries.some(({ operation }) => operation === 'submit' || operation === 'sync')
        return own ? [{ kind: 'breaks-contract', message }] : []
      }
      // These are looked at as a whole; the others are nothing a client does wrong.
      case 'paid-twice':
      case 'poll-gap':
      case 'count':
      case 'journal':
      case 'order':
        return []
      default:
        return rule satisfies never
    }
  })
}

// A look that failed may be repeated at once, and timers bunch where a machine is busy: a pace shows in several gaps.
const fewGaps = 3

function tooFast({ findings }: Evidence): readonly Mistake[] {
  const gaps = findings.filter(({ rule }) => rule === 'poll-gap')
  return gaps.length < fewGaps ? [] : gaps.map(({ message }) => ({ kind: 'too-fast', message }))
}

/** A task's status is its result; a queue's result has to be asked for. */
function neverFetched({ journal, provider }: Evidence): readonly Mistake[] {
  if (provider.dialect !== 'fal-queue') return []
  const ended = new Set(journal.filter(({ told }) => told === 'ended').map(({ jobId }) => jobId))
  for (const { operation, jobId } of journal)
    if (operation === 'result' || operation === 'cancel') ended.delete(jobId)
  return [...ended].map((id) => ({
    kind: 'never-fetched',
    message: `Job ${id ?? ''} was seen to end, and its result was not asked for.`,
  }))
}

function endMistakes({ run }: Evidence): readonly Mistake[] {
  if (run.hung)
    return [{ kind: 'hung', message: `It was still running after ${run.durationMs} ms, and was killed.` }]
  if (run.endedBy !== undefined) return [{ kind: 'crashed', message: `It was ended by ${run.endedBy}.` }]
  return []
}

/** Whether the status a client ended with goes with what happened. */
function outcomeMistakes({ fault, met, run, onLoopback }: Evidence): readonly Mistake[] {
  if (!met || run.exitCode === undefined || run.endedBy !== undefined) return []
  const expected = expectedOutcomes(fault, onLoopback)
  const mayComplete = expected.includes('completes')
  if (run.exitCode === 0 && !mayComplete)
    return [
      {
        kind: 'false-success',
        message: `It ended with status 0; a correct client fails: ${expected.join(' or ')}.`,
      },
    ]
  if (run.exitCode !== 0 && mayComplete && expected.length === 1)
    return [
      { kind: 'gave-up', message: `It ended with status ${run.exitCode}; a correct client gets the images.` },
    ]
  return []
}
