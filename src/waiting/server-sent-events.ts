/** Takes a piece of a stream and gives the `data` of each event that is complete. */
export interface EventReader {
  /** @throws EventTooLarge */
  read(piece: string): readonly string[]
}

/** An event was larger than its budget. */
export class EventTooLarge extends Error {}

/** Reads server-sent events piece by piece. (html.spec.whatwg.org, "Interpreting an event stream") */
export function createEventReader(maxChars: number): EventReader {
  let line = ''
  let data: string[] = []
  let size = 0
  // A CR may end a piece and its LF begin the next one.
  let afterCr = false
  return {
    read(piece) {
      const events: string[] = []
      const text = afterCr && piece.startsWith('\n') ? piece.slice(1) : piece
      if (piece !== '') afterCr = piece.endsWith('\r')
      const [head = '', ...lines] = text.split(/\r\n|\r|\n/)
      line += head
      for (const next of lines) {
        if (line === '' && data.length > 0) {
          events.push(data.join('\n'))
          data = []
          size = 0
        }
        const value = /^data(?:: ?(.*))?$/s.exec(line)
        if (value !== null) {
          data.push(value[1] ?? '')
          size += line.length
        }
        line = next
      }
      if (size + line.length > maxChars) throw new EventTooLarge()
      return events
    },
  }
}
