// A longer delay makes timers fire at once. (nodejs.org/api/timers.html, TIMEOUT_MAX)
const longestMs = 2 ** 31 - 1
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/**
 * How long an answer asks to wait, in milliseconds: seconds, or an HTTP date measured against the `Date` header of
 * the same answer, never against the local clock. Undefined when it does not say, or not in a way one can use.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  // Azure and OpenAI send milliseconds beside the seconds; those are rounded. (openai-node src/client.ts)
  const exact = decimal(headers.get('retry-after-ms'))
  const ms = exact ?? untilMs(headers.get('retry-after'), headers)
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), longestMs)
}

/** When that is, as ISO 8601 by the clock of whoever answered; undefined when the answer has no `Date`. */
export function retryAt(headers: Headers): string | undefined {
  const [ms, now] = [retryAfterMs(headers), httpDate(headers.get('date'))]
  return ms === undefined || now === undefined ? undefined : new Date(now + ms).toISOString()
}

function untilMs(value: string | null, headers: Headers): number | undefined {
  const seconds = decimal(value)
  if (seconds !== undefined) return seconds * 1000
  const until = httpDate(value)
  const now = httpDate(headers.get('date'))
  return until === undefined || now === undefined ? undefined : until - now
}

function decimal(value: string | null): number | undefined {
  return value !== null && /^\d{1,15}(\.\d{1,6})?$/.test(value.trim()) ? Number(value) : undefined
}

// The three forms of RFC 9110, section 5.6.7. `Date.parse` would take "soon 5" for a day in May.
const dateForm =
  /^[A-Z][a-z]{2,8},? (?:(\d\d)[ -]([A-Z][a-z]{2})[ -](\d{4}|\d\d) (\d\d):(\d\d):(\d\d) GMT|([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4}))$/

function httpDate(text: string | null): number | undefined {
  const [, day, month, year, h, m, s, otherMonth, otherDay, oh, om, os, otherYear] =
    dateForm.exec(text?.trim() ?? '') ?? []
  const at = months.indexOf(month ?? otherMonth ?? '?') / 3
  const [d, hour, minute, second] = [day ?? otherDay, h ?? oh, m ?? om, s ?? os].map(Number)
  if (d === undefined || hour === undefined || minute === undefined || second === undefined) return undefined
  // A leap second is a second.
  if (!Number.isInteger(at) || at < 0 || d < 1 || d > 31 || hour > 23 || minute > 59 || second > 60)
    return undefined
  return Date.UTC(fullYear(Number(year ?? otherYear)), at, d, hour, minute, second)
}

// RFC 9110 takes two digits for a year at most 50 ahead; until 2069 that is this.
function fullYear(year: number): number {
  return year > 99 ? year : year + (year < 70 ? 2000 : 1900)
}
