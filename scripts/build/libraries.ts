import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, Plugin } from 'esbuild'
import { bundle, keepLicences } from './bundle.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whose libraries are bundled, and how. */
interface Users extends Pick<BuildOptions, 'banner' | 'external' | 'mainFields' | 'outdir' | 'platform'> {
  /** Paths of the modules that use them, from the root. */
  readonly modules: readonly string[]
}

/**
 * Bundles what modules take from libraries into files of their own, minified: they are nobody's to read here, and
 * would be half of the package.
 */
export async function bundleLibraries({ modules, ...options }: Users): Promise<void> {
  const uses = await usesOf(modules)
  const wanted = [...uses.keys()].filter((name) => !isExternal(name, options.external ?? []))
  const metafile = await bundle({
    ...options,
    entryPoints: wanted.map((name) => ({ in: `used:${name}`, out: fileOf(name) })),
    plugins: [asUsed(uses)],
    splitting: true,
    chunkNames: 'vendor/[name]-[hash]',
    minify: true,
    sourcemap: false,
  })
  await keepLicences(metafile)
}

/** Leads imports of libraries to the files that `bundleLibraries` wrote beside the bundle. */
export function libraryFiles(external: readonly string[]): Plugin {
  return {
    name: 'libraries are files of their own',
    setup: (plugins) => {
      plugins.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === 'entry-point' || isExternal(path, external)
          ? undefined
          : { path: `./${fileOf(path)}.js`, external: true },
      )
    },
  }
}

/** The modules below a directory, as paths from the root. */
export async function modulesUnder(directory: string): Promise<readonly string[]> {
  const names = await readdir(join(root, directory), { recursive: true })
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${directory}/${name}`)
}

/** `vendor/ajv-dist-2020` for `ajv/dist/2020.js`. */
function fileOf(name: string): string {
  return `vendor/${name.replace(/^@|\.js$/g, '').replaceAll('/', '-')}`
}

function isExternal(name: string, external: readonly string[]): boolean {
  return name.startsWith('node:') || external.some((one) => name === one || name.startsWith(`${one}/`))
}

type Uses = ReadonlyMap<string, ReadonlySet<string>>

/** The names modules import, by library: `Ajv2020` of `ajv/dist/2020.js`. */
async function usesOf(modules: readonly string[]): Promise<Uses> {
  const texts = await Promise.all(modules.map((path) => readFile(join(root, path), 'utf8')))
  const uses = new Map<string, Set<string>>()
  for (const [, clause = '', name = ''] of texts.flatMap((text) => [
    ...text.matchAll(/^import (?!type )([^'"]+?) from '([^.'][^']*)'/gm),
  ]))
    uses.set(name, new Set([...(uses.get(name) ?? []), ...namesIn(clause)]))
  return uses
}

function namesIn(clause: string): readonly string[] {
  const braces = /\{([^}]*)\}/.exec(clause)?.[1] ?? ''
  const named = braces.split(',').map((name) => name.trim().split(' as ')[0] ?? '')
  const ofItsOwn =
    clause
      .replace(/\{[^}]*\}/, '')
      .replace(',', '')
      .trim() === ''
      ? []
      : ['default']
  return [...ofItsOwn, ...named.filter((name) => name !== '' && !name.startsWith('type '))]
}

function asUsed(uses: Uses): Plugin {
  return {
    name: 'of a library what is used',
    setup: (plugins) => {
      plugins.onResolve({ filter: /^used:/ }, ({ path }) => ({ path, namespace: 'used' }))
      plugins.onLoad({ filter: /^used:/, namespace: 'used' }, ({ path }) => {
        const name = path.slice('used:'.length)
        const names = [...(uses.get(name) ?? [])].toSorted()
        return { contents: `export { ${names.join(', ')} } from '${name}'`, resolveDir: root }
      })
    },
  }
}
