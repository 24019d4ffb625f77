import { Command, InvalidArgumentError, Option } from 'commander'
import { judgeClient, type ClientVerdict } from '../judge/judge-client.ts'
import { isMistakeKind, mistakeKinds, type MistakeKind } from '../judge/mistake.ts'
import {
  isFaultless,
  verdictHead,
  verdictLine,
  verdictsAsJson,
  verdictSummary,
} from '../judge/verdict-report.ts'
import { wrapped } from '../wrap-text.ts'
import { providerOption, wrongUse } from './flags.ts'

interface Flags {
  readonly provider: string
  readonly faults?: readonly string[]
  readonly all?: true
  readonly except?: readonly MistakeKind[]
  readonly timeout: number
  readonly pollGap: number
  readonly jobs: number
  readonly json?: true
}

/** `kontext-mocks judge`: plays faults to a client and says what it does wrong. */
export function judgeCommand(): Command {
  const kinds = Object.entries(mistakeKinds).map(([kind, about]) =>
    wrapped(about, `  ${kind.padEnd(16)}`, ' '.repeat(18)),
  )
  return new Command('judge')
    .description('Play faults to a client, one run of its command each, and say what it does wrong.')
    .argument('<command...>', 'what runs the client; it makes one edit and ends with status 0 if that worked')
    .addOption(providerOption().makeOptionMandatory())
    .addOption(
      new Option(
        '-f, --faults <names>',
        'faults to play, with commas; about thirty where left out',
      ).argParser((text) => text.split(',').filter((name) => name !== '')),
    )
    .addOption(
      new Option('-a, --all', 'every fault that an edit at the provider can meet').conflicts('faults'),
    )
    .addOption(new Option('--except <kinds>', 'mistakes that do not count, with commas').argParser(readKinds))
    .addOption(
      new Option('-t, --timeout <time>', 'for one run, such as 20s or 500ms; then it is killed')
        .default(20_000, '20s')
        .argParser(readTime),
    )
    .addOption(
      new Option('--poll-gap <time>', 'least time between two looks at a job')
        .default(100, '100ms')
        .argParser(readTime),
    )
    .addOption(new Option('-j, --jobs <number>', 'runs at a time').default(4).argParser(readCount))
    .option('--json', 'print everything as JSON')
    .passThroughOptions()
    .addHelpText(
      'after',
      `
The client finds in its environment KONTEXT_MOCK_BASE_URL, KONTEXT_MOCK_KEY,
KONTEXT_MOCK_IMAGE_URL, KONTEXT_MOCK_IMAGE_DATA, KONTEXT_MOCK_FAULT and the
variable its provider's key is usually in, such as FAL_KEY; in its arguments
{baseUrl}, {url}, {key}, {imageUrl} and {fault} are filled in.

Mistakes:
${kinds.join('\n')}

Ends with status 0 when nothing was wrong, 1 when something was, 2 when it
could not judge.

Examples:
  $ kontext-mocks judge --provider fal -- node my-client.js
  $ kontext-mocks judge --provider fal -f submit-429-seconds,status-stale -- \\
      python my_client.py --url {baseUrl}`,
    )
    .action(judge)
}

async function judge(command: readonly string[], flags: Flags): Promise<void> {
  const { provider, faults, all, except, timeout, pollGap, jobs, json } = flags
  const stop = new AbortController()
  const interrupt = (): void => stop.abort(new Error('Stopped.'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
  try {
    if (json !== true) console.log(verdictHead)
    const verdicts = await judgeClient({
      ...{
        command,
        provider,
        timeoutMs: timeout,
        minPollGapMs: pollGap,
        concurrency: jobs,
        signal: stop.signal,
      },
      ...(all === true ? { faults: 'all' } : faults === undefined ? {} : { faults }),
      ...(except === undefined ? {} : { except }),
      ...(json === true ? {} : { onVerdict: (verdict: ClientVerdict) => console.log(verdictLine(verdict)) }),
    })
    process.stdout.write(json === true ? verdictsAsJson(verdicts) : `\n${verdictSummary(verdicts)}\n`)
    if (!isFaultless(verdicts)) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = wrongUse
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt)
  }
}

function readKinds(text: string): readonly MistakeKind[] {
  return text.split(',').map((word) => {
    if (isMistakeKind(word)) return word
    throw new InvalidArgumentError(`Mistakes are ${Object.keys(mistakeKinds).join(', ')}.`)
  })
}

function readTime(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? []
  const ms = Number(number) * (unit === 'm' ? 60_000 : unit === 's' ? 1_000 : 1)
  if (Number.isFinite(ms) && ms > 0 && ms < 2 ** 31) return ms
  throw new InvalidArgumentError('A time is a number with ms, s or m, such as 20s.')
}

function readCount(text: string): number {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count > 0 && count <= 64) return count
  throw new InvalidArgumentError('A number from 1 to 64.')
}
