import { execFile } from 'node:child_process'
import { CommandError } from '../command-error.ts'

/** The largest file that is read out of a repository: contracts have a few hundred kilobytes with their evidence. */
const mostBytes = 32 * 1024 * 1024

/** The git repository around a folder. Never through a shell, never with a ref that could be taken for a flag. */
export class GitRepository {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** @throws CommandError when there is no git or no repository */
  static async around(folder: string): Promise<GitRepository> {
    const { ok, text } = await git(folder, ['rev-parse', '--show-toplevel'])
    if (ok) return new GitRepository(text.trim())
    throw new CommandError(
      `Failed to read a contract at a git ref: ${folder} is in no git repository that can be read. Run it inside the repository that has the ref.`,
      2,
    )
  }

  /**
   * The commit a ref means.
   * @throws CommandError when there is none
   */
  async commitOf(ref: string): Promise<string> {
    const refuse = (fact: string): never => {
      throw new CommandError(
        `Failed to find the git ref ${JSON.stringify(ref)}: ${fact}. Give a branch, a tag or a commit, such as HEAD~1.`,
        2,
      )
    }
    if (ref === '') refuse('it is empty')
    if (ref.startsWith('-')) refuse('it begins with "-"')
    if (/[\s:\p{Cc}]/u.test(ref)) refuse('it has a character that no ref has')
    const { ok, text } = await git(this.root, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${ref}^{commit}`,
    ])
    return ok ? text.trim() : refuse('the repository has no such ref')
  }

  /** A file as it was in a commit; undefined where it was not there. */
  async read(commit: string, path: string): Promise<string | undefined> {
    // Not "show": that lets the repository's attributes say how a file is to be read.
    const { ok, text } = await git(this.root, ['cat-file', 'blob', `${commit}:${path}`])
    return ok ? text : undefined
  }
}

function git(cwd: string, args: readonly string[]): Promise<{ readonly ok: boolean; readonly text: string }> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd, maxBuffer: mostBytes }, (error, stdout) => {
      if (error?.code === 'ENOENT') {
        const message =
          'Failed to read a contract at a git ref: there is no git on this machine. Install git, or give the path of a YAML file.'
        reject(new CommandError(message, 2))
      } else resolve({ ok: error === null, text: stdout })
    })
  })
}
