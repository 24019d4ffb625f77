/**
 * How a text of a server begins, in at most `longest` characters. A word is not torn: of a key that was, nobody could
 * tell afterwards that the rest is a piece of it.
 */
export function beginning(text: string, longest: number): string {
  if (text.length <= longest) return text
  const start = text.slice(0, longest - 1).replace(/[\p{L}\p{M}\p{N}\p{C}_-]+$/u, '')
  return `${start}…`
}
