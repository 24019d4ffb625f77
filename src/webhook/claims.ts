import { systemClock, type Clock } from '../clock.ts'

/** How claims are kept. */
export interface ClaimOptions {
  /**
   * Milliseconds a request id stays taken. fal sends a delivery again for two hours.
   * @default 86_400_000
   */
  keepMs?: number
  /** @default the clock of this machine */
  clock?: Clock
}

/**
 * Makes a `claim` for {@link verifyWebhook} that remembers in this process: true for the first delivery about a job,
 * false for every other.
 */
export function createClaims({ keepMs = 86_400_000, clock = systemClock }: ClaimOptions = {}): (
  requestId: string,
) => boolean {
  const taken = new Map<string, number>()
  return (requestId) => {
    const now = clock.now()
    // In the order they were taken: the first that is young ends the search.
    for (const [id, until] of taken) {
      if (until > now) break
      taken.delete(id)
    }
    if (taken.has(requestId)) return false
    taken.set(requestId, now + keepMs)
    return true
  }
}
