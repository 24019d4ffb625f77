import { exactJson } from './exact-json.ts'
import type { MockReply } from '../exchange.ts'

const utf8 = new TextEncoder()

/** A reply of JSON; `seed` are the exact digits of the seed in it. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  seed?: string,
): MockReply {
  const text = body === undefined ? '' : exactJson(body, seed)
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: utf8.encode(text),
  }
}

/** What the mock itself has to say, in the words of no provider. */
export function problem(status: number, message: string): MockReply {
  return jsonReply(status, { message })
}

/** Whether the client gets all of a reply. */
export function isEntirelyWritten({ wire }: MockReply): boolean {
  return wire === undefined || wire.do === 'drip'
}
