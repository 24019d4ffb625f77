import type { JobHandle } from 'kontext-sdk'

/** What ends the command, beside the errors of the SDK: an interruption, or a result that could not be saved. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number
  /** The job, where it is worth resuming. */
  readonly handle: JobHandle | undefined

  constructor(message: string, exitCode: number, handle?: JobHandle) {
    super(message)
    this.exitCode = exitCode
    this.handle = handle
  }
}
