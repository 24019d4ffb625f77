import type { Clock } from './clock.ts'

/** What a single request may take. */
export interface Guard {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
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
export async function guarded<T>(run: (signal: AbortSignal) => Promise<T>, guard: Guard): Promise<T> {
  const { clock, timeoutMs, signal } = guard
  signal?.throwIfAborted()
  const controller = new AbortController()
  const end = (reason: unknown) => controller.abort(reason)
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  const onAbort = () => end(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  const stop = clock.after(timeoutMs, () => end(new RequestTimeout(timeoutMs)))
  try {
    return await Promise.race([ended, run(controller.signal)])
  } finally {
    stop()
    signal?.removeEventListener('abort', onAbort)
  }
}
