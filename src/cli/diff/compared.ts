import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { providers, type ProviderDescriptor } from 'kontext-sdk'
import {
  ContractDocument,
  isRecord,
  readContract,
  type Contract,
  type EvidenceFile,
} from 'kontext-sdk/contracts'
import { CommandError } from '../command-error.ts'
import { nearest } from '../../nearest.ts'
import { GitRepository } from './git-repository.ts'

/** One of the two contracts that are compared. */
export interface Compared {
  readonly contract: Contract
  /** What the provider is as data, where the contract is that of a provider. */
  readonly provider?: ProviderDescriptor
  /** Whether its file is the one in the folder, so that a link leads there. */
  readonly linked: boolean
}

/** `fal`, `fal@HEAD~1`, or the path of a YAML file, as a contract. */
export async function readCompared(argument: string): Promise<Compared> {
  const [, id, ref] = /^([a-z][a-z0-9-]*)@(.*)$/s.exec(argument) ?? []
  if (id !== undefined && ref !== undefined) return atRef(id, ref)
  const provider = providerOf(argument)
  if (provider !== undefined) return { contract: readContract(argument), provider, linked: true }
  return { contract: await fromFile(argument), linked: true }
}

/** The contract of a provider as it stands in the repository around this folder now. */
export async function readCurrent({ contract }: Compared): Promise<Compared> {
  const id = contract.id.replace(/@.*$/s, '')
  const { root } = await GitRepository.around(process.cwd())
  const text = (path: string): Promise<string | undefined> =>
    readFile(join(root, path), 'utf8').catch(() => undefined)
  const found = await contractFrom(id, id, text)
  if (found !== undefined) return { contract: found, ...descriptorOf(id), linked: true }
  throw new CommandError(
    `Failed to compare ${contract.id}: ${fileOf(id)} is not there any more. Give what to compare it with, such as ${id}@HEAD.`,
    2,
  )
}

async function atRef(id: string, ref: string): Promise<Compared> {
  const repository = await GitRepository.around(process.cwd())
  const commit = await repository.commitOf(ref)
  const contract = await contractFrom(id, `${id}@${ref}`, (path) => repository.read(commit, path))
  if (contract !== undefined) return { contract, ...descriptorOf(id), linked: false }
  throw new CommandError(
    `Failed to read ${id}@${ref}: the repository has no ${fileOf(id)} there. Give a later ref, or another provider.`,
    2,
  )
}

function fileOf(id: string): string {
  return `generated/${id}/contract.openapi.yaml`
}

async function contractFrom(
  id: string,
  name: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<Contract | undefined> {
  const [text, evidenceText] = await Promise.all([read(fileOf(id)), read(`generated/${id}/evidence.json`)])
  if (text === undefined) return undefined
  const evidence = evidenceIn(evidenceText)
  const document = new ContractDocument(fileOf(id), text)
  return { id: name, document, ...(evidence === undefined ? {} : { evidence }) }
}

/** Evidence that can be read. An older repository may have none, or another kind: a contract can do without. */
function evidenceIn(text: string | undefined): EvidenceFile | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    // Written by this project with the contract beside it.
    return isRecord(value) && isRecord(value['statements']) ? (value as unknown as EvidenceFile) : undefined
  } catch {
    return undefined
  }
}

async function fromFile(path: string): Promise<Contract> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const isPath = /[/\\]|\.(ya?ml|json)$/i.test(path)
    const known = Object.keys(providers)
    const guesses = nearest(path, known)
    const guess = guesses.length === 0 ? '' : ` Did you mean ${guesses.join(' or ')}?`
    throw new CommandError(
      missing && !isPath
        ? `Failed to compare ${JSON.stringify(path)}: it is no provider and no file.${guess} Known providers: ${known.join(', ')}.`
        : `Failed to read ${JSON.stringify(path)}: ${missing ? 'there is no such file' : 'it cannot be read'}. Give a provider, one at a git ref such as fal@HEAD~1, or the path of a YAML file.`,
      2,
    )
  })
  return { id: path, document: new ContractDocument(path, text) }
}

function providerOf(id: string): ProviderDescriptor | undefined {
  const factory = Object.entries(providers).find(([name]) => name === id)?.[1]
  return factory?.({ baseUrl: 'https://relay.invalid' }).capabilities
}

function descriptorOf(id: string): { readonly provider?: ProviderDescriptor } {
  const provider = providerOf(id)
  return provider === undefined ? {} : { provider }
}
