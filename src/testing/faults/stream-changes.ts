import type { MockReply } from '../exchange.ts'
import { utf8 } from './bytes.ts'
import type { Change, FaultContext } from './fault.ts'

/** Texts of a stream, one event each, without the blank line at their end. */
export type StreamEvents = AsyncIterable<string>

/** The stream written anew: what comes out goes to the wire piece by piece. */
export function stream(
  write: (events: StreamEvents, context: FaultContext) => AsyncIterable<string>,
): Change {
  return (reply, context) => ({ ...reply, body: encoded(write(eventsOf(reply), context)) })
}

/** Each event with another text for itself, ended by `end`. */
export function eachEvent(edit: (event: string) => string, end = '\n\n'): Change {
  return stream(async function* (events) {
    for await (const event of events) yield edit(event) + end
  })
}

/** A text before the events. */
export function eventFirst(text: string): Change {
  return stream(async function* (events) {
    yield text
    for await (const event of events) yield `${event}\n\n`
  })
}

/** A stream that is this text. */
export function streamOf(text: string): Change {
  return () => ({ status: 200, headers: { 'content-type': 'text/event-stream' }, body: utf8(text) })
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void> {
  for await (const text of texts) yield utf8(text)
}

async function* eventsOf({ body }: MockReply): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    yield* events
  }
  if (rest.trim() !== '') yield rest
}
