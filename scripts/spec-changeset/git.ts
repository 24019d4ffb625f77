import { execFile } from 'node:child_process'

/** What git did not do, with its own last words. */
export class GitError extends Error {
  /** `git` is not there at all. */
  readonly absent: boolean

  constructor(said: string, { absent }: { absent: boolean }) {
    super(said)
    this.name = 'GitError'
    this.absent = absent
  }
}

/** A git repository, seen from one of its folders. Read only. */
export class Git {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The commit a name stands for; undefined when there is none of that name, or no repository. */
  async commit(name: string): Promise<string | undefined> {
    try {
      const hash = await this.#run('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
      return hash.trim()
    } catch (error) {
      if (error instanceof GitError && !error.absent) return undefined
      throw error
    }
  }

  /** The last commit that two have in common; undefined where there is none, or where a clone left it out. */
  async lastInCommon(one: string, other: string): Promise<string | undefined> {
    try {
      return (await this.#run('merge-base', one, other)).trim()
    } catch (error) {
      if (error instanceof GitError && !error.absent) return undefined
      throw error
    }
  }

  /** Whether the folder belongs to a repository. */
  async isRepository(): Promise<boolean> {
    try {
      return (await this.#run('rev-parse', '--is-inside-work-tree')).trim() === 'true'
    } catch (error) {
      if (error instanceof GitError && !error.absent) return false
      throw error
    }
  }

  /** Whether commits were left out when the repository was cloned. */
  async isShallow(): Promise<boolean> {
    return (await this.#run('rev-parse', '--is-shallow-repository')).trim() === 'true'
  }

  /** Paths of all files under some folders at a commit, as seen from this folder. */
  async filesAt(commit: string, ...folders: readonly string[]): Promise<readonly string[]> {
    const listed = await this.#run('ls-tree', '-r', '-z', '--name-only', commit, '--', ...folders)
    return listed.split('\0').filter((path) => path !== '')
  }

  /** A file as it is at a commit. */
  textAt(commit: string, path: string): Promise<string> {
    return this.#run('show', `${commit}:./${path}`)
  }

  /** Without a shell: nothing in a name is a command. */
  #run(...args: readonly string[]): Promise<string> {
    const options = { cwd: this.#folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const
    return new Promise((resolve, reject) => {
      execFile('git', args, options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(new GitError(stderr.trim() || error.message, { absent: error.code === 'ENOENT' }))
      })
    })
  }
}
