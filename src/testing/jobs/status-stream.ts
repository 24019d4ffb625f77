import type { Clock } from '../../clock.ts'

/** Where a stream of statuses gets them, and how it waits between them. */
export interface StatusStreamOptions {
  /** The answer to the next look, as JSON, and whether nothing comes after it. */
  readonly look: () => Promise<{ readonly json: string; readonly ended: boolean }>
  /** When to look again, in milliseconds; undefined where only a comment can be sent. */
  readonly nextMs: () => number | undefined
  readonly clock: Pick<Clock, 'sleep'>
  /** How long the connection stays open after the last status. */
  readonly lingerMs: number
  readonly signal: AbortSignal | undefined
}

// fal sends comments in between so that nobody takes the connection for dead.
const pingMs = 15_000

/** Server-sent events: one for each status that is news, comments in between, the end after the last. */
export async function* statusStream({
  look,
  nextMs,
  clock,
  lingerMs,
  signal,
}: StatusStreamOptions): AsyncGenerator<Uint8Array, void> {
  const utf8 = new TextEncoder()
  let before = ''
  try {
    for (;;) {
      const { json, ended } = await look()
      if (json !== before) yield utf8.encode(`data: ${json}\n\n`)
      before = json
      if (ended) break
      const waitMs = nextMs()
      if (waitMs !== 0) await clock.sleep(Math.min(waitMs ?? pingMs, pingMs), signal)
      yield utf8.encode(': ping\n\n')
    }
    if (lingerMs > 0) await clock.sleep(lingerMs, signal)
  } catch (error) {
    // Nobody listens any more.
    if (signal?.aborted !== true) throw error
  }
}
