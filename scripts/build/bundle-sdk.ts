import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, Metafile, Plugin } from 'esbuild'
import { bundle, keepLicences } from './bundle.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies: Readonly<Record<string, string>>
}

const { exports, dependencies } = JSON.parse(await readFile(`${root}/package.json`, 'utf8')) as Manifest

const common: BuildOptions = {
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: [...Object.keys(dependencies), 'node:*'],
}

/**
 * The modules of the SDK as few files: `core.js` is what `index.js` needs at once, in one piece, because Node pays for
 * every file; what only a call needs is loaded by the call. Entries share both: there is one `KontextError`.
 */
export async function bundleSdk(): Promise<readonly string[]> {
  const entries = entriesOf()
  const index = entries.find(({ out }) => out === 'index')?.in ?? ''
  const core = await neededAtOnce(index)
  await bundle({
    ...common,
    stdin: {
      contents: [...core].map((path) => `export * from './${path}'`).join('\n'),
      resolveDir: root,
    },
    entryNames: 'core',
    plugins: [asDynamicFile],
  })
  const later = await loadedLater(core)
  const metafile = await bundle({
    ...common,
    entryPoints: [...entries, ...later.map((path) => ({ in: path, out: fileOf(path) }))],
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [asCore(core)],
  })
  await keepLicences(metafile)
  return ['core', ...entries.map(({ out }) => out), ...later.map(fileOf)].map((name) => `dist/${name}.js`)
}

/** Source and output of each entry, as package.json has them. */
function entriesOf(): readonly { readonly in: string; readonly out: string }[] {
  return Object.values(exports).flatMap((entry) =>
    typeof entry === 'object' && entry['kontext-sdk-source'] !== undefined && entry['default'] !== undefined
      ? [{ in: entry['kontext-sdk-source'], out: entry['default'].replace(/^\.\/dist\/|\.js$/g, '') }]
      : [],
  )
}

/** The hand-written modules an entry needs before anything is called, without itself. */
async function neededAtOnce(entry: string): Promise<ReadonlySet<string>> {
  const { inputs } = await bundle({ ...common, entryPoints: [entry], write: false, splitting: true })
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (path: string): void => {
    for (const { path: next, kind, external } of inputs[path]?.imports ?? []) {
      if (kind !== 'import-statement' || external === true || seen.has(next)) continue
      seen.add(next)
      // What is generated stays with the entries: an entry exports it by `export *`, and so would export all of the core.
      if (next.startsWith('src/')) found.add(next)
      visit(next)
    }
  }
  visit(entry.replace(/^\.\//, ''))
  return found
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
