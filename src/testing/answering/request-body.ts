import type { Violation } from '../../contracts/exchange.ts'
import type { MockRequest } from '../exchange.ts'

/** What came in as a body. */
export type RequestBody =
  | { readonly kind: 'json'; readonly value: unknown; /** As it came. */ readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly violation: Violation }

const utf8 = new TextDecoder()

/** Parses a request's body as the JSON a contract asks for. Only a POST has one; what comes along with a look is no business of a contract. */
export function readRequestBody({ method, headers, body }: MockRequest): RequestBody {
  if (method !== 'POST' || body.length === 0) return { kind: 'none' }
  const type = headers['content-type'] ?? ''
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    const found = type === '' ? 'left out' : JSON.stringify(type)
    return unreadable(['header', 'content-type'], `must be application/json, not ${found}`)
  }
  const text = utf8.decode(body)
  try {
    return { kind: 'json', value: JSON.parse(text), text }
  } catch (error) {
    return unreadable(['body'], `is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function unreadable(location: readonly string[], message: string): RequestBody {
  return { kind: 'unreadable', violation: { location, keyword: 'json', message } }
}
