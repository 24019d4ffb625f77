import { plainText } from '../plain-text.ts'

const longest = 1_000

/** What somebody else said: on one line, capped, nothing unseen. The style keeps its direction to itself. */
export function said(text: string): string {
  return plainText(text, longest)
}
