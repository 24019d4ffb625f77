import type { Clock } from '../../clock.ts'
import { onAbort } from '../../http/abort.ts'

/** A signal that comes after another one. */
export interface LateStop {
  readonly signal: AbortSignal
  /** Nobody waits for it any more. */
  lift(): void
}

/** A signal that aborts `ms` milliseconds after the given one, for the same reason. */
export function stopLater(
  signal: AbortSignal | undefined,
  { clock, ms }: { readonly clock: Clock; readonly ms: number },
): LateStop {
  const late = new AbortController()
  let stopClock: () => void = () => undefined
  const stopSignal = onAbort(signal, () => {
    stopClock = clock.after(ms, () => late.abort(signal?.reason))
  })
  return {
    signal: late.signal,
    lift: () => {
      stopSignal()
      stopClock()
    },
  }
}
