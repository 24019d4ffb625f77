import { systemClock, type Clock } from '../../clock.ts'

// What answers in this process needs a few turns of its loop for it, and sockets are heard in each.
const turns = 50
const turnMs = 1
const tickMs = 1_000

/**
 * Moves the time on until `over` aborts, for clocks that stand still while nobody sleeps: there a request that hangs
 * would never come to its limit. An answer that is on its way has many turns first, and comes at the same time.
 */
export async function passTime(clock: Clock, over: AbortSignal): Promise<void> {
  if (clock === systemClock) return
  for (let turn = 0; turn < turns && !over.aborted; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, turnMs))
  try {
    while (!over.aborted) await clock.sleep(tickMs, over)
  } catch {
    // It is over.
  }
}
