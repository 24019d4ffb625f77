import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, Metafile, Plugin } from 'esbuild'
import { bundle } from './bundle.ts'
import { bundleLibraries, libraryFiles, modulesUnder } from './libraries.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies: Readonly<Record<string, string>>
}

const { exports, dependencies } = JSON.parse(await readFile(`${root}/package.json`, 'utf8')) as Manifest

const installed = Object.keys(dependencies)
const common = {
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: [...installed, 'node:*'],
} as const satisfies BuildOptions
const libraries = libraryFiles(installed)

// Whatever two entries share becomes a file. With what tests and compares the client shares much that has no state, and
// would fall apart into twenty of them.
const apart: ReadonlySet<string> = new Set(['testing', 'contracts', 'check', 'diff', 'portability'])

/**
 * The modules of the SDK as few files: `core.js` is what `index.js` needs at once, in one piece, because Node pays for
 * every file; what only a call needs is loaded by the call. Entries share both: there is one `KontextError`.
 */
export async function bundleSdk(): Promise<readonly string[]> {
  const [index, ...entries] = entriesOf()
  if (index?.out !== 'index') throw new Error('Failed to bundle: the first entry of package.json is not ".".')
  const { core, names } = await neededAtOnce(index.in)
  await bundle({
    ...common,
    stdin: {
      contents: [...core].map((path) => `export * from './${path}'`).join('\n'),
      resolveDir: root,
    },
    entryNames: 'core',
    plugins: [asDynamicFile, libraries],
  })
  await writeFile(`${root}/dist/index.js`, `export { ${names.join(', ')} } from './core.js'\n`)
  const later = await loadedLater(core)
  const besideCalls = entries.filter(({ out }) => !apart.has(out))
  const together = [
    [...besideCalls, ...later.map((path) => ({ in: path, out: fileOf(path) }))],
    entries.filter(({ out }) => apart.has(out)),
  ]
  for (const entryPoints of together) {
    await bundle({
      ...common,
      entryPoints,
      splitting: true,
      chunkNames: '[name]-[hash]',
      plugins: [asCore(core), libraries],
    })
  }
  const modules = (await modulesUnder('src')).filter((path) => !path.startsWith('src/cli/'))
  await bundleLibraries({ ...common, external: installed, modules })
  return ['core', 'index', ...entries.map(({ out }) => out), ...later.map(fileOf)].map(
    (name) => `dist/${name}.js`,
  )
}

/** The declarations of each entry, as absolute paths. */
export function declarationsOf(): readonly string[] {
  return Object.values(exports).flatMap((entry) =>
    typeof entry === 'object' && entry['types'] !== undefined ? [join(root, entry['types'])] : [],
  )
}

/** Source and output of each entry, as package.json has them. */
function entriesOf(): readonly { readonly in: string; readonly out: string }[] {
  return Object.values(exports).flatMap((entry) =>
    typeof entry === 'object' && entry['kontext-sdk-source'] !== undefined && entry['default'] !== undefined
      ? [{ in: entry['kontext-sdk-source'], out: entry['default'].replace(/^\.\/dist\/|\.js$/g, '') }]
      : [],
  )
}

/** The modules an entry needs before anything is called, without itself, and the names it exports. */
async function neededAtOnce(
  entry: string,
): Promise<{ readonly core: ReadonlySet<string>; readonly names: readonly string[] }> {
  const { inputs, outputs } = await bundle({ ...common, entryPoints: [entry], write: false, splitting: true })
  const path = entry.replace(/^\.\//, '')
  const core = new Set<string>()
  const seen = new Set<string>()
  const visit = (from: string): void => {
    for (const { path: next, kind, external } of inputs[from]?.imports ?? []) {
      if (kind !== 'import-statement' || external === true || seen.has(next)) continue
      seen.add(next)
      // The data of one provider goes by the same name as that of another.
      if (next.startsWith('src/') || next === 'generated/providers.ts') core.add(next)
      visit(next)
    }
  }
  visit(path)
  const names = Object.values(outputs).find(({ entryPoint }) => entryPoint === path)?.exports ?? []
  return { core, names: names.toSorted() }
}

/** The modules that those of the core load when they are called. */
async function loadedLater(core: ReadonlySet<string>): Promise<readonly string[]> {
  const { inputs } = await bundle({ ...common, entryPoints: [...core], write: false, splitting: true })
  return [...new Set([...core].flatMap((path) => dynamicImports(inputs[path])))]
}

function dynamicImports(input: Metafile['inputs'][string] | undefined): readonly string[] {
  return (input?.imports ?? []).flatMap(({ path, kind }) => (kind === 'dynamic-import' ? [path] : []))
}

/** Name in dist/ of a module that is loaded later: `failover-route-edit` for src/failover/route-edit.ts. */
function fileOf(path: string): string {
  return path.replace(/^src\/|\.ts$/g, '').replaceAll('/', '-')
}

const asDynamicFile: Plugin = {
  name: 'what is loaded later is a file of its own',
  setup: (plugins) => {
    plugins.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) =>
      kind === 'dynamic-import'
        ? { path: `./${fileOf(relative(root, join(resolveDir, path)))}.js`, external: true }
        : undefined,
    )
  },
}

function asCore(core: ReadonlySet<string>): Plugin {
  return {
    name: 'what is in the core comes from there',
    setup: (plugins) => {
      plugins.onResolve({ filter: /^\./ }, ({ path, importer }) =>
        importer !== '' && core.has(relative(root, join(dirname(importer), path)))
          ? { path: './core.js', external: true }
          : undefined,
      )
    },
  }
}
