import { TimeoutError, type Job, type JobHandle } from 'kontext-sdk'
import { CommandError } from './command-error.ts'

/** Exit status of a command that was interrupted: 128 and the number of SIGINT. */
export const interruptedCode = 130
const longestCancelMs = 5_000

let interruption: Promise<void> | undefined

/** The first Ctrl+C, or request to end, since this was first asked: commands that never ask end at once. */
function interrupted(): Promise<void> {
  interruption ??= new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  return interruption
}

/** The submit, or at Ctrl+C an error that says what nobody can know. */
export async function submitOrInterrupt(submit: Promise<Job>): Promise<Job> {
  const stopped = interrupted().then(() => {
    throw new CommandError(
      'Interrupted while the edit was being submitted: it may or may not have been taken. Look at the dashboard of the provider before you send it again.',
      interruptedCode,
      { billed: 'maybe' },
    )
  })
  return Promise.race([submit, stopped])
}

/** The end of a wait, or at Ctrl+C what asking the provider to cancel came to. */
export async function cancelAtInterrupt<T>(job: Job, wait: Promise<T>): Promise<T> {
  let ended = false
  let canceling = false
  const stopped = interrupted().then(async () => {
    // What comes later is about the download, not about the job.
    if (ended) return wait
    canceling = true
    const outcome = await job.cancel({ timeoutMs: longestCancelMs }).catch((error: unknown) => {
      return TimeoutError.is(error) ? 'requested' : 'unknown'
    })
    const gone = outcome === 'canceled'
    throw new CommandError(`Interrupted. ${said[outcome]}`, interruptedCode, {
      handle: gone ? undefined : job.handle,
      billed: 'maybe',
    })
  })
  const end = wait.finally(async () => {
    ended = true
    // The wait of a job that is canceled fails too, maybe before the cancel is told of it.
    if (canceling) await stopped
  })
  return Promise.race([end, stopped])
}

/** The end of a wait or a download, or at Ctrl+C an error with the handle; the job is left alone. */
export async function leaveAtInterrupt<T>(handle: JobHandle, wait: Promise<T>): Promise<T> {
  const stopped = interrupted().then(() => {
    throw new CommandError('Interrupted. The job is left as it is.', interruptedCode, {
      handle,
      billed: 'maybe',
    })
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
