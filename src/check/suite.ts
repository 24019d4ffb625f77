import { checksOf } from '../contracts/contract-checks.ts'
import { readContract, type Contract } from '../contracts/contract.ts'
import { InputError, type InputIssue } from '../errors/errors.ts'
import { inspectInput } from '../input/inspect-input.ts'
import { soldModels } from '../input/sold-models.ts'
import { didYouMean } from '../nearest.ts'
import type { Provider } from '../provider.ts'
import type { Model } from '../vocabulary.ts'
import { caseGroups, type Case } from './case.ts'
import { casesFor } from './cases.ts'
import { misusedOptions } from './misused-options.ts'
import type { SuiteOptions } from './options.ts'
import type { RunSettings, Subject } from './subject.ts'
import { sampleImage } from './edits/sample-image.ts'

const mostEdits = 100
// Timers go no further. (src/clock.ts)
const longestMs = 2 ** 31 - 1
const defaultBudget = 2
const defaultTimeoutMs = 3_600_000

/** What the options of a run come to. */
export interface Suite {
  readonly subject: Subject
  /** Those that were chosen, in the order of reports. */
  readonly cases: readonly Case[]
  /** Edits that may be paid. */
  readonly edits: number
  /** Milliseconds from the start until the run is stopped. */
  readonly limitMs: number
}

/**
 * Checks the options of a run at the door.
 * @throws InputError with every issue
 */
export function openSuite(
  provider: Provider,
  options: SuiteOptions,
  { keyless = false }: { readonly keyless?: boolean } = {},
): Suite {
  const misused = misusedOptions(options)
  if (misused.length > 0) throw refused(provider, misused)
  const { budget = defaultBudget, laterMs = 0, timeoutMs = defaultTimeoutMs, webhook } = options
  const issues = outOfRange({ budget, laterMs, timeoutMs, webhook })
  const refuse = (path: string, message: string): void => void issues.push({ path, message })
  const sold = soldModels(provider.capabilities)
  const model = options.model ?? sold.at(-1)
  if (model === undefined || !sold.includes(model))
    refuse('model', `model ${JSON.stringify(model)} is not sold here. Use ${sold.join(' or ')}.`)
  if (provider.members !== undefined)
    refuse('provider', 'it stands for several providers. Check them one by one.')
  const settings: RunSettings = {
    image: options.image ?? sampleImage(),
    laterMs,
    ...(webhook === undefined ? {} : { webhook }),
    ...(keyless ? { keyless } : {}),
  }
  const { encoded } = inspectInput(provider.capabilities, { prompt: 'image', image: settings.image, model })
  issues.push(...encoded.issues.filter(({ path }) => path.startsWith('image')))
  const subject =
    issues.length > 0 ? undefined : subjectOf(provider, { ...options, settings, model: model ?? 'max' })
  const all = subject === undefined ? [] : casesFor(subject)
  if (subject !== undefined) issues.push(...unknownNames(options, all))
  if (issues.length > 0 || subject === undefined) throw refused(provider, issues)
  const cases = chosen(all, options)
  // A run that looks at nothing would conform.
  if (cases.length === 0)
    throw refused(provider, [{ path: 'only', message: 'no case is left. Name one, or leave it out.' }])
  return { subject, cases, edits: budget, limitMs: Math.min(timeoutMs + laterMs, longestMs) }
}

function outOfRange({
  budget,
  laterMs,
  timeoutMs,
  webhook,
}: Required<Pick<SuiteOptions, 'budget' | 'laterMs' | 'timeoutMs'>> & {
  readonly webhook: SuiteOptions['webhook'] | undefined
}): InputIssue[] {
  const issues: InputIssue[] = []
  const refuse = (path: string, message: string): void => void issues.push({ path, message })
  if (!Number.isInteger(budget) || budget < 0 || budget > mostEdits)
    refuse(
      'budget',
      `budget is no integer from 0 to ${mostEdits}. Give the number of edits that may be paid.`,
    )
  if (!(laterMs >= 0 && laterMs <= longestMs))
    refuse('laterMs', `laterMs is no number from 0 to ${longestMs}. Give milliseconds.`)
  if (!(timeoutMs > 0 && timeoutMs <= longestMs))
    refuse('timeoutMs', `timeoutMs is no number above 0, up to ${longestMs}. Give milliseconds.`)
  if (webhook !== undefined && !URL.canParse(webhook.url))
    refuse('webhook', 'webhook.url is no URL. Give an address the provider can reach.')
  return issues
}

function subjectOf(
  provider: Provider,
  {
    contract = contractOf(provider),
    model,
    settings,
  }: SuiteOptions & { readonly model: Model; readonly settings: RunSettings },
): Subject {
  const { document } = contract
  return {
    provider,
    descriptor: provider.capabilities,
    contract,
    checks: checksOf(document),
    model,
    settings,
  }
}

function contractOf(provider: Provider): Contract {
  try {
    return readContract(provider.id)
  } catch (cause) {
    const message = 'contract is left out, and this SDK has none of this provider. Give one.'
    const issues = [{ path: 'contract', message }]
    throw new InputError(`Failed to check ${provider.id}: ${message}`, {
      provider: provider.id,
      issues,
      cause,
    })
  }
}

function unknownNames({ only = [], skip = [] }: SuiteOptions, cases: readonly Case[]): InputIssue[] {
  const known = [...cases.map(({ id }) => id), ...caseGroups]
  const check = (path: string, names: readonly string[]): InputIssue[] =>
    names
      .filter((name) => !known.includes(name))
      .map((name) => {
        const asked = JSON.stringify(name.slice(0, 60))
        const message = `there is no case and no group ${asked}.${didYouMean(name, known)} Groups: ${caseGroups.join(', ')}. listCases and "kontext check --list" give the ids.`
        return { path, message }
      })
  return [...check('only', only), ...check('skip', skip)]
}

function chosen(cases: readonly Case[], { only, skip = [] }: SuiteOptions): readonly Case[] {
  const named = (names: readonly string[], { id, group }: Case): boolean =>
    names.includes(id) || names.includes(group)
  return cases.filter((one) => (only === undefined || named(only, one)) && !named(skip, one))
}

function refused(provider: Provider, issues: readonly InputIssue[]): InputError {
  const list = issues.map(({ path, message }) => (message.startsWith(path) ? message : `${path}: ${message}`))
  return new InputError(`Failed to check ${provider.id}: ${list.join(' ')}`, {
    provider: provider.id,
    issues,
  })
}
