import { tracingChannel } from 'node:diagnostics_channel'
import type { Exchange } from '../http/middleware.ts'

/** One edit, from the call to its result; `end` and `error` tell when it began and what became of it. */
export interface EditTrace {
  readonly provider: string
  readonly model?: string
  /** Only with `includePrompts`. */
  readonly prompt?: string
  /** Once it ended well. */
  result?: {
    readonly provider: string
    readonly requestId: string
    readonly images?: number
    readonly requests?: number
  }
  /** The error of this package, or the reason of an abort. */
  error?: unknown
}

/** One HTTP request. */
export interface ExchangeTrace extends Pick<
  Exchange,
  'operation' | 'provider' | 'attempt' | 'requestId' | 'method'
> {
  /** Host and port. Paths and queries of images are what gives access to them, so they are left out. */
  readonly host: string
  /** Once there was an answer. */
  result?: { readonly status: number }
  /** Name and code of what went wrong. */
  error?: unknown
}

/** `tracing:kontext-sdk:edit:start`, `:end`, `:asyncStart`, `:asyncEnd` and `:error`, each with an {@link EditTrace}. */
export const editChannel = /* @__PURE__ */ tracingChannel<unknown, EditTrace>('kontext-sdk:edit')

/** The same of `submit`, also where it is part of an edit. */
export const submitChannel = /* @__PURE__ */ tracingChannel<unknown, EditTrace>('kontext-sdk:submit')

/** The same of every HTTP request, each with an {@link ExchangeTrace}. */
export const exchangeChannel = /* @__PURE__ */ tracingChannel<unknown, ExchangeTrace>('kontext-sdk:exchange')
