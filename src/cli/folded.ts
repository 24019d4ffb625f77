/** Lines of at most so many columns: broken between words, and inside those that are too long. */
export function folded(text: string, columns = 76): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(...(word.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? ['']))
  }
  return lines
}
