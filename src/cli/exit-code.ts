import { KontextError } from 'kontext-sdk'

/** What the command's exit status means: 0 done, 1 the edit failed, 2 wrong use, 3 the provider was not reached. */
export type ExitCode = 0 | 1 | 2 | 3

/** The exit status for what went wrong. Anything that is no error of the SDK is a fault of ours or of the disk. */
export function exitCodeFor(error: unknown): ExitCode {
  if (!KontextError.is(error)) return 1
  switch (error.code) {
    case 'input':
    case 'auth':
      return 2
    case 'network':
      return 3
    default:
      return 1
  }
}
