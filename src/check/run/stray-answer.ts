import type { CheckAnswer } from '../wire/exchange.ts'

// A key that is refused, an account without money and a limit are told by whoever is right, if only as a page.
const spoken: ReadonlySet<number> = new Set([401, 402, 403, 407, 429])

/**
 * Whether an answer could come from any server on the web: of a path that is not there, a page for people, a way to
 * elsewhere, or no JSON at all where something went well.
 */
export function isStray(answer: CheckAnswer): boolean {
  const { status, body } = answer
  if (spoken.has(status)) return false
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) return true
  return isPage(answer) || (status < 300 && body === undefined)
}

/** A status and what came with it that is no JSON, for people: `200 with a page of HTML`. */
export function strayWords(answer: CheckAnswer): string {
  const { status, text, body } = answer
  if (isPage(answer)) return `${status} with a page of HTML`
  if (text === '') return `${status} with nothing`
  return body === undefined ? `${status} without JSON` : String(status)
}

function isPage({ headers, text }: CheckAnswer): boolean {
  return (
    headers['content-type']?.toLowerCase().startsWith('text/html') === true ||
    /^\s*<(?:!doctype|html)\b/i.test(text.slice(0, 1000))
  )
}
