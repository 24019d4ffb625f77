import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { InputError, type JobHandle } from 'kontext-sdk'
import { abortOnInterrupt } from '../interrupt.ts'
import { kontextFor } from '../kontext-for.ts'
import { startProgress } from '../progress.ts'
import { saveImages, type OutputFlags } from '../save-images.ts'

/** `kontext resume job.json -o out.jpg`: goes on waiting for a job that was already paid. */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('wait for a job that was submitted before; nothing is submitted again')
    .argument('<handle>', 'file with the handle of the job, as "kontext edit" printed it')
    .option('-o, --output <file>', 'where to save the result; several are numbered', 'edited.jpg')
    .option('--json', 'print the result as JSON on stdout')
    .option('-q, --quiet', 'no progress on stderr')
    .action(resume)
}

async function resume(file: string, flags: OutputFlags): Promise<void> {
  const handle = await readHandle(file)
  const kontext = kontextFor({ provider: handle.provider, baseUrl: handle.origin })
  const progress = startProgress(`Waiting for ${handle.requestId} at ${handle.provider}`, {
    quiet: flags.quiet === true,
  })
  const job = kontext.resume(handle, {
    signal: abortOnInterrupt(),
    onEvent: (event) => progress.event(event),
  })
  const result = await job.result().catch((error: unknown) => {
    progress.failed()
    throw error
  })
  progress.done(`Edited at ${handle.provider}`)
  await saveImages(result, flags)
}

async function readHandle(
  file: string,
): Promise<Pick<JobHandle, 'origin' | 'provider' | 'requestId'> & JobHandle> {
  const refuse = (fact: string): never => {
    const message = `Failed to read the handle in ${JSON.stringify(file)}: ${fact}. Give a file with the JSON that "kontext edit" printed.`
    throw new InputError(message, { provider: 'unknown', issues: [{ path: 'handle', message }] })
  }
  const text = await readFile(file, 'utf8').catch(() => refuse('there is no such file'))
  try {
    return JSON.parse(text) as JobHandle
  } catch {
    return refuse('it is not JSON')
  }
}
