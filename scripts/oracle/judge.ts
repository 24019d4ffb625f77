import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ContractDocument, type Contract } from 'kontext-sdk/contracts'
import { isAtLeast, severityOf, type Finding, type Severity } from 'kontext-sdk/diff'
import { parse, stringify } from 'yaml'
import { isObject, type JsonObject } from '../lib/json.ts'
import { types } from '../stages/types.ts'
import type { Change } from './change.ts'
import { ConsumerCompiler } from './compile-consumer.ts'

type Diff = (before: Contract, after: Contract) => readonly Finding[]

/** What the compiler and the diff say of one change. */
export interface Judged {
  readonly change: Change
  /** The compiler's first complaint; absent when the consumer compiles. */
  readonly complaint?: string
  /** The highest severities among the findings; absent where there is none. */
  readonly wire?: Severity
  readonly types?: Severity
  /** Rules of the findings, each once. */
  readonly rules: readonly string[]
  /** What is wrong with that. */
  readonly wrong: readonly string[]
}

interface Before {
  readonly tree: JsonObject
  readonly contract: Contract
  readonly compiler: ConsumerCompiler
}

/** Holds a diff of contracts against the TypeScript compiler, a change at a time. */
export class Oracle {
  readonly #diff: Diff
  readonly #before = new Map<string, Before>()

  constructor(diff: Diff) {
    this.#diff = diff
  }

  /** A contract as it is before any change. */
  contractOf(provider: Change['provider']): JsonObject {
    return structuredClone(this.#beforeOf(provider).tree)
  }

  /** Makes the change, compiles the consumer with the types of the contract that it makes, and compares. */
  async judge(change: Change): Promise<Judged> {
    const { tree, contract, compiler } = await this.#given(change)
    const changed = structuredClone(tree)
    change.apply(changed)
    const text = asText(changed)
    if (text === asText(tree)) throw new Error(`Failed to judge "${change.name}": it changes nothing.`)
    const [complaint] = compiler.complaints(await types(changed))
    return judged(change, complaint, this.#diff(contract, asContract(change.provider, text)))
  }

  async #given({ name, provider, given }: Change): Promise<Before> {
    const before = this.#beforeOf(provider)
    if (given === undefined) return before
    const tree = structuredClone(before.tree)
    given(tree)
    const [complaint] = before.compiler.complaints(await types(tree))
    if (complaint === undefined) return { ...before, tree, contract: asContract(provider, asText(tree)) }
    throw new Error(`Failed to judge "${name}": the consumer does not compile before it: ${complaint}.`)
  }

  #beforeOf(provider: string): Before {
    const known = this.#before.get(provider)
    if (known !== undefined) return known
    const path = fileURLToPath(new URL(`../../generated/${provider}/contract.openapi.yaml`, import.meta.url))
    const text = readFileSync(path, 'utf8')
    const tree: unknown = parse(text)
    if (!isObject(tree)) throw new Error(`Failed to read ${path}: it holds no object. Run: npm run generate`)
    const contract = asContract(provider, text)
    const made = { tree, contract, compiler: new ConsumerCompiler(provider) }
    this.#before.set(provider, made)
    return made
  }
}

/** In its own order, for order is one of the things that change. */
function asText(tree: JsonObject): string {
  return stringify(tree, { aliasDuplicateObjects: false })
}

function asContract(id: string, text: string): Contract {
  return { id, document: new ContractDocument(`${id}.yaml`, text) }
}

/** Weighs what the compiler says against what the diff says. */
export function judged(change: Change, complaint: string | undefined, findings: readonly Finding[]): Judged {
  const highest = (side: 'wire' | 'types'): Severity | undefined =>
    findings
      .map((finding) => finding[side])
      .reduce<Severity | undefined>(
        (most, one) => (most !== undefined && isAtLeast(most, one) ? most : one),
        undefined,
      )
  const [wire, typed] = [highest('wire'), highest('types')]
  return {
    change,
    ...(complaint === undefined ? {} : { complaint }),
    ...(wire === undefined ? {} : { wire }),
    ...(typed === undefined ? {} : { types: typed }),
    rules: [...new Set(findings.map(({ rule }) => rule))],
    wrong: [...wrongOf(change, { compiles: complaint === undefined, wire, types: typed })],
  }
}

interface Rated {
  readonly compiles: boolean
  readonly wire: Severity | undefined
  readonly types: Severity | undefined
}

function* wrongOf({ wire: least, why }: Change, { compiles, wire, types: typed }: Rated): Generator<string> {
  if (!compiles && typed !== 'major')
    yield `breaks the consumer, but is rated ${typed ?? 'no difference'} for types`
  if (least === 'same') {
    if (wire !== undefined) yield 'is the same on the wire, but there are findings'
    return
  }
  if (wire === undefined || typed === undefined) {
    yield 'is not found'
    return
  }
  if (least === 'text') {
    const rated = severityOf({ wire, types: typed })
    if (rated !== 'patch') yield `changes words for people, but is rated ${rated}`
  } else if (!isAtLeast(wire, least)) yield `is ${least} on the wire, but is rated ${wire}`
  const explained = why !== undefined
  if (compiles && typed === 'major' && !explained)
    yield 'is rated major for types though the consumer compiles. Say why in the catalog'
  if (explained && (!compiles || typed !== 'major')) yield 'says why it is rated major for types, and is not'
}

/** Whether a change breaks the consumer and is rated as if it did not. */
export function isUnderRated({ complaint, types }: Judged): boolean {
  return complaint !== undefined && types !== 'major'
}
