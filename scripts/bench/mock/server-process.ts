import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** What a server's process has used so far. */
export interface Usage {
  readonly cpuUs: number
  /** Largest memory of the process, in megabytes. */
  readonly peakMb: number
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number
  usage(): Promise<Usage>
  stop(): Promise<void>
}

// Loaded before a server's own code: tells over IPC what the process has used, and ends with the one who measures.
const probe = `data:text/javascript,${encodeURIComponent(`
process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  process.send({ cpuUs: user + system, peakMb: process.resourceUsage().maxRSS / 1024 })
})
process.on('disconnect', () => process.exit())
`)}`
/** What our own servers' control API asks for. */
export const controlToken = 'bench'
const startTimeoutMs = 60_000

/** Starts a script as a server and waits until its port answers. `{port}` in an argument stands for a free port. */
export async function startServer(script: string, args: readonly string[]): Promise<ServerProcess> {
  const port = await freePort()
  const child = fork(
    script,
    args.map((arg) => arg.replace('{port}', String(port))),
    {
      execArgv: ['--import', probe],
      env: { ...process.env, KONTEXT_MOCKS_TOKEN: controlToken },
      // What a server prints is read, as a terminal and a CI log do.
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  child.stdout?.resume()
  await Promise.race([answering(port), ended(child, script)])
  return {
    port,
    usage: async () => {
      child.send('usage')
      for (;;) {
        const [message] = (await once(child, 'message')) as [unknown]
        if (isUsage(message)) return message
      }
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** A TCP port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answering(port: number): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  while (Date.now() < deadline) {
    const answered = await fetch(`http://127.0.0.1:${String(port)}/`).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Failed to start a server on port ${String(port)}: it did not answer within a minute.`)
}

async function ended(child: ChildProcess, script: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [unknown]
  throw new Error(`Failed to start ${script}: it ended with ${String(code)}.`)
}

function isUsage(message: unknown): message is Usage {
  return typeof message === 'object' && message !== null && 'cpuUs' in message
}
