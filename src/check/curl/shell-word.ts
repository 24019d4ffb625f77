/** A text as one word of a shell, which changes nothing in it. (POSIX, Shell Command Language, 2.2.2 and 2.6.1) */
export function shellWord(text: string): string {
  return /^[\w./:@%+,=-][\w./:@%+,=~-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A text as one word of a shell, which puts variables in and changes nothing else. (2.2.3) */
export function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"`]/g, '\\$&')}"`
}
