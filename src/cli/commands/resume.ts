import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { InputError, providers, type JobHandle } from 'kontext-sdk'
import { leaveAtInterrupt } from '../interrupt.ts'
import { isLocal, kontextFor } from '../kontext-for.ts'
import { secondsAsMs } from '../option-parsers.ts'
import { startProgress } from '../progress.ts'
import { checkOutput, saveImages, type OutputFlags } from '../save-images.ts'

interface ResumeFlags extends OutputFlags {
  readonly baseUrl?: string
  readonly timeout: number
}

/** `kontext resume job.json -o out.jpg`: goes on waiting for a job that was already paid. */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('wait for a job that was submitted before; nothing is submitted again')
    .argument('<handle>', 'file with the handle of the job, as "kontext edit" printed it')
    .option('--base-url <url>', "where it was submitted, unless at the provider's own server")
    .option('-o, --output <file>', 'where to save the result; several are numbered', 'edited.jpg')
    .option('--timeout <seconds>', 'give up waiting; the job goes on', secondsAsMs, 600_000)
    .option('--json', 'print the result as JSON on stdout')
    .option('-q, --quiet', 'no progress on stderr')
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
    throw error
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

async function readHandle(file: string): Promise<{ provider: string; handle: JobHandle }> {
  const refuse = (fact: string): never => {
    const message = `Failed to read the handle in ${JSON.stringify(file)}: ${fact}. Give a file with the JSON that "kontext edit" printed.`
    throw new InputError(message, { provider: 'unknown', issues: [{ path: 'handle', message }] })
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    refuse(
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : 'it cannot be read',
    ),
  )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('it is not JSON')
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    !('provider' in value) ||
    typeof value.provider !== 'string'
  ) {
    return refuse('it names no provider')
  }
  // The SDK checks the rest before it uses any of it.
  return { provider: value.provider, handle: value as JobHandle }
}
