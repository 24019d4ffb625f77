import { readFileSync } from 'node:fs'

/** Where one statement of a contract comes from, as `generated/<id>/evidence.json` has it. */
export interface Origin {
  readonly kind: 'document' | 'public' | 'inferred'
  /** `file:line:column`, from the root of the package. */
  readonly at: string
  readonly source?: string
  /** The rule of the pipeline that made or moved the statement. */
  readonly rule?: string
  /** The overlay action that moved it, as `file:line`. */
  readonly action?: string
  /** Why an overlay made or moved it. */
  readonly reason?: string
  /** The rule by which its line was repaired. */
  readonly repair?: string
  /** Further lines that say the same, as `file:line`. */
  readonly witnesses?: readonly string[]
  readonly replaced?: unknown
  /** Where what was replaced came from. */
  readonly was?: Origin
}

/** One leaf of a contract. */
export interface Statement extends Origin {
  readonly says: unknown
}

/** A line of a document that did not parse. */
export interface Repair {
  readonly file: string
  readonly rule: string
  readonly line: number
  readonly before: string
  readonly after: string
}

/** What an overlay took out of a contract. */
export interface Removal {
  readonly file: string
  readonly line: number
  readonly target: string
  readonly kind: Origin['kind']
  readonly source: string
  readonly reason: string
}

/** `generated/<id>/evidence.json`. */
export interface EvidenceFile {
  readonly statements: Readonly<Record<string, Statement>>
  readonly repairs: readonly Repair[]
  readonly removed: readonly Removal[]
}

/** A line, or some, of a file of the package. */
export interface Quote {
  readonly file: string
  readonly line: number
  readonly lines: readonly string[]
}

/** The files a package brings to explain itself: the evidence of its contracts, and what that points at. */
export class PackageFiles {
  readonly #root: URL
  readonly #lines = new Map<string, readonly string[]>()

  /** @param root the package, as a URL that ends in a slash */
  constructor(root: URL) {
    this.#root = root
  }

  evidence(id: string): EvidenceFile {
    return JSON.parse(this.#read(`generated/${id}/evidence.json`)) as EvidenceFile
  }

  /** The lines a statement points at: `specs/x.yaml:3:7`, and up to `last` where it takes several. */
  quote(place: string, last?: number): Quote {
    const [, file = place, line = '1'] = /^(.*?):(\d+)(?::\d+)?$/.exec(place) ?? []
    const first = Number(line)
    const text = this.#lines.get(file) ?? this.#read(file).split('\n')
    this.#lines.set(file, text)
    return { file, line: first, lines: text.slice(first - 1, Math.max(first, last ?? first)) }
  }

  #read(path: string): string {
    return readFileSync(new URL(path, this.#root), 'utf8')
  }
}
