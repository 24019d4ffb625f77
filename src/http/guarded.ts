import { onAbort } from './abort.ts'
import type { Clock } from '../clock.ts'

/** What a single request may take. */
export interface Guard<T> {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  /** After an abort the request goes on for so long, though nobody waits for it; what still comes goes to `take`. */
  readonly late?: { readonly ms: number; readonly take: (value: T) => void } | undefined
}

/** A single request took longer than its own limit; the job may go on. */
export class RequestTimeout extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`)
    this.name = 'RequestTimeout'
  }
}

/**
 * Runs one request so that it cannot hang: it ends at once with the caller's reason on abort and with a
 * {@link RequestTimeout} when its time is over, also where the `fetch` in use ignores its signal.
 */
export function guarded<T>(run: (signal: AbortSignal) => Promise<T>, guard: Guard<T>): Promise<T> {
  const { clock, timeoutMs, signal, late } = guard
  const controller = new AbortController()
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    let take: (value: T) => void = resolve
    const end = (reason: unknown) => {
      take = () => undefined
      stopSignal()
      reject(reason)
      controller.abort(reason)
    }
    let stopClock = clock.after(timeoutMs, () => end(new RequestTimeout(timeoutMs)))
    const stopSignal = onAbort(signal, () => {
      stopClock()
      if (late === undefined) {
        end(signal?.reason)
        return
      }
      take = late.take
      reject(signal?.reason)
      stopClock = clock.after(late.ms, () => end(signal?.reason))
    })
    const settle = () => {
      stopClock()
      stopSignal()
    }
    run(controller.signal).then(
      (value) => {
        settle()
        take(value)
      },
      (error: unknown) => {
        settle()
        reject(error)
      },
    )
  })
}
