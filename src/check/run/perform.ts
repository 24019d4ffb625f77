import type { Clock } from '../../clock.ts'
import { playEdit } from '../edits/play-edit.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import type { Remark } from '../report.ts'
import { RunGuard } from './run-guard.ts'
import { limitRun, RunTooLong } from './run-limit.ts'
import { runCases, type Judged } from './runner.ts'
import type { Suite } from '../suite.ts'
import { createWire } from '../wire/wire.ts'

/** With what a suite is run. */
export interface Stage {
  readonly clock: Clock
  readonly fetch: typeof fetch | undefined
  readonly signal: AbortSignal | undefined
  readonly onCase?: (judged: Judged) => void
  readonly onExchange?: (exchange: CheckExchange) => void
}

/** A run of a suite. */
export interface Performance {
  readonly run: RunGuard
  /** Keys that were sent, to keep them out of reports. */
  readonly secrets: ReadonlySet<string>
  /** What came of each case, in the order of the run. */
  readonly judged: Promise<readonly Judged[]>
}

/** Runs a suite, against a server or against a mock of it: both see the same requests. */
export function perform({ subject, cases, edits, limitMs }: Suite, stage: Stage): Performance {
  const { clock, fetch, onCase = () => undefined, onExchange = () => undefined } = stage
  const limit = limitRun(limitMs, stage)
  const { signal } = limit
  const wire = createWire({ provider: subject.provider, clock, fetch, signal })
  const run = new RunGuard({ subject, wire, clock, signal, edits, play: playEdit, onExchange })
  return { run, secrets: wire.secrets, judged: judgeAll() }

  async function judgeAll(): Promise<readonly Judged[]> {
    const judged = await runCases(cases, run, onCase)
    limit.lift()
    if (signal.aborted) run.remarks.push({ rule: 'run-stopped', message: stopped(signal.reason) })
    run.remarks.push(...awayRemarks(judged, run))
    await run.end()
    return judged
  }
}

function awayRemarks(judged: readonly Judged[], { unreachable }: RunGuard): readonly Remark[] {
  const reasons = judged.flatMap(({ outcome }) => ('away' in outcome ? [outcome.reason] : []))
  const [first] = reasons
  if (first === undefined || unreachable !== undefined) return []
  const cases = reasons.length === 1 ? 'One case was' : `${reasons.length} cases were`
  const message = `${cases} not looked at, as the server did not let itself be asked: ${first}. Run the check again later.`
  return [{ rule: 'server-away', message }]
}

function stopped(reason: unknown): string {
  const why = reason instanceof RunTooLong ? `: ${reason.message}` : ''
  return `The run was stopped${why}. What was not looked at by then is skipped.`
}
