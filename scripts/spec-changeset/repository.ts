import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isObject, stringAt, type Json } from '../lib/json.ts'
import type { Base } from './base.ts'
import { isWrittenHere, stateIn, type Package } from './changeset.ts'
import { pathOfContract, providerOf, type Contracts } from './contract-change.ts'
import type { Git } from './git.ts'
import type { Present } from './plan.ts'

export const changesetFolder = '.changeset'

/** The contracts as they lie in the working tree. */
export async function contractsHere(root: string): Promise<Contracts> {
  const folders = await namesIn(join(root, 'generated'))
  const found = await Promise.all(
    folders.map(async (id) => ({ id, text: await textOf(join(root, pathOfContract(id))) })),
  )
  return new Map(found.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text] as const])))
}

/** The contracts as they were at a commit. */
export async function contractsAt(git: Git, { commit }: Base): Promise<Contracts> {
  const paths = await git.filesAt(commit, 'generated')
  const ids = paths.flatMap((path) => providerOf(path) ?? [])
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await git.textAt(commit, pathOfContract(id))] as const)),
  )
}

/** The changesets of this script that lie in the working tree, told apart by what was there at a commit. */
export async function changesetsHere(
  root: string,
  git: Git,
  { base, state }: { readonly base: Base; readonly state: string },
): Promise<readonly Present[]> {
  const old = new Set(await git.filesAt(base.commit, changesetFolder))
  const names = (await namesIn(join(root, changesetFolder))).filter((name) => name.endsWith('.md'))
  const texts = await Promise.all(names.map((name) => readFile(join(root, changesetFolder, name), 'utf8')))
  return names
    .map((name, index) => ({ name, text: texts[index] ?? '' }))
    .filter(({ text }) => isWrittenHere(text))
    .map((one) => ({
      ...one,
      old: old.has(`${changesetFolder}/${one.name}`) || stateIn(one.text) === state,
    }))
}

/** Name and version of the package, from its `package.json`. */
export async function packageHere(root: string): Promise<Package> {
  const path = join(root, 'package.json')
  const said = JSON.parse(await readFile(path, 'utf8')) as Json
  const [name, version] = [stringAt(said, 'name'), stringAt(said, 'version')]
  if (!isObject(said) || name === undefined || version === undefined)
    throw new Error(`Failed to read ${path}: it has no name and version.`)
  return { name, version }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
