import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { mockedProviders } from 'kontext-sdk/testing'
import { ContractDocument, hashOf, valueAt } from 'kontext-sdk/contracts'
import { checkContract } from './gate/check-contract.ts'
import { BrokenContractError, type Finding } from './gate/finding.ts'

/** Where the contract of a provider lies. */
export interface ContractFile {
  readonly provider: string
  /** Absolute path. */
  readonly path: string
  /** How messages name it. */
  readonly shown: string
  /** It belongs to the installed SDK: `npm run generate` and the SDK's tests have checked it. */
  readonly shipped: boolean
}

/** The contracts a mock serves, each as it is now. */
export class Contracts {
  readonly #documents: Map<string, ContractDocument>

  constructor(documents: Iterable<readonly [string, ContractDocument]>) {
    this.#documents = new Map(documents)
  }

  /** The contract of a provider; undefined where there is none. */
  of(provider: string): ContractDocument | undefined {
    return this.#documents.get(provider)
  }

  /** Puts a contract in the place of the one before. Jobs and connections do not notice. */
  replace(provider: string, document: ContractDocument): void {
    this.#documents.set(provider, document)
  }
}

const layout = 'contract.openapi.yaml'

/**
 * The contracts of every provider: those of the `kontext-sdk` that is installed beside this package, so that the mock
 * cannot disagree with the client; or those under `directory`, laid out as `generated/` is.
 */
export function contractFiles(directory?: string): readonly ContractFile[] {
  const find = createRequire(import.meta.url)
  return mockedProviders().map(({ id: provider }) => {
    if (directory === undefined) {
      const path = find.resolve(`kontext-sdk/contracts/${provider}.openapi.yaml`)
      return { provider, path, shown: `generated/${provider}/${layout}`, shipped: true }
    }
    const path = resolve(directory, provider, layout)
    return { provider, path, shown: fromHere(path), shipped: false }
  })
}

/** The shorter way to write a path, for people: relative to where they stand, unless it leads away from there. */
function fromHere(path: string): string {
  const way = relative(process.cwd(), path)
  return way.startsWith('..') ? path : way
}

/**
 * Reads contracts and holds each against everything that must be true of one. A contract of the installed SDK that
 * is still what its manifest says has been checked where it was made, and is not even parsed here.
 * @throws BrokenContractError with every mistake of every contract
 */
export function loadContracts(files: readonly ContractFile[]): Contracts {
  const findings: Finding[] = []
  const loaded = files.map((file) => {
    const read = readContract(file)
    findings.push(...read.findings)
    return [file.provider, read.document] as const
  })
  if (findings.length > 0) throw new BrokenContractError(findings)
  return new Contracts(loaded)
}

/** A contract and what is wrong with it. */
export interface ReadContract {
  readonly document: ContractDocument
  readonly findings: readonly Finding[]
}

// Servers of one process share what they have read and compiled.
const known = new Map<string, ContractDocument>()

/** Reads one contract, and finds what is wrong with it. */
export function readContract({ provider, path, shown, shipped }: ContractFile): ReadContract {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const finding = {
      file: shown,
      line: 1,
      column: 1,
      rule: 'file',
      message,
      remedy: 'Run: npm run generate',
    }
    return { document: new ContractDocument(shown, ''), findings: [finding] }
  }
  const key = `${shown} ${hashOf(text)}`
  const before = known.get(key)
  if (before !== undefined) return { document: before, findings: [] }
  const document = new ContractDocument(shown, text)
  const findings = shipped && document.hash === generatedHash(provider, path) ? [] : checkContract(document)
  if (findings.length === 0) {
    if (known.size >= 64) known.clear()
    known.set(key, document)
  }
  return { document, findings }
}

/** The hash under which `npm run generate` wrote this contract, when there is its manifest. */
function generatedHash(provider: string, path: string): string | undefined {
  try {
    const text = readFileSync(join(dirname(path), '..', 'manifest.json'), 'utf8')
    const hash = valueAt(JSON.parse(text), ['outputs', `generated/${provider}/${layout}`])
    return typeof hash === 'string' ? hash : undefined
  } catch {
    return undefined
  }
}
