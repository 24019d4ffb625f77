const longestMs = 2 ** 31 - 1

/**
 * How long an answer asks to wait, in milliseconds: seconds, or an HTTP date measured against the `Date` header of
 * the same answer, never against the local clock. Undefined when it does not say, or not in a way one can use.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,15}(\.\d{1,6})?$/.test(value)) return Math.min(Number(value) * 1000, longestMs)
  const until = httpDate(value)
  const now = httpDate(headers.get('date') ?? '')
  if (until === undefined || now === undefined) return undefined
  return Math.min(Math.max(until - now, 0), longestMs)
}

function httpDate(text: string): number | undefined {
  const ms = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}
