import type { Finding } from 'kontext-sdk/diff'

/** What is said of the same operations, in one place. */
export interface Group {
  /** The operations, or that it is about all. */
  readonly title: string
  readonly lines: readonly Line[]
}

/** A finding under the name of its operation. */
export interface Line {
  readonly finding: Finding
  /** Its message without the operation. */
  readonly text: string
}

/** Findings by their operations: first those about the whole contract, then in the order of the first of each. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Line[]>([[whole, []]])
  for (const finding of findings) {
    const title = titleOf(finding)
    const lines = groups.get(title) ?? []
    lines.push({ finding, text: textOf(finding) })
    groups.set(title, lines)
  }
  return [...groups].flatMap(([title, lines]) => (lines.length === 0 ? [] : [{ title, lines }]))
}

const whole = 'The whole contract'
const mostNamed = 4

function titleOf({ operation, alsoIn = [] }: Finding): string {
  if (operation === undefined) return whole
  const all = [operation, ...alsoIn]
  const named = all.length <= mostNamed + 1 ? all : all.slice(0, mostNamed)
  const more = all.length - named.length
  return `${named.join(', ')}${more === 0 ? '' : ` and ${String(more)} more`}`
}

/** Messages name the operation first; it stands above them here. */
function textOf({ operation, message }: Finding): string {
  if (operation === undefined || !message.startsWith(operation)) return message
  return message.slice(operation.length).replace(/^(?: and \d+ more)?: /, '')
}
