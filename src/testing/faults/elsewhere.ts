import type { MockReply, MockRequest } from '../exchange.ts'
import { tinyPng } from './bytes.ts'

/** A request that reached a host that is not the provider's. */
export interface StrayRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** It carried something that only the provider may see in its headers. */
  readonly keySent: boolean
  readonly bodyBytes: number
}

/** A host that is not the provider's: it answers what a thief would answer, and remembers who came. */
export interface Elsewhere {
  answer(request: Pick<MockRequest, 'body' | 'headers' | 'method' | 'url'>): MockReply
  /** The last 1,000 requests, oldest first. */
  readonly requests: readonly StrayRequest[]
  /** How many of all requests carried a key. */
  readonly keys: number
}

const keyHeaders = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key', 'x-key']
const kept = 1_000

/** Origin of the other host where there is no network. */
export const elsewhereInProcess = 'https://elsewhere.example'

/** Makes the other host of a mock. */
export function createElsewhere(): Elsewhere {
  const requests: StrayRequest[] = []
  let keys = 0
  return {
    requests,
    get keys() {
      return keys
    },
    answer: ({ method, url, headers, body }) => {
      const keySent = keyHeaders.some((name) => headers[name] !== undefined)
      if (keySent) keys += 1
      requests.push({ method, path: url.slice(0, 2_000), keySent, bodyBytes: body.length })
      if (requests.length > kept) requests.shift()
      return url.endsWith('.png') ? picture : lure
    },
  }
}

const picture: MockReply = { status: 200, headers: { 'content-type': 'image/png' }, body: tinyPng }

// Whoever follows is told that everything went well.
const lure: MockReply = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode(
    JSON.stringify({ status: 'COMPLETED', request_id: 'elsewhere', id: 'elsewhere', images: [], output: [] }),
  ),
}
