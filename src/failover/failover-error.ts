import { KontextError, type ErrorCode } from '../errors/kontext-error.ts'

/**
 * No provider of a failover took the edit; none of them bills it.
 * Not thrown when one of them may have taken it: that provider's own error is.
 */
export class FailoverError extends KontextError {
  static override readonly codes: readonly ErrorCode[] = ['failover']
  /** Why each refused, in the order they were asked. */
  readonly errors: readonly KontextError[]

  constructor(provider: string, errors: readonly KontextError[]) {
    const list = errors.map((error) => `\n- ${error.message}`).join('')
    super('FailoverError', 'failover', `Failed to submit to ${provider}: no provider took the edit.${list}`, {
      provider,
      retryable: errors.some(({ retryable }) => retryable),
      cause: errors.at(-1),
    })
    this.errors = errors
  }
}
