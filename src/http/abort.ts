interface Listener {
  readonly run: () => void
  readonly over: () => boolean
}

// One listener per signal, however many jobs wait on it: runtimes warn at the eleventh. (nodejs.org/api/events.html,
// MaxListenersExceededWarning) The signal holds its entry, so that an entry goes with its signal.
const hubs = new WeakMap<AbortSignal, { readonly listeners: Set<Listener>; readonly fire: () => void }>()

/**
 * Calls `run` when the signal aborts, at once if it has, unless the returned function is called before. `over` says
 * when nobody listens any more: such listeners are dropped when the next one comes.
 */
export function onAbort(
  signal: AbortSignal | undefined,
  run: () => void,
  over: () => boolean = () => false,
): () => void {
  if (signal === undefined) return () => undefined
  if (signal.aborted) {
    run()
    return () => undefined
  }
  const { listeners } = hubs.get(signal) ?? openHub(signal)
  for (const old of listeners) {
    if (!old.over()) break
    listeners.delete(old)
  }
  const listener = { run, over }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) closeHub(signal, listeners)
  }
}

/** The promise, or a rejection with the reason of the signal as soon as it aborts. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = onAbort(signal, () => reject(signal?.reason))
  })
  try {
    return await Promise.race([aborted, promise])
  } finally {
    stop()
  }
}

function openHub(signal: AbortSignal) {
  const listeners = new Set<Listener>()
  const fire = () => {
    hubs.delete(signal)
    for (const { run } of listeners) run()
    listeners.clear()
  }
  const hub = { listeners, fire }
  hubs.set(signal, hub)
  signal.addEventListener('abort', fire, { once: true })
  return hub
}

function closeHub(signal: AbortSignal, listeners: ReadonlySet<Listener>): void {
  const hub = hubs.get(signal)
  // A listener that was stopped late must not close the hub that came after its own.
  if (hub?.listeners !== listeners) return
  hubs.delete(signal)
  signal.removeEventListener('abort', hub.fire)
}
