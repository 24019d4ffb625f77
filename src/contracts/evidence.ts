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

const strength: Readonly<Record<Origin['kind'], number>> = { inferred: 0, public: 1, document: 2 }

/**
 * What stands behind a place of a contract: its own statement, else the weakest of those below it. The first question
 * about a file reads all of its statements, each further one is a lookup; so a file is not to be changed afterwards.
 */
export function evidenceAt(file: EvidenceFile, pointer: string): Evidence | undefined {
  const behind = statementsBehind.get(file) ?? indexOf(file)
  statementsBehind.set(file, behind)
  const found = behind.get(pointer)
  if (found === undefined) return undefined
  const { kind, at, source } = found
  return { pointer, kind, at, ...(source === undefined ? {} : { source }) }
}

type Behind = ReadonlyMap<string, Statement>

const statementsBehind = new WeakMap<EvidenceFile, Behind>()

function indexOf({ statements }: EvidenceFile): Behind {
  const behind = new Map<string, Statement>()
  for (const [pointer, statement] of Object.entries(statements)) {
    for (const above of pointersAbove(pointer)) {
      const weakest = behind.get(above)
      if (weakest === undefined || strength[statement.kind] < strength[weakest.kind])
        behind.set(above, statement)
    }
  }
  for (const [pointer, statement] of Object.entries(statements)) behind.set(pointer, statement)
  return behind
}

/** `/a/b/c` is below `/a/b`, `/a` and the whole contract, whose pointer is empty. */
function pointersAbove(pointer: string): readonly string[] {
  return Array.from(pointer.matchAll(/\//g), ({ index }) => pointer.slice(0, index))
}
