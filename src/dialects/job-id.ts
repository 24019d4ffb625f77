import { asText } from '../narrow.ts'

/** The id of a job as a ticket says it: a text, or the digits of a whole number. */
export function readId(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : asText(value)
}

/** The id of a job by a URL of its own: `…/requests/{id}/status`. */
export function idInUrl(url: string | undefined): string | undefined {
  return /\/requests\/([^/?#]+)/.exec(url ?? '')?.[1]
}
