/** Scheme and key of an Authorization header. */
export function readKey(
  header: string | undefined,
): { readonly scheme: string; readonly key: string } | undefined {
  if (header === undefined || header === '') return undefined
  const [, scheme = '', key = ''] = /^(\S+) +(\S+)$/.exec(header) ?? []
  return { scheme, key }
}

/** Any key is taken but one of zeros, which nobody has: `sk-0000`, `0000-0000:0000`. */
export function isNobodys(key: string): boolean {
  return /^(sk-)?[0:-]{8,}$/.test(key)
}
