import { createHash } from 'node:crypto'
import { ContractDocument, type Contract } from 'kontext-sdk/contracts'
import { diffContracts, severityOf, UnusableContract, type Finding, type Severity } from 'kontext-sdk/diff'
import { sentenceOf } from './sentence.ts'

/** Texts of contracts by the id of their provider. */
export type Contracts = ReadonlyMap<string, string>

/** A name for what all contracts together say, byte for byte. */
export function stateOf(contracts: Contracts): string {
  const sorted = [...contracts].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 12)
}

/** One thing that changed, as a changeset tells it. */
export interface Statement {
  readonly rule: string
  readonly severity: Severity
  readonly wire: Severity
  readonly types: Severity
  /** One sentence, with what was before and what is now. */
  readonly message: string
}

/** What changed at one provider. */
export interface ContractChange {
  readonly provider: string
  /** What breaks first; none where only the form changed. */
  readonly statements: readonly Statement[]
}

/** Every provider whose contract is not, byte for byte, what it was, by id. */
export function changesOf(before: Contracts, after: Contracts): readonly ContractChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return ids.flatMap((provider): ContractChange[] => {
    const [old, now] = [before.get(provider), after.get(provider)]
    if (old === now) return []
    return [{ provider, statements: statementsOf(provider, old, now) }]
  })
}

function statementsOf(
  provider: string,
  before: string | undefined,
  after: string | undefined,
): readonly Statement[] {
  if (before === undefined)
    return [{ ...alike('minor'), rule: 'provider-added', message: `The provider ${provider} is new.` }]
  if (after === undefined)
    return [{ ...alike('major'), rule: 'provider-removed', message: `The provider ${provider} is gone.` }]
  const findings = findingsOf(contractOf(provider, before), contractOf(provider, after))
  const told = findings.map((finding): Statement => {
    const { rule, wire, types } = finding
    return { rule, wire, types, message: sentenceOf(finding), severity: severityOf(finding) }
  })
  // One change of a schema that several places share can be found at each of them.
  return told.filter((one, index) => index === told.findIndex((other) => sameStatement(one, other)))
}

function sameStatement(one: Statement, other: Statement): boolean {
  return one.rule === other.rule && one.message === other.message
}

function alike(severity: Severity): Pick<Statement, 'severity' | 'types' | 'wire'> {
  return { severity, types: severity, wire: severity }
}

/** Says which contract is none, and where. */
export class UnreadableContract extends Error {}

function findingsOf(before: Contract, after: Contract): readonly Finding[] {
  try {
    return diffContracts(before, after)
  } catch (error) {
    throw error instanceof UnusableContract
      ? new UnreadableContract(`${error.message} Make it anew: npm run generate`)
      : error
  }
}

function contractOf(id: string, text: string): Contract {
  const document = new ContractDocument(pathOfContract(id), text)
  const [mistake] = document.mistakes
  if (mistake === undefined) return { id, document }
  const { file, line, column } = mistake.place
  throw new UnreadableContract(
    `Failed to read ${file}:${line}:${column}: ${mistake.message}. Make it anew: npm run generate`,
  )
}

/** Where the contract of a provider is kept. */
export function pathOfContract(id: string): string {
  return `generated/${id}/contract.openapi.yaml`
}

/** The provider whose contract a path is, if it is one. */
export function providerOf(path: string): string | undefined {
  return /^generated\/([^/]+)\/contract\.openapi\.yaml$/.exec(path)?.[1]
}
