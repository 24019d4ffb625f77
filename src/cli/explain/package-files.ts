import { readFileSync } from 'node:fs'
import type { EvidenceFile } from 'kontext-sdk/contracts'
import { readMatrix, type Matrix } from '../providers/matrix-file.ts'

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

  matrix(): Matrix {
    return readMatrix(this.#root)
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
