import { operationsOf, valueAt, type Contract } from 'kontext-sdk/contracts'
import type { DialectId, JobState, ProviderDescriptor } from 'kontext-sdk'
import type { MockOperation } from 'kontext-sdk/testing'
import { recordOf } from '../json-reply.ts'
import type { Asked, Changes, Mutant, MutantReply } from '../mutant.ts'

/** What a behaviour needs to know of the provider whose mock it changes. */
export interface Facts {
  readonly descriptor: ProviderDescriptor
  readonly contract: Contract
}

/** Something that a mock does wrong at every provider that has the thing at all. */
export interface Behaviour extends Pick<Mutant, 'about' | 'caughtBy' | 'scenario'> {
  /** Left out: every dialect. */
  readonly dialects?: readonly DialectId[]
  /** Only providers that have it. */
  readonly having?: (descriptor: ProviderDescriptor) => boolean
  /** Only providers with such a path among those that their contract names beside the own ones of a job. */
  readonly alsoAt?: (path: string, descriptor: ProviderDescriptor) => boolean
  readonly start?: (facts: Facts) => Changes
}

/** Behaviours by the last part of their names. */
export type Behaviours = Readonly<Record<string, Behaviour>>

/** Whether a provider has an operation beyond submit. */
export function offers(operation: 'cancel' | 'stream'): (descriptor: ProviderDescriptor) => boolean {
  return ({ operations }) => operations[operation] !== undefined
}

/** Whether a provider takes a wire field that stands for an option. */
export function takes(
  option: keyof ProviderDescriptor['options'],
): (descriptor: ProviderDescriptor) => boolean {
  return ({ options }) => options[option] !== undefined
}

/** The paths that a contract names for a status or a result beside their own. */
function otherPathsOf({ contract, descriptor }: Facts): readonly string[] {
  const { root } = contract.document
  const own = [descriptor.operations.status.path, descriptor.operations.result.path]
  return operationsOf(root)
    .filter(({ method, template }) => method === 'get' && own.includes(template))
    .flatMap(({ path }) => {
      const said = valueAt(root, [...path, 'x-also-at'])
      return Array.isArray(said) ? said.map(String) : []
    })
}

/** Whether a behaviour makes sense at a provider. */
export function fits(
  { dialects, having, alsoAt }: Pick<Behaviour, 'alsoAt' | 'dialects' | 'having'>,
  facts: Facts,
): boolean {
  const { descriptor } = facts
  if (dialects?.includes(descriptor.dialect) === false || having?.(descriptor) === false) return false
  return alsoAt === undefined || otherPathsOf(facts).some((path) => alsoAt(path, descriptor))
}

/** Changes the answers of one operation that have one status. */
export function onReply(
  operation: MockOperation,
  status: number,
  change: (reply: MutantReply, asked: Asked) => MutantReply | undefined,
): Changes {
  return {
    reply: (reply, asked) =>
      asked.operation === operation && reply.status === status ? change(reply, asked) : undefined,
  }
}

/** Our word for where the job of an answer stands. */
export function stateIn(reply: MutantReply, { descriptor }: Facts): JobState | undefined {
  const { status } = recordOf(reply)
  return typeof status === 'string' ? descriptor.states[status] : undefined
}

/** Id of an operation that takes edits. */
export function submitOf({ contract, descriptor }: Facts): string {
  const paths = Object.values(descriptor.models).map(({ path }) => path)
  const all = operationsOf(contract.document.root)
  return all.find(({ method, template }) => method === 'post' && paths.includes(template))?.id ?? ''
}

/** An answer of the contract's own example. */
export function exampleReply(
  { contract }: Facts,
  {
    operation,
    status,
    name,
  }: { readonly operation: string; readonly status: number; readonly name?: string },
): MutantReply {
  const content = operationsOf(contract.document.root)
    .find(({ id }) => id === operation)
    ?.answers.find(({ code }) => code === String(status))?.contents[0]
  const example = content?.examples.find((one) => name === undefined || one.name === name)
  if (content === undefined || example === undefined)
    throw new Error(
      `Failed to mutate ${contract.id}: its contract has no example ${operation} ${status} ${name ?? ''}.`,
    )
  return {
    status,
    headers: { 'content-type': content.mediaType },
    body: new TextEncoder().encode(
      typeof example.value === 'string' ? example.value : JSON.stringify(example.value),
    ),
  }
}
