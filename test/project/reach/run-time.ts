import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cache = fileURLToPath(new URL('../../../node_modules/.cache/run-times', import.meta.url))

/** Programs that run JavaScript and that npm brings: name of the program to the package. */
const packages = {
  'node 20': 'node@20.20.2',
  'node 22': 'node@22.23.3',
  bun: 'bun@1.4.5',
  deno: 'deno@2.9.6',
  workerd: 'workerd@1.20261117.1',
} as const

/** Name of a run-time the package is tried on. */
export type RunTimeName = keyof typeof packages

/**
 * Path of a run-time's program. It is installed once, in a folder of its own, so that the project's lock stays
 * lean; whole or not at all, as test files may ask at once.
 */
export async function runTime(name: RunTimeName): Promise<string> {
  const spec = packages[name]
  const home = join(cache, spec)
  const program = join(home, 'node_modules/.bin', name.split(' ')[0] ?? name)
  if (existsSync(program)) return program
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'draft-'))
  await writeFile(join(draft, 'package.json'), '{ "private": true }')
  await install(spec, draft)
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }))
  return program
}

/** Installs a package; once more where that failed, as a registry may be away for a moment. */
async function install(spec: string, cwd: string, attempts = 3): Promise<void> {
  try {
    await run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', spec], { cwd })
  } catch (error) {
    if (attempts > 1) return install(spec, cwd, attempts - 1)
    const fact = error instanceof Error ? error.message.slice(0, 500) : String(error)
    throw new Error(`Failed to install ${spec}: ${fact}. Check that npm reaches its registry.`, {
      cause: error,
    })
  }
}
