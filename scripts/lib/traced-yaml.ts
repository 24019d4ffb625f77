import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import { StageError } from './diagnostic.ts'
import { EvidenceTable, type Evidence, type EvidenceKind, type Traced } from './evidence.ts'
import { isObject, type Json, type JsonObject } from './json.ts'

/** Where a piece of YAML stands in its file. */
export interface YamlPlace {
  readonly file: string
  /** Line of the file on which the text begins. @default 1 */
  readonly firstLine?: number
  /** Kind of evidence of a statement that carries no `x-evidence`. */
  readonly kind: EvidenceKind
}

const kinds: readonly string[] = ['document', 'public', 'inferred'] satisfies EvidenceKind[]

/**
 * Parses YAML into plain values that know their lines. A mapping's `x-evidence: { kind, source }` speaks for
 * everything in the mapping and does not enter the value.
 */
export function parseTracedYaml(text: string, place: YamlPlace): Traced {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const firstLine = place.firstLine ?? 1
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: line + firstLine - 1, column: col }
  }
  // A warning is a tag nobody knows, which would get lost.
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) {
    throw new StageError(
      ...problems.map((error) => ({
        severity: 'error' as const,
        rule: 'yaml',
        file: place.file,
        ...position(error.pos[0]),
        message: error.message,
      })),
    )
  }
  const evidence = new EvidenceTable()
  const fail = (rule: string, message: string, offset: number): never => {
    throw new StageError({ severity: 'error', rule, file: place.file, ...position(offset), message })
  }
  const evidenceIn = (node: unknown, said: Pick<Evidence, 'kind' | 'source'>): typeof said =>
    isMap(node)
      ? saidBy(node.get('x-evidence', true), said, (message, offset) => fail('x-evidence', message, offset))
      : said
  const anchors = new Map<string, number>()
  const used = new Set<string>()
  const open = new Set<unknown>()
  const convert = (node: unknown, said: Pick<Evidence, 'kind' | 'source'>): Json => {
    if (isAlias(node)) {
      const meant = node.resolve(document)
      if (meant === undefined || open.has(meant))
        return fail(
          'yaml',
          `*${node.source} refers to nothing. Quote the value if it is text.`,
          startOf(node),
        )
      used.add(node.source)
      return convert(meant, said)
    }
    // Of an anchor nobody refers to, only the name would be lost: the author may have meant a text.
    if (isScalar(node) && node.anchor !== undefined) anchors.set(node.anchor, startOf(node))
    if ((isScalar(node) || isCollection(node)) && node.tag === '!')
      fail('yaml', 'the tag "!" says nothing. Quote the value if it is text.', startOf(node))
    if (!isCollection(node)) return scalarOf(node)
    open.add(node)
    const made = convertCollection(node, said)
    open.delete(node)
    return made
  }
  const convertCollection = (node: unknown, said: Pick<Evidence, 'kind' | 'source'>): Json => {
    if (isSeq(node)) {
      const list: Json[] = []
      for (const [index, item] of node.items.entries()) {
        list.push(convert(item, said))
        evidence.set(list, index, { ...said, file: place.file, ...position(startOf(item)) })
      }
      return list
    }
    if (isMap(node)) {
      const object: JsonObject = {}
      const own = evidenceIn(node, said)
      for (const pair of node.items) {
        // The parser reads `a: [b]: c` as two entries, the second of which has no key.
        if (isScalar(pair.key) && pair.key.value === null && pair.key.source === '')
          fail('yaml', 'an entry has no key. Quote the value before it.', startOf(pair.key))
        const name = isAlias(pair.key) ? pair.key.resolve(document) : pair.key
        if (!isScalar(name))
          fail('yaml', 'a mapping or a list is no key. Quote the value if it is text.', startOf(pair.key))
        convert(pair.key, own)
        const key = isScalar(name) ? String(name.value) : ''
        if (key === 'x-evidence') continue
        object[key] = convert(pair.value, own)
        const known = evidenceIn(pair.value, own)
        evidence.set(object, key, { ...known, file: place.file, ...position(startOf(pair.key)) })
      }
      return object
    }
    return null
  }
  const tree = convert(document.contents, { kind: place.kind })
  for (const [name, offset] of anchors) {
    if (!used.has(name))
      fail('yaml', `nothing refers to the anchor &${name}. Quote the value if it is text.`, offset)
  }
  if (!isObject(tree)) {
    throw new StageError({
      severity: 'error',
      rule: 'yaml',
      file: place.file,
      line: firstLine,
      message: 'not a mapping',
    })
  }
  return { tree, evidence }
}

function scalarOf(node: unknown): Json {
  const value: unknown = isScalar(node) ? node.value : null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function startOf(node: unknown): number {
  const range = (node as Node | null)?.range
  return range?.[0] ?? 0
}

function saidBy(
  node: unknown,
  inherited: Pick<Evidence, 'kind' | 'source'>,
  refuse: (message: string, offset: number) => never,
): Pick<Evidence, 'kind' | 'source'> {
  if (!isMap(node))
    return node === undefined
      ? inherited
      : refuse('x-evidence must be a mapping { kind, source }', startOf(node))
  const kind: unknown = node.get('kind')
  const source: unknown = node.get('source')
  if (!isKind(kind)) return refuse(`x-evidence.kind must be one of ${kinds.join(', ')}`, startOf(node))
  if (typeof source !== 'string' || source === '')
    return refuse('x-evidence.source must say where the fact comes from', startOf(node))
  return { kind, source }
}

function isKind(value: unknown): value is EvidenceKind {
  return typeof value === 'string' && kinds.includes(value)
}
