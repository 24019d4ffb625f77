import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { systemClock } from '../clock.ts'
import { AuthError, InputError } from '../errors/errors.ts'
import { readApiKey } from '../http/api-key.ts'
import type { Provider } from '../provider.ts'
import type { Budget } from './budget.ts'
import { caseResult } from './case-result.ts'
import { isCutShort } from './cut-short.ts'
import { applyDeviations } from './deviations/apply-deviations.ts'
import { editPrompt } from './edit-prompt.ts'
import { loggedExchange } from './logged-exchange.ts'
import type { CheckOptions } from './options.ts'
import type { CaseResult, CheckReport } from './report.ts'
import { perform } from './perform.ts'
import type { RunGuard } from './run-guard.ts'
import type { Subject } from './run.ts'
import { openSuite } from './suite.ts'
import { costOf } from './dollars.ts'
import { createVeil } from './veil.ts'

/**
 * Holds a server against the contract of its provider: free cases first, then at most `budget` edits that cost money. No
 * submit is sent twice, whatever becomes of its answer. A server that cannot be reached is a verdict, not an error; an
 * abort ends the run with a report of what is known by then.
 * ```ts
 * const report = await checkProvider(falRelay({ baseUrl: 'https://relay.example' }), { budget: 2 })
 * report.cases.filter(({ status }) => status === 'deviates')
 * ```
 * @throws InputError when an option cannot be used, or when there is no key
 */
export async function checkProvider(provider: Provider, options: CheckOptions = {}): Promise<CheckReport> {
  const { clock = systemClock, fetch, signal, deviations = [], onCase, onExchange } = options
  const key = await keyOf(provider)
  const suite = openSuite(provider, options, { keyless: key === undefined })
  const { subject } = suite
  const startedAt = clock.now()
  const secrets = new Set(key === undefined ? [] : [key])
  const veil = createVeil(() => [...secrets, ...performance.secrets, editPrompt], imageOf(subject))
  const performance = perform(suite, {
    ...{ clock, fetch, signal },
    onCase: (one) => tell(onCase, () => caseResult(one, subject.contract, veil)),
    onExchange: (exchange) => tell(onExchange, () => loggedExchange(exchange, veil)),
  })
  const { run } = performance
  const judged = await performance.judged
  const results = suite.cases.flatMap((listed) => {
    const one = judged.find((other) => other.case === listed)
    return one === undefined ? [] : [caseResult(one, subject.contract, veil)]
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
    remarks: run.remarks.map((remark) => ({ ...remark, message: veil(remark.message) })),
    exchanges: run.exchanges.map((exchange) => loggedExchange(exchange, veil)),
    ...(failure === undefined ? {} : { failure: veil(failure) }),
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

function verdictOf(
  results: readonly CaseResult[],
  run: RunGuard,
): { readonly verdict: CheckReport['verdict']; readonly failure?: string } {
  if (run.unreachable !== undefined) return { verdict: 'unreachable', failure: run.unreachable }
  if (results.some(({ status }) => status === 'deviates')) return { verdict: 'deviates' }
  const skipped = results.find(({ status }) => status === 'skipped')
  // A server of which nothing is known does not conform.
  if (skipped !== undefined && !results.some(({ status }) => status === 'passed'))
    return { verdict: 'unreachable', failure: `nothing could be looked at: ${skipped.reason ?? ''}` }
  return { verdict: isCutShort(run) ? 'incomplete' : 'conforms' }
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
