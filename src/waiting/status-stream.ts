import { onAbort } from '../http/abort.ts'
import type { StatusReading } from '../dialects/dialect.ts'
import { pathsOf } from './follow-up.ts'
import type { JobHandle } from '../handle.ts'
import { asRecord } from '../narrow.ts'
import { parseJson } from '../http/parse-json.ts'
import { toBytes } from '../http/read-body.ts'
import { createEventReader } from './server-sent-events.ts'
import type { Session } from '../session.ts'

/** Why a stream is over: `early` and `refused` say that there is none, `early` that there may be one later. */
type StreamEnd = 'early' | 'refused' | 'over'

// A stream that works says at once where the job stands; a network that buffers says nothing.
const helloMs = 3_000
// Until a ping was seen. Pings may come faster than anybody can hear them.
const usualGapMs = 5_000
const shortestGapMs = 500
const maxEventChars = 256 * 1024
const maxBytes = 10 * 1024 * 1024

/** A stream of statuses, from its opening to its end. It never throws but in `wait`. */
export class StatusStream {
  /** Why it is over, once it is. */
  end: StreamEnd | undefined
  readonly #session: Session
  readonly #controller = new AbortController()
  #news: StatusReading[] = []
  #aliveAt: number
  #limitMs = helloMs
  #pinged = false
  #wake: () => void = () => undefined

  constructor(session: Session, handle: JobHandle) {
    this.#session = session
    this.#aliveAt = session.clock.now()
    session.experience.streams--
    session.requests++
    this.#run(handle).then(
      (end) => this.#finish(end),
      () => this.#finish('over'),
    )
  }

  /** For how much longer its silence is nothing to worry about: until two signs of life are missed. */
  get trustedMs(): number {
    return this.#aliveAt + this.#limitMs - this.#session.clock.now()
  }

  /** The statuses that came since it was last asked. */
  take(): readonly StatusReading[] {
    return this.#news.splice(0)
  }

  /** Waits until there is something to take, until its end, or so long. @throws the reason of the signal on abort */
  async wait(ms: number): Promise<void> {
    const { clock, signal } = this.#session
    signal?.throwIfAborted()
    if (this.#news.length > 0 || this.end !== undefined) return
    const stop = new AbortController()
    this.#wake = () => stop.abort()
    const forget = onAbort(signal, this.#wake)
    await clock.sleep(ms, stop.signal).catch(() => undefined)
    forget()
    signal?.throwIfAborted()
  }

  /** Ends it: the connection is closed, whatever the provider has in mind. */
  close(): void {
    this.#finish('over')
  }

  #finish(end: StreamEnd): void {
    if (this.end !== undefined) return
    this.end = end
    this.#session.experience.streams++
    this.#controller.abort()
    this.#wake()
  }

  async #run(handle: JobHandle): Promise<StreamEnd> {
    const { transport, provider } = this.#session
    const [path = ''] = pathsOf('stream', handle, provider)
    const { signal } = this.#controller
    const response = await transport.open({ method: 'GET', path, requestId: handle.requestId, signal })
    const { status, headers, body } = response
    const isStream = /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')
    if (status === 200 && isStream && body !== null) {
      await this.#read(body)
      return 'over'
    }
    body?.cancel().catch(() => undefined)
    // What says nothing about streams: the key, a rate limit, a gateway without its server.
    if ([401, 403, 408, 429].includes(status) || (status >= 500 && status !== 501)) return 'over'
    return status === 404 || status === 405 ? 'early' : 'refused'
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader()
    const stop = () => void reader.cancel().catch(() => undefined)
    const forget = onAbort(this.#controller.signal, stop)
    const events = createEventReader(maxEventChars)
    const decoder = new TextDecoder()
    let size = 0
    try {
      while (this.end === undefined) {
        const { done, value } = await reader.read()
        const bytes = toBytes(value) ?? new Uint8Array()
        size += bytes.length
        const piece = decoder.decode(bytes, { stream: !done })
        if (bytes.length > 0) this.#live(piece)
        // What stands there without the blank line that ends an event may be whole all the same.
        for (const data of events.read(done ? `${piece}\n\n` : piece)) this.#hear(data)
        if (done || size > maxBytes) return
      }
    } finally {
      forget()
      stop()
    }
  }

  #live(piece: string): void {
    const now = this.#session.clock.now()
    // fal sends `: ping`. Only between two with nothing else is the pace of pings: one may announce a status.
    const isPing = /^\s*:/.test(piece) && !/[\r\n]data/.test(piece)
    if (this.#limitMs === helloMs) this.#limitMs = 2 * usualGapMs
    else if (isPing && this.#pinged) this.#limitMs = 2 * Math.max(shortestGapMs, now - this.#aliveAt)
    this.#pinged = isPing
    this.#aliveAt = now
    // It may be trusted for less long than somebody waits.
    this.#wake()
  }

  #hear(data: string): void {
    const { dialect, provider } = this.#session
    let body: unknown
    try {
      body = parseJson(data)
    } catch {
      return
    }
    const record = asRecord(body) ?? {}
    const isStatus = 'status' in record
    const status = isStatus ? dialect.readStatus(body, provider.capabilities.states) : undefined
    // An error about the stream itself, which may go on saying nothing; its status may be one of HTTP.
    const isWord = status !== undefined && (status.state !== 'unknown' || status.ended === true)
    if (!isWord && ('error' in record || 'detail' in record)) {
      this.close()
      return
    }
    if (status === undefined) return
    this.#news.push(status)
    this.#wake()
  }
}
