import type { ProviderDescriptor } from 'kontext-sdk'
import { mockedProviders, type Fault } from 'kontext-sdk/testing'
import { startMockServer } from '../start-mock-server.ts'
import { clientEnvironment, filledIn, type ClientPlace } from './client-environment.ts'
import { runClient, type ClientRun } from './client-run.ts'
import type { Evidence } from './evidence.ts'
import { findMistakes } from './find-mistakes.ts'
import { inParallel } from './in-parallel.ts'
import { chosenFaults, judgeableFaults, usualFaults } from './judged-faults.ts'
import type { Mistake, MistakeKind } from './mistake.ts'
import { startTrapProxy } from './trap-proxy.ts'

/** A client to judge, and by what. */
export interface JudgeOptions {
  /** Program and arguments; `{baseUrl}`, `{url}`, `{key}`, `{imageUrl}` and `{fault}` are filled in. */
  readonly command: readonly string[]
  /** Id of the provider the client talks to. */
  readonly provider: string
  /**
   * Names of faults, or `all` that an edit at this provider can meet.
   * @default about thirty that show most of what clients do wrong
   */
  readonly faults?: readonly string[] | 'all'
  /**
   * Milliseconds for one run of the client; then it is killed.
   * @default 20_000
   */
  readonly timeoutMs?: number
  /**
   * Runs at a time.
   * @default 4
   */
  readonly concurrency?: number
  /**
   * The least time between two looks at the status of one job, in milliseconds.
   * @default 100
   */
  readonly minPollGapMs?: number
  /** Mistakes that do not count for this client. */
  readonly except?: readonly MistakeKind[]
  /**
   * Variables the client gets besides those of this process and those of the judge.
   * @default {}
   */
  readonly env?: Readonly<Record<string, string>>
  /** @default where this process is */
  readonly cwd?: string
  readonly signal?: AbortSignal
  /** Called after each run. */
  readonly onVerdict?: (verdict: ClientVerdict) => void
}

/** What one run of a client showed. */
export interface ClientVerdict {
  /** Name of the fault; `completes` for the run in which nothing went wrong. */
  readonly fault: string
  /** What a correct client does. */
  readonly client: string
  /** False where the client never came to the place where the fault strikes: then little is proved. */
  readonly met: boolean
  /** Missing where a signal ended it. */
  readonly exitCode?: number
  readonly durationMs: number
  readonly requests: number
  /** Submits that were sent. */
  readonly submits: number
  /** Edits that were taken. */
  readonly accepted: number
  readonly mistakes: readonly Mistake[]
  /** The last it wrote to standard error. */
  readonly output: string
}

const unharmed = { fault: 'completes', client: 'Gets the images.' } as const

/**
 * Plays faults to a client, one run of its command each, and says from journal and bill what it did wrong.
 * @throws RangeError on a provider or a fault there is none of
 * @throws Error when the command cannot be run, or gets no image even where nothing goes wrong
 * @throws the reason of `signal` when that is aborted
 */
export async function judgeClient(options: JudgeOptions): Promise<readonly ClientVerdict[]> {
  const { faults, onVerdict, concurrency = 4 } = options
  const provider = providerNamed(options.provider)
  const chosen =
    faults === undefined
      ? usualFaults(provider)
      : faults === 'all'
        ? judgeableFaults(provider)
        : chosenFaults(faults, provider)
  const tell = (verdict: ClientVerdict): ClientVerdict => {
    onVerdict?.(verdict)
    return verdict
  }
  const plain = await judgeRun(options, provider, undefined)
  if (plain.submits === 0 || plain.exitCode !== 0) throw new Error(unfit(plain, provider))
  tell(plain)
  const judged = await inParallel(chosen, concurrency, async (fault) =>
    tell(await judgeRun(options, provider, fault)),
  )
  return [plain, ...judged]
}

function providerNamed(id: string): ProviderDescriptor {
  const found = mockedProviders().find((provider) => provider.id === id)
  if (found !== undefined) return found
  const known = mockedProviders().map((provider) => provider.id)
  throw new RangeError(
    `Failed to judge: there is no provider ${JSON.stringify(id)}. Use one of ${known.join(', ')}.`,
  )
}

/** Each run has a mock and a proxy of its own: whatever comes, with a key or without, is the client's. */
async function judgeRun(
  options: JudgeOptions,
  provider: ProviderDescriptor,
  fault: Fault | undefined,
): Promise<ClientVerdict> {
  const { timeoutMs = 20_000, minPollGapMs = 100, except = [], cwd = process.cwd(), signal } = options
  const name = fault?.name ?? unharmed.fault
  const [mock, proxy] = await Promise.all([
    startMockServer({ engine: 'fast', scenario: name }),
    startTrapProxy(),
  ])
  try {
    const key = `mock:${name}/judged`
    const place: ClientPlace = {
      ...{
        provider,
        key,
        fault: name,
        url: mock.url,
        baseUrl: mock.baseUrl(provider.id),
        proxyUrl: proxy.url,
      },
    }
    const run = await runClient({
      command: filledIn(options.command, place),
      env: { ...process.env, ...clientEnvironment(place), ...options.env },
      ...{ cwd, timeoutMs },
      ...(signal === undefined ? {} : { signal }),
    })
    const journal = mock.journal()
    const evidence: Evidence = {
      ...{ run, provider, journal, onLoopback: true },
      ...(fault === undefined ? {} : { fault }),
      met: fault === undefined || journal.some(({ scenarios }) => scenarios.includes(name)),
      findings: mock.verify({ minPollGapMs }).findings,
      account: mock.ledger()[provider.id] ?? { accepted: 0, billed: 0 },
      strays: mock.elsewhere.requests,
      trapped: proxy.requests,
    }
    const mistakes = findMistakes(evidence).filter(({ kind }) => !except.includes(kind))
    return { ...verdictOf(run, evidence), fault: name, client: fault?.client ?? unharmed.client, mistakes }
  } finally {
    await Promise.all([mock.close(), proxy.close()])
  }
}

function verdictOf(
  { exitCode, durationMs, output }: ClientRun,
  { met, journal, account }: Evidence,
): Omit<ClientVerdict, 'client' | 'fault' | 'mistakes'> {
  const submits = journal.filter(({ operation }) => operation === 'submit' || operation === 'sync').length
  return {
    ...{ met, durationMs, submits, output },
    ...{ requests: journal.length, accepted: account.accepted },
    ...(exitCode === undefined ? {} : { exitCode }),
  }
}

function unfit({ submits, mistakes, output }: ClientVerdict, { auth }: ProviderDescriptor): string {
  const said = output.trim()
  return [
    submits === 0
      ? `Failed to judge the client: it submitted no edit to the mock, though nothing went wrong there. Have it take its base URL from KONTEXT_MOCK_BASE_URL, or from {baseUrl} in the command, and its key from ${auth.env}.`
      : 'Failed to judge the client: it did not end with status 0, though nothing went wrong at the mock. Repair that first.',
    ...mistakes.map(({ message }) => message),
    ...(said === '' ? [] : [said]),
  ].join('\n')
}
