// Builds both packages into dist/. Of the SDK tsc makes the declarations and esbuild the modules; libraries that the
// command and the mock use are inside, so that they are no run-time dependencies of the SDK.
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bundle } from './build/bundle.ts'
import { bundleSdk, declarationsOf } from './build/bundle-sdk.ts'
import { keepDeclarations } from './build/keep-declarations.ts'
import { bundleLibraries, libraryFiles, modulesUnder } from './build/libraries.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

async function node(args: readonly string[], what: string): Promise<void> {
  try {
    await run(process.execPath, args, { cwd: root })
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error) as { stdout?: string; stderr?: string }
    throw new Error(`Failed to ${what}:\n${stdout}${stderr}`, { cause: error })
  }
}

await rm(`${root}/dist`, { recursive: true, force: true })
await rm(`${root}/mocks/dist`, { recursive: true, force: true })
await node([tsc, '-p', 'tsconfig.build.json'], 'compile the SDK')
await keepDeclarations(`${root}/dist`, declarationsOf())
const files = await bundleSdk()
const imports = files.map((file) => `import(${JSON.stringify(`./${file}`)})`)
// A name that two modules of the core export is in neither: Node says so when it links.
await node(['--input-type=module', '-e', `await Promise.all([${imports.join()}])`], 'link what was built')
const command = { outdir: 'dist/cli', platform: 'node', target: 'node20' } as const
await bundle({
  ...command,
  entryPoints: [{ in: 'src/cli/main.ts', out: 'main' }],
  // What one command needs is loaded by that command.
  splitting: true,
  chunkNames: '[name]-[hash]',
  external: ['kontext-sdk'],
  plugins: [libraryFiles(['kontext-sdk'])],
})
await bundleLibraries({
  ...command,
  modules: await modulesUnder('src/cli'),
  external: ['kontext-sdk'],
  // commander is CommonJS and asks for Node's own modules by require().
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
})
await node([tsc, '-p', 'mocks/tsconfig.build.json'], 'compile the mock')
