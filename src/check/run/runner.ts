import { KontextError } from '../../errors/kontext-error.ts'
import { editsInOrder } from '../cost/budget.ts'
import type { Case } from '../case.ts'
import { runOrder } from '../case-order.ts'
import type { Deviation } from '../report.ts'
import type { RunGuard } from './run-guard.ts'
import { RunTooLong } from './run-limit.ts'
import { ServerAway, Skipped } from './skipped.ts'

/** What came of a case: nothing is judged yet but whether it was looked at. */
export type Outcome =
  | { readonly status: 'deviates' | 'passed'; readonly deviations: readonly Deviation[] }
  | {
      readonly status: 'inapplicable' | 'skipped'
      readonly reason: string
      /** The server did not let itself be asked. */
      readonly away?: true
    }

/** A case and what came of it. */
export interface Judged {
  readonly case: Case
  readonly outcome: Outcome
  /** How long it took, in milliseconds on the run's clock. */
  readonly ms: number
}

/** Runs cases in the order that tells the most for the least. Nothing a server does makes it fail. */
export async function runCases(
  cases: readonly Case[],
  run: RunGuard,
  onCase: (judged: Judged) => void,
): Promise<readonly Judged[]> {
  const all: Judged[] = []
  for (const one of runOrder(cases)) {
    const at = run.clock.now()
    const outcome = await judge(one, run)
    const judged = { case: one, outcome, ms: run.clock.now() - at }
    all.push(judged)
    if (judged.outcome.status === 'deviates') run.over ??= one.stops
    onCase(judged)
  }
  return all
}

async function judge(one: Case, run: RunGuard): Promise<Outcome> {
  if (one.inapplicable !== undefined) return { status: 'inapplicable', reason: one.inapplicable }
  try {
    const reason = await reasonToSkip(one, run)
    if (reason !== undefined) return skippedFor(reason, run.isAway && reason === run.over)
    const deviations = await one.run(run)
    return { status: deviations.length === 0 ? 'passed' : 'deviates', deviations }
  } catch (error) {
    return skippedFor(reasonOf(error, { one, run }), error instanceof ServerAway)
  }
}

function skippedFor(reason: string, away: boolean): Outcome {
  return { status: 'skipped', reason, ...(away ? { away } : {}) }
}

async function reasonToSkip(one: Case, run: RunGuard): Promise<string | undefined> {
  if (run.unreachable !== undefined) return run.over
  // These send nothing: they look at what came.
  if (one.group === 'answers') return payFor(one, run)
  const reason = run.over ?? beyondBudget(one, run)
  if (reason !== undefined) return reason
  await run.begin()
  return run.over ?? payFor(one, run)
}

/** Makes the edits a case looks at; says why that cannot be. */
async function payFor({ edits, judgesLoss }: Case, run: RunGuard): Promise<string | undefined> {
  const beyond = beyondBudget({ edits }, run)
  if (beyond !== undefined) return beyond
  for (const name of editsInOrder(edits)) {
    await run.course(name)
    const lost = run.lost(name)
    if (lost === undefined) continue
    if (lost.failure?.kind === 'refused')
      throw new ServerAway(`the submit of ${name} could not be sent: ${lost.failure.message}`)
    if (judgesLoss !== true) return `the answer to the submit of ${name} was lost; it may have been billed`
  }
  return undefined
}

/** Why the edits of a case cannot be paid for; undefined where they can. */
function beyondBudget({ edits: wanted }: Pick<Case, 'edits'>, run: RunGuard): string | undefined {
  const names = wanted.filter((name) => !run.budget.sent.includes(name))
  const { edits: allowed, sent } = run.budget
  if (names.length === 0 || names.length <= allowed - sent.length) return undefined
  const edits = allowed === 0 ? 'no paid edit' : allowed === 1 ? 'one paid edit' : `${allowed} paid edits`
  return `the budget allows ${edits}; this needs ${names.length === 1 ? 'the edit' : 'the edits'} ${names.join(' and ')}`
}

function reasonOf(error: unknown, { one, run }: { readonly one: Case; readonly run: RunGuard }): string {
  if (run.signal?.aborted === true) {
    const reason: unknown = run.signal.reason
    run.over ??= `the run was stopped${reason instanceof RunTooLong ? `: ${reason.message}` : ''}`
    return run.over
  }
  if (error instanceof Skipped || error instanceof KontextError) return error.message
  const said = error instanceof Error ? error.message : String(error)
  // What could not be judged must not pass for a server that conforms.
  const message = `The suite itself failed in ${one.id}: ${said}. Please report this.`
  run.remarks.push({ rule: 'suite-failed', case: one.id, message })
  return `the suite itself failed: ${said}`
}
