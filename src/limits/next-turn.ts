/** How much one API key may do at once, for all clients of this process that use the key at the same address. */
export interface Limits {
  /**
   * Jobs at the same time, an integer from 1 up. A job counts from its submit until its result is there; one whose
   * result nobody waits for, until its `timeoutMs` is over; a resumed one not at all.
   * @default no limit of ours; a 429 that speaks of concurrency sets one
   */
  concurrent?: number | undefined
  /**
   * Submits per second, above 0; 0.5 is one every two seconds. Looks and downloads do not count.
   * @default no limit
   */
  perSecond?: number | undefined
}

/** What is known of a key. Times in milliseconds since 1970. */
export interface KeyUse {
  /** Jobs that have not ended. */
  readonly running: number
  /** When the first of them is taken for ended, whatever comes. */
  readonly nextEnd: number
  /** When the key was used, oldest first. */
  readonly submits: readonly number[]
  /** Until when the provider asked to wait. */
  readonly pausedUntil: number
  /** How many jobs at once the provider was seen to take. */
  readonly learned: number
}

/** Go now, or look again after `ms`, sooner when a job ends. */
export type Turn =
  | { readonly do: 'go' }
  | { readonly do: 'wait'; readonly for: 'slot' | 'turn' | 'pause'; readonly ms: number }

/** Whether the first in the queue may submit. */
export function nextTurn(
  { running, nextEnd, submits, pausedUntil, learned }: KeyUse,
  { concurrent = Infinity, perSecond = Infinity }: Limits,
  now: number,
): Turn {
  const wait = (what: 'slot' | 'turn' | 'pause', until: number): Turn => ({
    do: 'wait',
    for: what,
    ms: Math.max(1, until - now),
  })
  if (pausedUntil > now) return wait('pause', pausedUntil)
  if (running >= Math.floor(Math.min(concurrent, learned))) return wait('slot', nextEnd)
  // At most `burst` in any window; a rate below one has a longer window.
  const burst = Math.max(1, Math.floor(perSecond))
  const next = (submits.at(-burst) ?? -Infinity) + (burst / perSecond) * 1000
  return next > now ? wait('turn', next) : { do: 'go' }
}
