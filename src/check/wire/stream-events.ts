import { createEventReader } from '../../waiting/server-sent-events.ts'

/**
 * The `data` of every event of a stream that was read to its end. What comes after the last blank line is no event.
 * (html.spec.whatwg.org, "Interpreting an event stream")
 */
export function streamEvents(text: string): readonly string[] {
  // How much of an answer is read has a limit of its own. (read-answer.ts)
  return createEventReader(Number.POSITIVE_INFINITY).read(text)
}
