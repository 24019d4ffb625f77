import type { Clock } from '../../clock.ts'

/** A run took longer than it may. */
export class RunTooLong extends Error {
  constructor(limitMs: number) {
    super(`it took longer than ${Math.round(limitMs / 1000)} s`)
    this.name = 'RunTooLong'
  }
}

/** What ends a run that takes too long. */
export interface RunLimit {
  /** Aborts with a {@link RunTooLong} at the limit, and as the user's own does. */
  readonly signal: AbortSignal
  /** Nobody waits for the limit any more. */
  lift(): void
}

/** Sets a limit to a run: servers that answer slowly, each time in time, would keep it for hours. */
export function limitRun(
  limitMs: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal | undefined },
): RunLimit {
  const over = new AbortController()
  const lift = clock.after(limitMs, () => over.abort(new RunTooLong(limitMs)))
  return { signal: signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]), lift }
}
