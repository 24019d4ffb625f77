import { evidenceAt, toPointer, type Contract, type JsonPath } from '../contracts/index.ts'
import { isAtLeast, severityOf, type Finding, type Side } from './finding.ts'
import { messageOf, type Voice } from './message.ts'
import { rules, type Rule, type RuleId } from './rules.ts'

/** A place of a contract and what stands there; without a value it is where the thing is missing. */
export interface Spot {
  readonly path: JsonPath
  readonly value?: unknown
}

/** A difference as it is found. */
export interface Entry {
  readonly rule: RuleId
  /** Id of the operation. */
  readonly operation?: string
  /** What it is about, such as `request field guidance_scale`. */
  readonly where: string
  /** What was, and what is, in words. */
  readonly from?: string
  readonly to?: string
  readonly before: Spot
  readonly after: Spot
}

/** Collects differences. What several operations share is one finding. */
export class FindingList {
  readonly #before: Contract
  readonly #after: Contract
  readonly #voice: Voice
  readonly #found = new Map<string, { readonly entry: Entry; readonly operations: string[] }>()

  constructor(before: Contract, after: Contract, voice: Voice) {
    this.#before = before
    this.#after = after
    this.#voice = voice
  }

  add(entry: Entry): void {
    const key = `${entry.rule} ${toPointer(entry.before.path)} ${toPointer(entry.after.path)}`
    const known = this.#found.get(key)
    const operations = entry.operation === undefined ? [] : [entry.operation]
    if (known === undefined) this.#found.set(key, { entry, operations })
    else known.operations.push(...operations.filter((id) => !known.operations.includes(id)))
  }

  /** What was found, what breaks first; of the same severity in the order it was found. */
  toFindings(): readonly Finding[] {
    const findings = [...this.#found.values()].map(({ entry, operations }) =>
      this.#finding(entry, operations),
    )
    return findings.toSorted(
      (a, b) =>
        Number(isAtLeast(severityOf(b), severityOf(a))) - Number(isAtLeast(severityOf(a), severityOf(b))),
    )
  }

  #finding(entry: Entry, [operation, ...alsoIn]: readonly string[]): Finding {
    const { rule } = entry
    const { wire, types }: Rule = rules[rule]
    return {
      rule,
      wire,
      types,
      message: messageOf(entry, {
        others: alsoIn.length,
        voice: this.#voice,
        names: { before: this.#before.id, after: this.#after.id },
      }),
      ...(operation === undefined ? {} : { operation }),
      ...(alsoIn.length === 0 ? {} : { alsoIn }),
      before: sideOf(this.#before, entry.before),
      after: sideOf(this.#after, entry.after),
    }
  }
}

/** A place of a contract with its line and its evidence. */
export function sideOf({ id, document, evidence }: Contract, { path, value }: Spot): Side {
  const pointer = toPointer(path)
  const found = value === undefined || evidence === undefined ? undefined : evidenceAt(evidence, pointer)
  return {
    contract: id,
    pointer,
    ...(value === undefined ? {} : { value }),
    place: document.place(path),
    ...(found === undefined ? {} : { evidence: { kind: found.kind, at: found.at } }),
  }
}
