/** Text for people: wrapped, indented, and with weight where the stream can show it. */
export class Page {
  readonly #lines: string[] = []
  readonly #width: number
  readonly #colour: boolean

  constructor({ width, colour }: { width: number; colour: boolean }) {
    this.#width = width
    this.#colour = colour
  }

  blank(): void {
    this.#lines.push('')
  }

  /** A line of its own; a JSON pointer breaks before a slash. */
  heading(text: string): void {
    for (const line of this.#wrap(text, { rest: 2, between: /(?=[ /])/ }))
      this.#lines.push(this.#style(line, 1))
  }

  text(text: string): void {
    this.#lines.push(...this.#wrap(text))
  }

  /** `  because   The document gives no default.` */
  entry(label: string, text: string): void {
    for (const [index, line] of this.#wrap(text, { first: indent, rest: indent }).entries()) {
      const start = index === 0 ? `  ${label.padEnd(indent - 2)}` : ''
      this.#lines.push(index === 0 ? this.#style(start, 2) + line.trimStart() : line)
    }
  }

  /** `  major patch  the operation has another path`, with what does not fit below the text. */
  item(label: string, text: string): void {
    const start = label === '' ? '  ' : `  ${label}  `
    const room = { first: start.length, rest: start.length }
    for (const [index, line] of this.#wrap(text, room).entries())
      this.#lines.push(index === 0 ? this.#style(start, 2) + line.trimStart() : line)
  }

  /** Below an item with that label: what explains it, in less weight. */
  aside(label: string, text: string): void {
    const start = label.length + (label === '' ? 4 : 6)
    for (const line of this.#wrap(text, { first: start, rest: start })) this.#lines.push(this.#style(line, 2))
  }

  /** Lines of a file, as they stand there. */
  quote(lines: readonly string[]): void {
    const shared = Math.min(...lines.map((line) => /^\s*/.exec(line)?.[0].length ?? 0))
    const bar = `${' '.repeat(indent)}${this.#style('| ', 2)}`
    for (const line of lines) {
      const room = { width: this.#width - indent - 2, rest: 2 }
      for (const piece of this.#wrap(line.slice(shared).trimEnd(), room)) this.#lines.push(bar + piece)
    }
  }

  /** Columns: the first two to the left, numbers to the right. */
  table(head: readonly string[], rows: readonly (readonly (number | string)[])[]): void {
    const widths = head.map((title, column) =>
      Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
    )
    const line = (cells: readonly (number | string)[]): string =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return column < 2 ? String(cell).padEnd(width) : String(cell).padStart(width)
        })
        .join('  ')
        .trimEnd()
    this.#lines.push(this.#style(line(head), 1), ...rows.map(line))
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`
  }

  #style(text: string, code: 1 | 2): string {
    return this.#colour ? `\u001b[${code}m${text}\u001b[22m` : text
  }

  #wrap(
    text: string,
    { first = 0, rest = 0, width = this.#width, between = /(?= )/ }: Wrapping = {},
  ): string[] {
    const lines: string[] = []
    for (const piece of text.split(between)) {
      const last = lines.at(-1)
      if (last === undefined) lines.push(' '.repeat(first) + piece)
      else if (last.length + piece.length <= width) lines[lines.length - 1] = last + piece
      else lines.push(' '.repeat(rest) + piece.trimStart())
    }
    return lines
  }
}

interface Wrapping {
  /** Indent of the first line. */
  readonly first?: number
  /** Indent of the lines after it. */
  readonly rest?: number
  readonly width?: number
  /** Where a line may end. @default before a space */
  readonly between?: RegExp
}

/** Where the text of an entry begins. */
const indent = 13
