import { InputError, type Provider } from 'kontext-sdk'
import type { CheckOptions } from 'kontext-sdk/check'
import { interruptedCode } from '../interrupt.ts'
import { loadImage } from '../load-image.ts'
import { caseList } from './case-list.ts'
import { checkExitCode } from './check-exit-code.ts'
import type { CheckFlags } from './check-flags.ts'
import { loadDeviations } from './known-deviations.ts'
import { planOf } from './plan.ts'
import { checkReportFiles, writeReportFiles } from './report-files.ts'
import { render } from './report-format.ts'
import { runTargets, type RunOptions } from './run-targets.ts'
import { screen } from './screen.ts'
import { targetsOf } from './targets.ts'

/** What `kontext check` does once it is known what was asked for. */
export async function runCheck(names: readonly string[], flags: CheckFlags): Promise<void> {
  if (flags.list !== true && flags.dryRun !== true) return run(targetsOf(names, flags), flags)
  if (flags.report !== undefined)
    throw misuse('--report', 'nothing is sent, so there is no report. Leave it out.')
  if (flags.format !== 'json' && flags.format !== 'terminal')
    throw misuse('--format', 'nothing is sent, so there is no report. Give json or terminal.')
  const everything = flags.list === true && names.length === 0
  const targets = targetsOf(names, everything ? { ...flags, all: true } : flags, { sends: false })
  const options = await optionsOf(targets, flags)
  const told = flags.list === true ? caseList(targets, options) : await planOf(targets, options)
  await print(told[flags.format])
}

async function run(targets: readonly Provider[], flags: CheckFlags): Promise<void> {
  const webhook = webhookOf(targets, flags)
  const files = await checkReportFiles(flags.report ?? [])
  const deviations = await loadDeviations(flags.deviations)
  const options = { ...(await optionsOf(targets, flags)), deviations }
  const signal = stopAtInterrupt()
  const reports = await runTargets(targets, {
    options: { ...options, signal },
    quiet: flags.quiet === true,
    ...webhook,
  })
  await print(render(reports, flags.format, screen()))
  await writeReportFiles(reports, files)
  const { aborted } = signal
  if (aborted) process.stderr.write('kontext: Interrupted. The report holds what was known by then.\n')
  process.exitCode = aborted ? interruptedCode : checkExitCode(reports, flags.failOn)
}

const signals = ['SIGINT', 'SIGTERM'] as const

/** A signal that aborts at the first Ctrl+C, or request to end; at a second one of any kind the command ends at once. */
function stopAtInterrupt(): AbortSignal {
  const stop = new AbortController()
  const interrupt = (): void => {
    for (const name of signals) process.off(name, interrupt)
    stop.abort(new Error('the run was interrupted'))
    process.stderr.write(
      'kontext: Stopping: the server is asked to cancel running jobs. Ctrl+C again ends at once.\n',
    )
  }
  for (const name of signals) process.on(name, interrupt)
  return stop.signal
}

async function optionsOf([first]: readonly Provider[], flags: CheckFlags): Promise<CheckOptions> {
  const { budget, model, only, skip, later, timeout, image } = flags
  const loaded = image === undefined || first === undefined ? undefined : await loadImage(image, first)
  return {
    budget,
    ...(model === undefined ? {} : { model }),
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(later === undefined ? {} : { laterMs: later }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(loaded === undefined ? {} : { image: loaded }),
  }
}

function webhookOf(
  targets: readonly Provider[],
  { webhookUrl: url, webhookPort: port }: CheckFlags,
): Pick<RunOptions, 'webhook'> {
  if (url === undefined && port === undefined) return {}
  if (url === undefined || port === undefined)
    throw misuse('--webhook-url', 'it goes with --webhook-port. Give both: the address leads to the port.')
  if (targets.length > 1)
    throw misuse('--webhook-url', 'one address takes the webhooks of one provider. Check them one by one.')
  const [target] = targets
  if (target?.capabilities.webhook === undefined)
    throw misuse('--webhook-url', `the contract of ${target?.id ?? ''} has no webhooks. Leave it out.`)
  return { webhook: { url, port } }
}

/** Written before anything ends the process. */
async function print(text: string): Promise<void> {
  await new Promise((resolve) => process.stdout.write(text, resolve))
}

function misuse(flag: string, fact: string): InputError {
  return new InputError(`Failed to check: ${flag}: ${fact}`, {
    provider: 'unknown',
    issues: [{ path: flag, message: fact }],
  })
}
