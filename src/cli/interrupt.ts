import type { Job } from 'kontext-sdk'
import { CommandError } from './command-error.ts'

/** Exit status of a command that was interrupted: 128 and the number of SIGINT. */
const interruptedCode = 130

/** The first Ctrl+C, or request to end, of this run. */
const interruption = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
})

/** The submit, or at Ctrl+C an error that says what nobody can know. */
export async function submitOrInterrupt(submit: Promise<Job>): Promise<Job> {
  const stopped = interruption.then(() => {
    throw new CommandError(
      'Interrupted while the edit was being submitted: it may or may not have been taken. Look at the dashboard of the provider before you send it again.',
      interruptedCode,
    )
  })
  return Promise.race([submit, stopped])
}

/** The end of a wait, or at Ctrl+C what asking the provider to cancel came to. */
export async function cancelAtInterrupt<T>(job: Job, wait: Promise<T>): Promise<T> {
  const stopped = interruption.then(async () => {
    const outcome = await job.cancel().catch(() => 'unknown' as const)
    const gone = outcome === 'canceled'
    throw new CommandError(`Interrupted. ${said[outcome]}`, interruptedCode, gone ? undefined : job.handle)
  })
  return Promise.race([wait, stopped])
}

/** The end of a wait, or at Ctrl+C an error; the job is left alone. */
export async function leaveAtInterrupt<T>(wait: Promise<T>): Promise<T> {
  const stopped = interruption.then(() => {
    throw new CommandError(
      'Interrupted. The job goes on; resume it again with the same file.',
      interruptedCode,
    )
  })
  return Promise.race([wait, stopped])
}

const said = {
  canceled: 'The job is canceled.',
  requested: 'The provider was asked to cancel the job; it may still end well and be billed.',
  'too-late': 'The job has ended already.',
  unsupported: 'This provider cannot cancel: the job goes on and is billed.',
  unknown: 'Whether the job is canceled is not known: the provider did not answer.',
} as const
