import { CommanderError } from 'commander'
import { KontextError, type Billed, type ErrorCode, type JobHandle } from 'kontext-sdk'
import { CommandError } from './command-error.ts'
import { interruptedCode } from './interrupt.ts'

/** What went wrong, as a program reads it. */
interface ErrorFacts {
  readonly code: ErrorCode | 'interrupted' | 'failed'
  readonly provider?: string
  readonly requestId?: string
  readonly billed: Billed
  readonly retryable: boolean
  /** HTTP status of the answer. */
  readonly status?: number
  /** The provider's own word for the reason. */
  readonly providerCode?: string
}

/** Whether a command line asks for JSON of one edit: what it prints then is JSON, also when it fails. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const flags = end === -1 ? args : args.slice(0, end)
  return ['edit', 'resume'].includes(args[0] ?? '') && flags.includes('--json')
}

/** The JSON of what ended an edit: `message` as stderr has it, `handle` where the job goes on. */
export function errorJson(
  error: unknown,
  { message, handle }: { readonly message: string; readonly handle: JobHandle | undefined },
): string {
  return `${JSON.stringify({ error: { ...factsOf(error), message, handle } }, null, 2)}\n`
}

function factsOf(error: unknown): ErrorFacts {
  if (KontextError.is(error)) return factsOfSdk(error)
  if (error instanceof CommanderError) return { code: 'input', billed: 'no', retryable: false }
  // Nobody knows how far it came.
  if (!(error instanceof CommandError)) return { code: 'failed', billed: 'maybe', retryable: false }
  if (KontextError.is(error.cause)) return factsOfSdk(error.cause)
  const { exitCode, billed, handle } = error
  const code = exitCode === interruptedCode ? 'interrupted' : exitCode === 2 ? 'input' : 'failed'
  const { provider, requestId } = handle ?? {}
  return {
    code,
    ...(provider === undefined ? {} : { provider }),
    ...(requestId === undefined ? {} : { requestId }),
    billed,
    retryable: false,
  }
}

function factsOfSdk(error: KontextError): ErrorFacts {
  const { code, provider, requestId, billed, retryable } = error
  return {
    code,
    provider,
    ...(requestId === undefined ? {} : { requestId }),
    billed,
    retryable,
    ...('status' in error && typeof error.status === 'number' ? { status: error.status } : {}),
    ...('providerCode' in error && typeof error.providerCode === 'string'
      ? { providerCode: error.providerCode }
      : {}),
  }
}
