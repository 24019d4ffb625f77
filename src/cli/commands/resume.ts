import { Command } from 'commander'
import { providers, type JobHandle } from 'kontext-sdk'
import { withAddress } from '../address-hint.ts'
import { leaveAtInterrupt } from '../interrupt.ts'
import { isLocal, kontextFor } from '../kontext-for.ts'
import { timeoutOption } from '../option-parsers.ts'
import { startProgress } from '../progress.ts'
import { readHandle } from '../read-handle.ts'
import { checkOutput, saveImages, type OutputFlags } from '../save-images.ts'

interface ResumeFlags extends OutputFlags {
  readonly baseUrl?: string
  readonly timeout: number
}

/** `kontext resume job.json -o out.jpg`: goes on waiting for a job that was already paid. */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('wait for a job that was submitted before; nothing is submitted again')
    .argument('<handle>', 'file with what "kontext edit" printed: the handle, or its JSON; - for stdin')
    .option('--base-url <url>', "where it was submitted, unless at the provider's own server")
    .option('-o, --output <file>', 'where to save the result; several are numbered', 'edited.jpg')
    .addOption(timeoutOption('give up waiting; the job goes on'))
    .option('--json', 'print the result, or what went wrong, as JSON on stdout')
    .option('-q, --quiet', 'no progress on stderr')
    .addHelpText(
      'after',
      `
The file does not say where your key goes: a job at a relay, or at a mock for
which a key is set, needs the --base-url it was submitted to.
The JSON is that of "kontext edit".
Exit status: 0 done, 1 the edit failed, 2 wrong use or a key that is not taken,
3 provider not reached, 130 interrupted.

Examples:
  $ kontext resume job.json -o out.jpg
  $ kontext resume job.json --base-url https://relay.example`,
    )
    .action(resume)
}

async function resume(file: string, flags: ResumeFlags): Promise<void> {
  const { provider, handle } = await readHandle(file)
  await checkOutput(flags.output)
  const baseUrl = flags.baseUrl ?? mockOf(handle)
  const kontext = kontextFor({ provider, ...(baseUrl === undefined ? {} : { baseUrl }) })
  const progress = startProgress(`Waiting at ${provider}`, { quiet: flags.quiet === true })
  const job = kontext.resume(handle, { timeoutMs: flags.timeout, onEvent: (event) => progress.event(event) })
  const result = await leaveAtInterrupt(job.handle, job.result()).catch((error: unknown) => {
    progress.failed()
    throw withAddress(error, kontext.provider.baseUrl)
  })
  progress.done(`Edited at ${provider}`)
  await leaveAtInterrupt(job.handle, saveImages(result, flags))
}

/**
 * The file may come from anywhere, so it does not say where a key goes: the provider's own server, or what
 * --base-url says. A mock on this machine is found by the handle alone, where no key is set that it could take.
 */
function mockOf({ provider, origin }: JobHandle): string | undefined {
  const make = Object.entries(providers).find(([id]) => id === provider)?.[1]
  const env = make?.({ baseUrl: 'https://relay.invalid' }).capabilities.auth.env ?? ''
  return typeof origin === 'string' && isLocal(origin) && (process.env[env] ?? '') === '' ? origin : undefined
}
