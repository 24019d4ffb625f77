import { rm, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { namedBase, NoBase, parentBase, type Base } from './base.ts'
import { changesetFor, countText } from './changeset.ts'
import { changesOf, stateOf, UnreadableContract, type ContractChange } from './contract-change.ts'
import { Git, GitError } from './git.ts'
import { planFor, type Plan } from './plan.ts'
import { changesetFolder, changesetsHere, contractsAt, contractsHere, packageHere } from './repository.ts'

export interface Order {
  /** The folder of the package. */
  readonly root: string
  /** The commit to compare with; the parent of HEAD unless given, which a check alone may leave open. */
  readonly since?: string
  /** Writes nothing. */
  readonly check: boolean
}

/** How it went: 0 as it should be, 1 a check that failed, 2 wrong use. */
export interface Outcome {
  readonly code: 0 | 1 | 2
  readonly lines: readonly string[]
}

/** Keeps exactly one changeset for what changed in the contracts since a commit, or says whether there is one. */
export async function specChangeset(order: Order): Promise<Outcome> {
  const git = new Git(order.root)
  try {
    const base = order.since === undefined ? await parentBase(git) : await namedBase(git, order.since)
    const { changes, plan } = await planSince(order.root, git, base)
    return order.check ? checked(changes, plan, base) : await carriedOut(order.root, changes, plan, base)
  } catch (error) {
    if (error instanceof GitError)
      return wrongUse(
        error.absent
          ? 'Failed to run git: it is not installed. Install it, or run this where it is.'
          : `Failed to ask git: ${error.message}`,
      )
    if (error instanceof UnreadableContract) return wrongUse(error.message)
    if (!(error instanceof NoBase)) throw error
    if (order.since === undefined)
      return { code: 0, lines: [`Nothing to compare contracts with: ${error.message}.`] }
    return wrongUse(error.message)
  }
}

function wrongUse(message: string): Outcome {
  return { code: 2, lines: [message] }
}

interface Situation {
  readonly changes: readonly ContractChange[]
  readonly plan: Plan
}

async function planSince(root: string, git: Git, base: Base): Promise<Situation> {
  const [before, after, own] = await Promise.all([
    contractsAt(git, base),
    contractsHere(root),
    packageHere(root),
  ])
  const present = await changesetsHere(root, git, { base, state: stateOf(before) })
  const changes = changesOf(before, after)
  const wanted = changesetFor(changes, { own, state: stateOf(after) })
  return { changes, plan: planFor(wanted, present) }
}

function checked(changes: readonly ContractChange[], { write, remove }: Plan, base: Base): Outcome {
  if (write === undefined && remove.length === 0) return { code: 0, lines: [inOrder(changes, base)] }
  return {
    code: 1,
    lines: [
      `Failed to check the changeset of the contracts, compared with ${base.name}.`,
      ...(write === undefined ? [] : [`${summary(changes)}: ${pathOf(write.name)} is missing or stale.`]),
      ...remove.map((name) => `${pathOf(name)} tells of what is not so any more.`),
      `Run: npm run spec:changeset -- --since ${base.name}`,
    ],
  }
}

async function carriedOut(
  root: string,
  changes: readonly ContractChange[],
  { write, remove }: Plan,
  base: Base,
): Promise<Outcome> {
  for (const name of remove) await rm(join(root, pathOf(name)))
  if (write !== undefined) {
    await mkdir(join(root, changesetFolder), { recursive: true })
    await writeFile(join(root, pathOf(write.name)), write.text)
  }
  const lines = [
    ...remove.map((name) => `Removed ${pathOf(name)}: what it told of is not so any more.`),
    ...(write === undefined
      ? [inOrder(changes, base)]
      : [`Wrote ${pathOf(write.name)}: ${summary(changes)}.`]),
  ]
  return { code: 0, lines }
}

function inOrder(changes: readonly ContractChange[], { name }: Base): string {
  if (changes.length === 0) return `No contract changed since ${name}.`
  const told = changes.some(({ statements }) => statements.length > 0)
  return told
    ? `${summary(changes)} since ${name}: its changeset is there.`
    : `The contracts changed in form only since ${name}: nobody would notice, no changeset is needed.`
}

/** `fal changed (2 major), vtrix changed (1 patch)`. */
function summary(changes: readonly ContractChange[]): string {
  return changes
    .filter(({ statements }) => statements.length > 0)
    .map(({ provider, statements }) => `${provider} changed (${countText(statements)})`)
    .join(', ')
}

function pathOf(name: string): string {
  return `${changesetFolder}/${name}`
}
