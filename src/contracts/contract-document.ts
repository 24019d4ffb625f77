import { createHash } from 'node:crypto'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { isRecord, type JsonPath, type JsonRecord } from './json-tree.ts'

/** A place in a file. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Something YAML itself does not allow, or a document that holds no object. */
export interface YamlMistake {
  readonly place: Place
  readonly message: string
}

interface Parsed {
  readonly document: Document
  readonly lines: LineCounter
  readonly root: JsonRecord
}

/** A contract as its file says it: the tree, and where in the file each part of it stands. Parsed at the first look. */
export class ContractDocument {
  /** The file as messages name it. */
  readonly file: string
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string
  readonly text: string
  #parsed: Parsed | undefined

  constructor(file: string, text: string) {
    this.file = file
    this.hash = hashOf(text)
    this.text = text
  }

  /** The whole document; empty when it is no object. */
  get root(): JsonRecord {
    return this.#parse().root
  }

  /** What YAML does not allow, in the order of the file. */
  get mistakes(): readonly YamlMistake[] {
    const { document, lines } = this.#parse()
    const found = document.errors.map(({ pos, message }) => ({
      place: this.#placeOf(pos[0], lines),
      message: message.replace(/\.$/, ''),
    }))
    return found.length > 0 || isMap(document.contents)
      ? found
      : [{ place: { file: this.file, line: 1, column: 1 }, message: 'The document holds no mapping' }]
  }

  /** Where the key or item at `path` begins; of a path that leaves the tree, the last step that is there. */
  place(path: JsonPath): Place {
    const { document, lines } = this.#parse()
    let node: unknown = document.contents
    let offset = 0
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document)
      let key: unknown
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
        key = pair?.key
        node = pair?.value
      } else if (isSeq(node)) {
        key = node.items[Number(step)]
        node = key
      }
      if (!isNode(key)) break
      offset = key.range?.[0] ?? offset
    }
    return this.#placeOf(offset, lines)
  }

  #placeOf(offset: number, lines: LineCounter): Place {
    const { line, col } = lines.linePos(offset)
    return { file: this.file, line, column: col }
  }

  #parse(): Parsed {
    if (this.#parsed !== undefined) return this.#parsed
    const lines = new LineCounter()
    const document = parseDocument(this.text, { lineCounter: lines, prettyErrors: false })
    const tree: unknown = document.errors.length > 0 ? undefined : document.toJS()
    this.#parsed = { document, lines, root: isRecord(tree) ? tree : {} }
    return this.#parsed
  }
}

/**
 * SHA-256 of a text, in hexadecimal.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
