/** How a text is broken into lines. */
export interface Wrapping {
  /** Columns of a line, indents included. */
  readonly width: number
  /** Before the first line. @default '' */
  readonly first?: string
  /** Before the lines after it. @default as many spaces as `first` has characters */
  readonly rest?: string
}

/** Lines of at most `width` columns: between words, before a slash of a long word, else anywhere. */
export function wrap(
  text: string,
  { width, first = '', rest = ' '.repeat(first.length) }: Wrapping,
): string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const piece of text.split(' ').flatMap((word) => pieces(word, width - rest.length))) {
    const gap = empty || piece.glued ? '' : ' '
    if (!empty && line.length + gap.length + piece.text.length > width) {
      lines.push(line)
      line = rest + piece.text
    } else line += gap + piece.text
    empty = false
  }
  return [...lines, line]
}

interface Piece {
  readonly text: string
  /** It goes on from the piece before it without a space. */
  readonly glued: boolean
}

function pieces(word: string, room: number): Piece[] {
  if (word.length <= room) return [{ text: word, glued: false }]
  const parts = word.split(/(?<=.)(?=\/)/).flatMap((part) => cut(part, Math.max(room, 1)))
  return parts.map((text, index) => ({ text, glued: index > 0 }))
}

function cut(part: string, room: number): readonly string[] {
  return part.match(new RegExp(`.{1,${room}}`, 'gsu')) ?? []
}
