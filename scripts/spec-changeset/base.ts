import type { Git } from './git.ts'

/** The commit to compare with. */
export interface Base {
  readonly commit: string
  /** As people call it, in messages. */
  readonly name: string
}

/** Why there is nothing to compare with. */
export class NoBase extends Error {}

/** The commit that was asked for; of a branch that went on meanwhile, the commit where HEAD left it. */
export async function namedBase(git: Git, name: string): Promise<Base> {
  const refuse = (fact: string, remedy: string): never => {
    throw new NoBase(`Failed to compare with ${JSON.stringify(name)}: ${fact}. ${remedy}`)
  }
  const example = 'Give a commit, a branch or a tag: --since main'
  if (name === '' || name.startsWith('-')) return refuse('that is no name of a commit', example)
  const commit = await git.commit(name)
  if (commit !== undefined) return { commit: (await git.lastInCommon(commit, 'HEAD')) ?? commit, name }
  if (!(await git.isRepository()))
    return refuse('this is no git repository', 'Run it in a clone of the project')
  return (await git.isShallow())
    ? refuse('no such commit is in this clone, which is shallow', 'Get the others: git fetch --unshallow')
    : refuse('there is no such commit', example)
}

/** The parent of the commit that is checked out, the first one of a merge: what CI compares with unless told. */
export async function parentBase(git: Git): Promise<Base> {
  const commit = await git.commit('HEAD^')
  if (commit !== undefined) return { commit, name: 'HEAD^' }
  if (!(await git.isRepository())) throw new NoBase('this is no git repository')
  throw new NoBase(
    (await git.isShallow())
      ? 'the clone has no commit before HEAD. Get it: git fetch --deepen=1'
      : 'there is no commit before HEAD',
  )
}
