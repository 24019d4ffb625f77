import type { JobHandle } from '../handle.ts'

/** Says which member of the family an error is; stable across releases and copies of the package. */
export type ErrorCode =
  | 'input'
  | 'auth'
  | 'rate-limit'
  | 'rejected'
  | 'ambiguous-submit'
  | 'http'
  | 'network'
  | 'contract'
  | 'job-failed'
  | 'moderated'
  | 'result-expired'
  | 'canceled'
  | 'timeout'
  | 'failover'
  | 'webhook'

/** Whether the provider charges for the edit. `maybe`: nobody on this side can know; look at its dashboard. */
export type Billed = 'no' | 'yes' | 'maybe'

/** What every error of this package can be told. */
export interface ErrorDetails {
  readonly provider: string
  readonly requestId?: string | undefined
  readonly handle?: JobHandle | undefined
  readonly billed?: Billed | undefined
  readonly retryable?: boolean | undefined
  readonly cause?: unknown
}

const brand: unique symbol = Symbol.for('kontext-sdk.error')

/**
 * What every error of this package is. `instanceof` and {@link KontextError.is} also recognize errors of
 * another copy of the package. An abort is not among them: it rejects with the caller's own reason.
 *
 * No error carries a key, a prompt, an image or the body of a request.
 */
export class KontextError extends Error {
  /** The codes that belong to a class of the family; a class without a list takes every code. */
  static readonly codes: readonly ErrorCode[] | undefined = undefined

  readonly code: ErrorCode
  /** Id of the provider, such as `fal`. */
  readonly provider: string
  /** The provider's id of the job, once there is one. */
  declare readonly requestId?: string
  /** The job, once there is one: give it to `resume`. */
  declare readonly handle?: JobHandle
  readonly billed: Billed
  /** Whether the same call may succeed later without paying twice. */
  readonly retryable: boolean

  constructor(name: string, code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    Object.defineProperty(this, 'name', { value: name, enumerable: false, configurable: true })
    this.code = code
    this.provider = details.provider
    const requestId = details.requestId ?? details.handle?.requestId
    if (requestId !== undefined) this.requestId = requestId
    if (details.handle !== undefined) this.handle = details.handle
    this.billed = details.billed ?? 'no'
    this.retryable = details.retryable ?? false
  }

  readonly [brand] = true

  /** Whether a value is an error of this class, also when another copy of the package made it. */
  static is<E extends KontextError>(this: abstract new (...args: never[]) => E, value: unknown): value is E {
    return value instanceof this
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass of the user's own has no codes of its own: it is recognized the ordinary way.
    if (!Object.hasOwn(this, 'codes')) return Function.prototype[Symbol.hasInstance].call(this, value)
    if (typeof value !== 'object' || value === null || !(brand in value) || !('code' in value)) return false
    return this.codes === undefined || this.codes.some((code) => code === value.code)
  }

  /** A plain object with the message, for logs; `JSON.stringify` calls it. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this)
  }
}
