// Parameters that carry credentials, in an address or, percent-encoded, in the address of a webhook inside one.
const secret =
  /((?:[?&;]|%3F|%26|%3B)[^=&;%]*(?:auth|key|passw|secret|sig|token)[^=&;%]*(?:=|%3D))(?:(?!%26|%3B|%23)[^&;#])*/gi
const userInfo = /(\/\/|%2F%2F)(?:(?!%2F|%3F|%40)[^/?#&@])*(@|%40)/gi
const longestPath = 2_000

/** A path fit to be kept: without credentials, and not longer than 2,000 characters. */
export function safePath(path: string): string {
  const bare = path.replace(secret, '$1…').replace(userInfo, '$1…$2')
  return bare.length <= longestPath ? bare : `${bare.slice(0, longestPath)}…`
}
