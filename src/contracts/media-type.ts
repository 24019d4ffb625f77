/** The type of a Content-Type header without its parameters, in lower case. */
export function mediaTypeOf(header: string): string {
  const end = header.indexOf(';')
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase()
}

/** Whether a media type is what a contract lists: the same, or of the range it gives; `+json` is JSON. */
export function mediaTypesMatch(type: string, listed: string): boolean {
  if (type === listed) return true
  const [kind, sub] = parts(type)
  const [wantedKind, wantedSub] = parts(listed)
  if (kind === undefined || wantedKind === undefined) return false
  return (kind === wantedKind || wantedKind === '*') && (sub === wantedSub || wantedSub === '*')
}

function parts(type: string): readonly [string, string] | readonly [undefined, undefined] {
  const [, kind, sub] = /^([^/\s]+)\/(?:[^/\s]+\+)?([^+/\s]+)$/.exec(mediaTypeOf(type)) ?? []
  return kind === undefined || sub === undefined ? [undefined, undefined] : [kind, sub]
}
