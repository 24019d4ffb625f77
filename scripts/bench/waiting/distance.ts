/** What a client sent, and when, in milliseconds since 1970. */
export interface Sent {
  readonly at: number
  readonly submits: boolean
}

/** How far away the provider is. */
export interface Distance {
  /** Half of it passes before a request is sent, half before its answer is seen. */
  readonly roundTripMs: number
  /** Whether each piece of a stream takes its way too; if not, its opening alone does. */
  readonly pieces: boolean
}

/** A `fetch` to a provider that is far away, and all that was sent with it. */
export function createDistantFetch({ roundTripMs, pieces }: Distance) {
  const sent: Sent[] = []
  const half = () => new Promise((resolve) => setTimeout(resolve, roundTripMs / 2))
  const send: typeof fetch = async (input, init) => {
    sent.push({ at: Date.now(), submits: init?.method?.toUpperCase() === 'POST' })
    await half()
    const response = await fetch(input, init)
    const { body, headers } = response
    const streams = headers.get('content-type')?.startsWith('text/event-stream') ?? false
    const seen = pieces && streams && body !== null ? new Response(delayed(body, half), response) : response
    await half()
    return seen
  }
  return { fetch: send, sent }
}

// Each piece arrives as much later as any other, in order.
function delayed(body: ReadableStream<Uint8Array>, half: () => Promise<unknown>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const pump = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read()
      void half().then(() => {
        // The reader may have gone in the meantime.
        try {
          if (done) controller.close()
          else controller.enqueue(value)
        } catch {
          return
        }
      })
      if (done) return
    }
  }
  return new ReadableStream({
    start: (controller) => void pump(controller).catch((error: unknown) => controller.error(error)),
    cancel: (reason) => reader.cancel(reason),
  })
}
