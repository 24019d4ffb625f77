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
  /** By JSON pointer into the contract. */
  readonly statements: Readonly<Record<string, Statement>>
  readonly repairs: readonly Repair[]
  readonly removed: readonly Removal[]
}

/** A place in a contract and what stands behind it. */
export interface Evidence {
  /** JSON pointer into the contract. */
  readonly pointer: string
  /** The weakest of all statements there: `inferred` before `public` before `document`. */
  readonly kind: Origin['kind']
  /** The statement at the pointer, or the first of the weakest below it: `file:line:column`. */
  readonly at: string
  /** The page, source file or reason behind it, where `at` is a line of ours. */
  readonly source?: string
}

const weakestFirst: readonly Origin['kind'][] = ['inferred', 'public', 'document']

/** What stands behind a place of a contract: its own statement, else all of those below it. */
export function evidenceAt({ statements }: EvidenceFile, pointer: string): Evidence | undefined {
  const own = statements[pointer]
  const all =
    own === undefined
      ? Object.entries(statements).flatMap(([at, statement]) =>
          at.startsWith(`${pointer}/`) ? [statement] : [],
        )
      : [own]
  const kind = weakestFirst.find((weak) => all.some((statement) => statement.kind === weak))
  const found = all.find((statement) => statement.kind === kind)
  if (kind === undefined || found === undefined) return undefined
  const { at, source } = found
  return { pointer, kind, at, ...(source === undefined ? {} : { source }) }
}
