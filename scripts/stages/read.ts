import { StageError, type Diagnostic, type Staged } from '../lib/diagnostic.ts'

/** A file as it lies on disk. */
export interface SourceFile {
  /** Path from the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/** What a document turned out to be. Lines count from 1 and are lines of the file. */
export type ReadDocument =
  | { readonly form: 'yaml'; readonly file: string; readonly text: string; readonly firstLine: number }
  | {
      readonly form: 'page'
      readonly file: string
      readonly lines: readonly { number: number; text: string }[]
    }

interface Fence {
  readonly info: string
  readonly firstLine: number
  readonly lines: string[]
  readonly closed: boolean
}

/** Finds the description in a document: a fenced block of a Markdown export, bare YAML or JSON, or page text. */
export function read(file: SourceFile): Staged<ReadDocument> {
  const lines = file.text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const fences = findFences(lines)
  const holding = fences.filter((fence) => fence.lines.some((line) => /^\s*"?openapi"?\s*:/.test(line)))
  const [fence, second] = holding
  if (fence !== undefined && second !== undefined) {
    throw new StageError({
      severity: 'error',
      rule: 'one-description',
      file: file.path,
      line: second.firstLine,
      message: `two fenced blocks hold an OpenAPI description, at lines ${String(fence.firstLine)} and ${String(second.firstLine)}. Keep one document per description.`,
    })
  }
  if (fence !== undefined) {
    const diagnostics: Diagnostic[] = fence.closed
      ? []
      : [
          {
            severity: 'warning',
            rule: 'unclosed-fence',
            file: file.path,
            line: fence.firstLine - 1,
            message: 'the fence is never closed; read to the end of the file',
          },
        ]
    return {
      value: {
        form: 'yaml',
        file: file.path,
        text: fence.lines.join('\n') + '\n',
        firstLine: fence.firstLine,
      },
      diagnostics,
    }
  }
  if (lines.some((line) => /^"?openapi"?\s*:/.test(line)) || /^\s*\{/.test(file.text)) {
    return { value: { form: 'yaml', file: file.path, text: file.text, firstLine: 1 }, diagnostics: [] }
  }
  return {
    value: {
      form: 'page',
      file: file.path,
      lines: lines.map((text, index) => ({ number: index + 1, text })),
    },
    diagnostics: [],
  }
}

function findFences(lines: readonly string[]): Fence[] {
  const fences: Fence[] = []
  let open: { mark: string; info: string; firstLine: number; lines: string[] } | undefined
  for (const [index, line] of lines.entries()) {
    const match = /^ {0,3}(`{3,}|~{3,})\s*(\S*)/.exec(line)
    if (open === undefined) {
      if (match) open = { mark: match[1] ?? '', info: match[2] ?? '', firstLine: index + 2, lines: [] }
    } else if (match?.[1]?.startsWith(open.mark) === true && match[2] === '') {
      fences.push({ ...open, closed: true })
      open = undefined
    } else {
      // An indented block keeps its indentation, which YAML does not mind: columns stay those of the file.
      open.lines.push(line)
    }
  }
  if (open !== undefined) fences.push({ ...open, closed: false })
  return fences
}
