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
  readonly indent: number
  readonly firstLine: number
  readonly lines: string[]
  readonly closed: boolean
}

/** What a line begins with that says which OpenAPI it is: in YAML, or in JSON on one line or several. */
const version = /^\s*(?:\{\s*)?["']?openapi["']?\s*:\s*["']?\d/

/** Finds the description in a document: a fenced block of a Markdown export, bare YAML or JSON, or page text. */
export function read(file: SourceFile): Staged<ReadDocument> {
  const content = file.text.replace(/^\uFEFF/, '')
  const lines = content.split(/\r?\n/)
  const fences = findFences(lines)
  const bare = bareDescription(content, lines, fences)
  const holding = bare?.indented === true ? [] : fences.filter((fence) => fence.lines.some(isVersion))
  const places = [...(bare === undefined ? [] : [bare.line]), ...holding.map(({ firstLine }) => firstLine)]
  const [, second] = places
  if (second !== undefined) {
    const named = `${places.slice(0, -1).join(', ')} and ${String(places.at(-1))}`
    throw new StageError({
      severity: 'error',
      rule: 'one-description',
      file: file.path,
      line: second,
      message: `${places.length === 2 ? 'two' : String(places.length)} places hold an OpenAPI description, at lines ${named}. Keep one document per description.`,
    })
  }
  const [fence] = holding
  if (fence !== undefined)
    return { value: fencedBlock(file.path, fence), diagnostics: unclosed(file.path, fence) }
  if (bare !== undefined)
    return { value: { form: 'yaml', file: file.path, text: content, firstLine: 1 }, diagnostics: [] }
  return {
    value: {
      form: 'page',
      file: file.path,
      lines: lines.map((text, index) => ({ number: index + 1, text })),
    },
    diagnostics: [],
  }
}

function isVersion(line: string): boolean {
  return version.test(line)
}

/**
 * Where a file that is itself YAML or JSON says its version, and whether its fences, if it has any, are indented:
 * those are examples within its texts.
 */
function bareDescription(
  content: string,
  lines: readonly string[],
  fences: readonly Fence[],
): { line: number; indented: boolean } | undefined {
  const fenced = (number: number): boolean =>
    fences.some(({ firstLine, lines: { length } }) => number >= firstLine - 1 && number <= firstLine + length)
  const isJson = /^\s*\{/.test(content)
  const index = lines.findIndex(
    (line, at) => isVersion(line) && (isJson || !/^\s/.test(line)) && !fenced(at + 1),
  )
  if (index === -1) return isJson ? { line: 1, indented: true } : undefined
  return { line: index + 1, indented: fences.every(({ indent }) => indent > 0) }
}

function fencedBlock(file: string, { lines, firstLine }: Fence): ReadDocument {
  return { form: 'yaml', file, text: `${lines.join('\n')}\n`, firstLine }
}

function unclosed(file: string, { closed, firstLine }: Fence): Diagnostic[] {
  if (closed) return []
  const message = 'the fence is never closed; read to the end of the file'
  return [{ severity: 'warning', rule: 'unclosed-fence', file, line: firstLine - 1, message }]
}

function findFences(lines: readonly string[]): Fence[] {
  const fences: Fence[] = []
  let open: { mark: string; indent: number; firstLine: number; lines: string[] } | undefined
  for (const [index, line] of lines.entries()) {
    // However far a list indents it. What a fence holds decides, not its language.
    const [, space = '', mark = '', info = ''] = /^( *)(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (open === undefined) {
      // ```a``` is a word in code, no fence.
      const opens = mark !== '' && !(mark.startsWith('`') && info.includes('`'))
      if (opens) open = { mark, indent: space.length, firstLine: index + 2, lines: [] }
    } else if (mark.startsWith(open.mark) && info.trim() === '' && space.length <= open.indent + 3) {
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
