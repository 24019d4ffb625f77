import { checkOptions, type OptionsOf } from '../option-table.ts'
import { systemClock, type Clock } from '../clock.ts'

/** How claims are kept. */
export interface ClaimOptions {
  /**
   * Milliseconds a request id stays taken, 0 or more. fal sends a delivery again for two hours.
   * @default 86_400_000
   */
  keepMs?: number | undefined
  /** @default the clock of this machine */
  clock?: Clock | undefined
}

const claimOptions: OptionsOf<ClaimOptions> = { keepMs: 'a number from 0 up', clock: 'a Clock' }

/**
 * Makes a `claim` for {@link verifyWebhook} that remembers in this process: true for the first delivery about a job,
 * false for every other.
 * @throws InputError for an option that is none of those above, or of another type
 */
export function createClaims(options: ClaimOptions = {}): (requestId: string) => boolean {
  checkOptions(options, { of: 'createClaims', takes: claimOptions, provider: 'fal' })
  const { keepMs = 86_400_000, clock = systemClock } = options
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
