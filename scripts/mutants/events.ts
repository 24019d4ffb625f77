import { bytesOf, textOf } from './json-reply.ts'
import type { MutantReply } from './mutant.ts'

/** The data of the events of a stream, in order. */
export function eventsOf(reply: MutantReply): readonly unknown[] {
  return textOf(reply)
    .split('\n\n')
    .flatMap((block) =>
      block.startsWith('data: ') ? [JSON.parse(block.slice('data: '.length)) as unknown] : [],
    )
}

/** The same stream with other events. */
export function withEvents(reply: MutantReply, events: readonly unknown[]): MutantReply {
  const text = events.map((data) => `data: ${JSON.stringify(data)}\n\n`).join(': ping\n\n')
  return { ...reply, body: bytesOf(text) }
}
