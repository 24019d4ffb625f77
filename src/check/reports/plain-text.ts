// Controls could steer a terminal, break XML or turn a line around, and so could characters nobody sees.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** What a server said, fit for a report: one line, what cannot be seen written out, at most `longest` characters. */
export function plainText(text: string, longest = 400): string {
  const head = text.slice(0, longest).replace(unseen, shown)
  return text.length <= longest ? head : `${head}… (${text.length} characters)`
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return named[character] ?? `\\u{${code.toString(16)}}`
}
