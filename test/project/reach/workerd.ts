import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { freePort } from '../../free-port.ts'

/** Runs the program as a worker that edits when it is asked, asks it once and gives what it said. */
export async function inWorkerd(program: string, directory: string, baseUrl: string): Promise<unknown> {
  await build({
    stdin: {
      contents: `import { edit } from './edit.js'
        export default { fetch: async () => Response.json(await edit(${JSON.stringify(baseUrl)})) }`,
      resolveDir: directory,
    },
    outfile: join(directory, 'worker.js'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
  })
  const port = await freePort()
  await writeFile(
    join(directory, 'worker.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${String(port)}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
);`,
  )
  const child = spawn(program, ['serve', join(directory, 'worker.capnp')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  try {
    return await answerOf(`http://127.0.0.1:${String(port)}/`, () => child.exitCode !== null)
  } catch (error) {
    throw new Error(`Failed to ask workerd: it said ${said.join('') || 'nothing'}`, { cause: error })
  } finally {
    child.kill()
  }
}

// Asked again until it listens: workerd does not say when.
async function answerOf(url: string, hasEnded: () => boolean): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(url)
      if (response.ok) return await response.json()
      throw new TypeError(`it answered ${String(response.status)}: ${await response.text()}`)
    } catch (error) {
      const refused = error instanceof Error && JSON.stringify(error.cause ?? {}).includes('ECONNREFUSED')
      if (!refused || hasEnded() || attempt > 2_000) throw error
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
