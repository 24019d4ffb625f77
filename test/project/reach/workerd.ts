import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

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
  await writeFile(
    join(directory, 'worker.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
);`,
  )
  const child = spawn(program, ['serve', '--control-fd=1', join(directory, 'worker.capnp')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const ended = once(child, 'close')
  try {
    const response = await fetch(`http://127.0.0.1:${await portOf(child.stdout)}/`)
    if (response.ok) return await response.json()
    throw new TypeError(`it answered ${String(response.status)}: ${await response.text()}`)
  } catch (error) {
    throw new Error(`Failed to ask workerd: it said ${said.join('') || 'nothing'}`, { cause: error })
  } finally {
    child.kill()
    await ended
  }
}

/** The port workerd listens on, once it does: it says so by a line of JSON. */
async function portOf(control: AsyncIterable<Buffer>): Promise<string> {
  let told = ''
  for await (const chunk of control) {
    told += chunk.toString()
    const [, port] = /"port":(\d+)/.exec(told.slice(0, told.lastIndexOf('\n') + 1)) ?? []
    if (port !== undefined) return port
  }
  throw new Error(`it ended before it listened: ${told}`)
}
