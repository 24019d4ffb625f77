/** Lines of a file, counted from 1, the last included. */
export interface Lines {
  readonly path: string
  readonly first: number
  readonly last: number
}

/** `file:3` or `file:3-5`. */
export function placeText({ path, first, last }: Lines): string {
  return `${path}:${first}${last === first ? '' : `-${last}`}`
}

/** The lines that `file:3`, `file:3-5` or `file:3:7` means, the last with a column. */
export function readPlace(text: string): Lines {
  const [, path = text, first = '1', last = first] = /^(.*?):(\d+)(?:-(\d+)|:\d+)?$/.exec(text) ?? []
  return { path, first: Number(first), last: Number(last) }
}

/** Lines that touch become one range; those of one file go from top to bottom. */
export function joined(lines: readonly Lines[]): Lines[] {
  const paths = [...new Set(lines.map(({ path }) => path))]
  const ranges: Lines[] = []
  for (const path of paths) {
    const own = lines.filter((range) => range.path === path).sort((a, b) => a.first - b.first)
    for (const range of own) {
      const before = ranges.at(-1)
      if (before?.path === path && range.first <= before.last + 1)
        ranges[ranges.length - 1] = { ...before, last: Math.max(before.last, range.last) }
      else ranges.push(range)
    }
  }
  return ranges
}
