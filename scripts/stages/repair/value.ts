import { CST, Lexer, type ErrorCode } from 'yaml'

type TokenType = CST.TokenType | 'error'

/** A token of the lexer; offsets count from the start of the text that was lexed. */
interface Token {
  readonly type: TokenType
  readonly source: string
  readonly offset: number
}

/** What stands behind a key or a dash, as the lexer sees it. */
export interface Value {
  /** The first token that is no anchor and no tag: a scalar, an alias, a bracket, something that cannot stand here. */
  readonly head: TokenType | 'none'
  readonly source: string
  /** Anchors and tags before the head. */
  readonly properties: readonly string[]
  /** What the parser has against the head by itself. */
  readonly faults: ReadonlySet<ErrorCode>
  /** The first token behind the head that is no space, line end or comment. */
  readonly next: Token | undefined
  /** Two braces without a space between them open the value. */
  readonly doubleBrace: boolean
  /** Offset of what is a comment to YAML. */
  readonly comment: number | undefined
  /** A number sign stands in a quotation that never ends, so that nobody can tell whether it begins a comment. */
  readonly unsure: boolean
}

/** Tokens of a text that stands in the middle of a block; the lexer would take a `%` at its very start for a directive. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let offset = -1
  let scalar = false
  for (const source of new Lexer().lex(` ${text}`)) {
    const type = CST.tokenType(source)
    if (source === CST.DOCUMENT || source === CST.SCALAR) {
      scalar = source === CST.SCALAR
      continue
    }
    if (source === CST.FLOW_END) found.push({ type: 'flow-error-end', source: '', offset })
    else found.push({ type: scalar ? 'scalar' : (type ?? 'error'), source, offset })
    if (source !== CST.FLOW_END) offset += source.length
    scalar = false
  }
  return found
}

/** Reads the value that a piece of YAML begins with. */
export function readValue(text: string): Value {
  const all = tokens(text)
  const solid = all.filter(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment')
  const first = solid.findIndex(({ type }) => type !== 'anchor' && type !== 'tag')
  const head = solid[first]
  const properties = solid.slice(0, first === -1 ? solid.length : first).map(({ source }) => source)
  const behind = head === undefined ? [] : solid.slice(first + lengthOf(head, solid.slice(first)))
  const second = solid[first + 1]
  return {
    head: head?.type ?? 'none',
    source: head?.source ?? '',
    properties,
    faults: head === undefined ? new Set() : faultsOf(head),
    next: behind[0],
    doubleBrace:
      head?.type === 'flow-map-start' &&
      second?.type === 'flow-map-start' &&
      second.offset === head.offset + 1,
    comment: all.find(({ type }) => type === 'comment')?.offset,
    unsure: solid.some((token) => /\s#/.test(token.source) && faultsOf(token).has('MISSING_CHAR')),
  }
}

/** How many tokens a value takes. */
function lengthOf(head: Token, following: readonly Token[]): number {
  if (head.type === 'block-scalar-header') return following[1]?.type === 'scalar' ? 2 : 1
  if (head.type !== 'flow-map-start' && head.type !== 'flow-seq-start') return 1
  let depth = 0
  for (const [index, { type }] of following.entries()) {
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1
    else if (type === 'flow-map-end' || type === 'flow-seq-end') depth -= 1
    if (depth === 0) return index + 1
  }
  return following.length
}

function faultsOf({ type, source, offset }: Token): ReadonlySet<ErrorCode> {
  const faults = new Set<ErrorCode>()
  if (type !== 'scalar' && type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return faults
  CST.resolveAsScalar({ type, source, offset, indent: 0 }, true, (_offset, code) => faults.add(code))
  return faults
}

/** The text of a key, without its quotes. */
export function keyText({ type, source, offset }: Token): string | undefined {
  if (type !== 'scalar' && type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar')
    return undefined
  const faults: ErrorCode[] = []
  const key = CST.resolveAsScalar({ type, source, offset, indent: 0 }, true, (_offset, code) =>
    faults.push(code),
  )
  return faults.length === 0 ? key.value : undefined
}
