import { parseJson } from '../../http/parse-json.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import { streamEvents } from '../wire/stream-events.ts'
import type { SeenEvent, SeenStream } from './course.ts'
import { ask, pause, type JobWatch } from './job-watch.ts'

// Four times as long as the client trusts a stream that says nothing. (src/waiting/poll.ts)
const longestStreamMs = 120_000
const mostOpens = 8
const opensAfterAccident = 3
const tickMs = 1_000

/** Listens to the stream of a job from its submit on; undefined where the provider has none. */
export async function watchStream(job: JobWatch): Promise<SeenStream | undefined> {
  for (let opens = 1; ; opens += 1) {
    const exchange = await listen(job)
    if (exchange === undefined) return undefined
    if (opens >= opensFor(exchange)) return { exchange, events: eventsOf(job, exchange) }
    await pause(job, 300 + 200 * opens)
  }
}

/** How often a stream is opened that was answered so. */
function opensFor({ answer, failure }: CheckExchange): number {
  const status = answer?.status ?? 0
  // Of a job a few hundred milliseconds old there is no stream yet. (specs/dialects/fal-queue.yaml)
  if (status === 404 || status === 405) return mostOpens
  const accident = (status === 0 && failure?.kind !== 'timeout') || status === 429 || status >= 500
  return accident ? opensAfterAccident : 1
}

/** The time goes on while it is listened: a stream that is silent must come to its limit on every clock. */
async function listen(job: JobWatch): Promise<CheckExchange | undefined> {
  const { clock, signal } = job.run
  const over = new AbortController()
  const stop = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal])
  const listening = ask(job, 'stream', {
    about: 'listen to the stream',
    headers: { accept: 'text/event-stream' },
    timeoutMs: longestStreamMs,
  }).finally(() => over.abort())
  void passTime()
  return listening

  async function passTime(): Promise<void> {
    try {
      while (!stop.aborted) await clock.sleep(tickMs, stop)
    } catch {
      // It is over, or the whole run is; the request says which.
    }
  }
}

function eventsOf({ dialect, run }: JobWatch, { answer }: CheckExchange): readonly SeenEvent[] {
  if (answer?.status !== 200) return []
  return streamEvents(answer.text).map((text) => {
    const data = jsonOf(text)
    const reading = dialect.readStatus(data, run.subject.descriptor.states)
    return { data, ...(reading === undefined ? {} : { reading }) }
  })
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
