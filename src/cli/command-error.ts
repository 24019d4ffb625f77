import type { Billed, JobHandle } from 'kontext-sdk'

/** What is known beside what went wrong. */
interface CommandErrorDetails {
  /** The job, where it is worth resuming. */
  readonly handle?: JobHandle | undefined
  /** @default 'no' */
  readonly billed?: Billed
  readonly cause?: unknown
}

/** What ends the command, beside the errors of the SDK: an interruption, or a result that could not be saved. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number
  readonly handle: JobHandle | undefined
  readonly billed: Billed

  constructor(message: string, exitCode: number, { handle, billed = 'no', cause }: CommandErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.exitCode = exitCode
    this.handle = handle
    this.billed = billed
  }
}
