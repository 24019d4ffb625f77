/** What stands before a provider says these whatever it is asked, and whatever its contract lists. (RFC 6585, RFC 9110) */
export function isBusy(status: number): boolean {
  return [429, 502, 503, 504].includes(status)
}
