// Builds both packages into dist/: the library with tsc, the kontext command as one file with esbuild, so that
// its argument parser and its spinner are no run-time dependencies of the SDK.
import { execFile } from 'node:child_process'
import { copyFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

/** Packages whose code is inside dist/cli/main.js; their licences travel with it. */
const bundled = ['commander', 'yocto-spinner', 'yoctocolors']

async function compile(project: string): Promise<void> {
  try {
    await run(process.execPath, [tsc, '-p', project], { cwd: root })
  } catch (error) {
    const output =
      typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : String(error)
    throw new Error(`Failed to compile ${project}:\n${output}`, { cause: error })
  }
}

await rm(`${root}/dist`, { recursive: true, force: true })
await rm(`${root}/mocks/dist`, { recursive: true, force: true })
await compile('tsconfig.build.json')
await build({
  entryPoints: [`${root}/src/cli/main.ts`],
  outfile: `${root}/dist/cli/main.js`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['kontext-sdk'],
  // commander is CommonJS and asks for Node's own modules by require().
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
})
for (const name of bundled)
  await copyFile(
    `${root}/node_modules/${name}/${name === 'commander' ? 'LICENSE' : 'license'}`,
    `${root}/dist/cli/${name}.LICENSE`,
  )
await compile('mocks/tsconfig.build.json')
