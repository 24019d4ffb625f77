import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { systemClock } from '../clock.ts'
import { AuthError, InputError } from '../errors/errors.ts'
import { readApiKey } from '../http/api-key.ts'
import type { Provider } from '../provider.ts'
import type { Budget } from './cost/budget.ts'
import { caseResult, type Telling } from './run/case-result.ts'
import { curlOf } from './curl/curl.ts'
import { isCutShort } from './run/cut-short.ts'
import { applyDeviations } from './deviations/apply-deviations.ts'
import { editPrompt } from './edits/edit-prompt.ts'
import { loggedExchange } from './wire/logged-exchange.ts'
import type { CheckOptions } from './options.ts'
import { paidJob, shownJob } from './jobs/left-job.ts'
import type { CaseResult, CheckReport, Remark } from './report.ts'
import { perform } from './run/perform.ts'
import type { RunGuard } from './run/run-guard.ts'
import type { Subject } from './subject.ts'
import { openSuite } from './suite.ts'
import { costOf } from './cost/dollars.ts'
import { takenJobs } from './jobs/taken-jobs.ts'
import { createVeil, type Veil } from './wire/veil.ts'

/**
 * Holds a server against the contract of its provider: free cases first, then at most `budget` edits that cost money. No
 * submit is sent twice, whatever becomes of its answer. A server that cannot be reached is a verdict, not an error; an
 * abort ends the run with a report of what is known by then, once the server was asked to cancel running jobs.
 * ```ts
 * const report = await checkProvider(falRelay({ baseUrl: 'https://relay.example' }), { budget: 2 })
 * report.cases.filter(({ status }) => status === 'deviates')
 * ```
 * @throws InputError when an option cannot be used, or when there is no key
 */
export async function checkProvider(provider: Provider, options: CheckOptions = {}): Promise<CheckReport> {
  const key = await keyOf(provider)
  const suite = openSuite(provider, options, { keyless: key === undefined })
  const { clock = systemClock, fetch, signal, deviations = [], onCase, onExchange, onJob } = options
  const { subject } = suite
  const startedAt = clock.now()
  const secrets = new Set(key === undefined ? [] : [key])
  const veil = createVeil(() => [...secrets, ...performance.secrets, editPrompt], imageOf(subject))
  const telling: Telling = {
    veil,
    curl: (wanted) => {
      const exchange = performance.run.exchanges.find(({ number }) => number === wanted)
      return exchange === undefined ? undefined : curlOf(exchange, subject, veil)
    },
  }
  const performance = perform(suite, {
    ...{ clock, fetch, signal },
    onCase: (one) => tell(onCase, () => caseResult(one, subject.contract, telling)),
    onExchange: (exchange) => {
      tell(onExchange, () => loggedExchange(exchange, veil))
      for (const job of takenJobs([exchange], subject))
        tell(onJob, () => ({ edit: job.edit, ...shownJob(paidJob(job, subject), veil) }))
    },
  })
  const { run } = performance
  const judged = await performance.judged
  const results = suite.cases.flatMap((listed) => {
    const one = judged.find((other) => other.case === listed)
    if (one === undefined) return []
    const result = caseResult(one, subject.contract, telling)
    return [run.unreachable === undefined ? result : unknown(result, run.over)]
  })
  const { verdict, failure } = verdictOf(results, run)
  const report: CheckReport = {
    format: 1,
    verdict,
    provider: { id: provider.id, title: provider.capabilities.title },
    baseUrl: provider.baseUrl,
    model: subject.model,
    contractHash: subject.contract.document.hash,
    sdkVersion: sdkVersion(),
    startedAt: new Date(startedAt).toISOString(),
    durationMs: clock.now() - startedAt,
    budget: spentOf(run.budget, subject),
    cases: results,
    remarks: run.remarks.map((remark) => veiledRemark(remark, veil)),
    exchanges: run.exchanges.map((exchange) => loggedExchange(exchange, veil)),
    // What is said of another API holds nothing of its answers, and the key of a mock could be any word of it.
    ...(failure === undefined ? {} : { failure: run.isElsewhere ? failure : veil(failure) }),
  }
  return applyDeviations(report, deviations)
}

/** The key, read once before anything is sent: without one the suite is used wrongly. */
async function keyOf(provider: Provider): Promise<string | undefined> {
  try {
    return await readApiKey(provider)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    const { message } = error
    throw new InputError(message, {
      provider: provider.id,
      issues: [{ path: 'apiKey', message }],
      cause: error,
    })
  }
}

/** A case at an address where nothing was reached: what it found before says nothing of the provider. */
function unknown(result: CaseResult, reason = 'the server was not reached'): CaseResult {
  if (result.status === 'inapplicable') return result
  return { ...result, status: 'skipped', reason, deviations: [] }
}

function verdictOf(
  results: readonly CaseResult[],
  run: RunGuard,
): { readonly verdict: CheckReport['verdict']; readonly failure?: string } {
  if (run.unreachable !== undefined) return { verdict: 'unreachable', failure: run.unreachable }
  if (results.some(({ status }) => status === 'deviates')) return { verdict: 'deviates' }
  const skipped = results.find(({ status }) => status === 'skipped')
  // A server of which nothing is known does not conform.
  const known = results.some(({ status }) => status === 'passed') || wasStoppedMidway(run)
  if (skipped !== undefined && !known)
    return { verdict: 'unreachable', failure: `nothing could be looked at: ${skipped.reason ?? ''}` }
  return { verdict: isCutShort(run) ? 'incomplete' : 'conforms' }
}

/** What was answered before a stop is no sign that a server is out of reach. */
function wasStoppedMidway(run: RunGuard): boolean {
  const remarks = run.remarks.filter(({ rule }) => rule !== 'server-away')
  return isCutShort({ remarks }) && run.exchanges.some(({ answer }) => answer !== undefined)
}

function veiledRemark({ job, ...remark }: Remark, veil: Veil): Remark {
  const message = veil(remark.message)
  return {
    ...{ ...remark, message },
    ...(job === undefined ? {} : { job: { edit: job.edit, cancel: job.cancel, ...shownJob(job, veil) } }),
  }
}

/** The image as a text of a server could repeat it, where it is an address. */
function imageOf({ settings: { image } }: Subject): string | undefined {
  return typeof image === 'string' || image instanceof URL ? String(image) : undefined
}

function spentOf({ edits, sent, images }: Budget, subject: Subject): CheckReport['budget'] {
  return { edits, spent: sent.length, images, ...costOf(subject, images) }
}

function tell<T>(listener: ((heard: T) => void) | undefined, heard: () => T): void {
  try {
    listener?.(heard())
  } catch {
    // A listener that fails must not end a run that is paid for.
  }
}

function sdkVersion(): string {
  // By the package's own name: the sources and what is built from them lie at different depths.
  const path = createRequire(import.meta.url).resolve('kontext-sdk/package.json')
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string }
  return version
}
