import { spawn } from 'node:child_process'

/** A command to run, and how long. */
export interface ClientCommand {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** It is killed then, with everything it started. */
  readonly timeoutMs: number
  /** Kills it when aborted. */
  readonly signal?: AbortSignal
}

/** What became of a command. */
export interface ClientRun {
  /** Missing where a signal ended it. */
  readonly exitCode?: number
  /** The signal that ended it, unless it was ours. */
  readonly endedBy?: string
  /** It was still running when its time was over. */
  readonly hung: boolean
  readonly durationMs: number
  /** The last 2,000 characters it wrote to standard error. */
  readonly output: string
}

// What a shell says of a program that SIGILL, SIGABRT, SIGBUS, SIGFPE or SIGSEGV ended.
const signals: Readonly<Record<number, string>> = {
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  139: 'SIGSEGV',
}
const keptOutput = 2_000
// A group of processes is a thing of POSIX.
const groups = process.platform !== 'win32'

/**
 * Runs a command to its end, or kills it when its time is over.
 * @throws Error when it cannot be started
 * @throws the reason of `signal` when that is aborted
 */
export async function runClient(client: ClientCommand): Promise<ClientRun> {
  const { command, env, cwd, timeoutMs, signal } = client
  const [program = '', ...args] = command
  signal?.throwIfAborted()
  const startedAt = performance.now()
  const child = spawn(program, args, { env, cwd, detached: groups, stdio: ['ignore', 'ignore', 'pipe'] })
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-keptOutput)
  })
  const kill = (): void => {
    if (child.pid === undefined) return
    try {
      if (groups) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    } catch {
      // It had ended already.
    }
  }
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort()
    kill()
  }, timeoutMs)
  signal?.addEventListener('abort', kill)
  try {
    const [code, endedBy] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', (error) => {
        const message = `Failed to run ${program}: ${error.message}. Name a program that is there, after "--".`
        reject(new Error(message, { cause: error }))
      })
      // Not "close": what a client leaves behind would keep its output open.
      child.once('exit', (...ended) => resolve(ended))
    })
    signal?.throwIfAborted()
    // What it started must not go on asking.
    kill()
    const hung = late.signal.aborted
    const byShell = code === null ? undefined : signals[code]
    const killer = hung ? undefined : (endedBy ?? byShell)
    return {
      hung,
      output,
      durationMs: Math.round(performance.now() - startedAt),
      ...(code === null ? {} : { exitCode: code }),
      ...(killer === undefined ? {} : { endedBy: killer }),
    }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', kill)
    child.stderr.destroy()
  }
}
