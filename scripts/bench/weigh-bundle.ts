import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** What a bundle weighs, in bytes. */
export interface BundleWeight {
  /** What is loaded before anything is called. */
  readonly startGzip: number
  /** With what the first call loads. */
  readonly editGzip: number
  /** With everything that may be loaded later: downloads, limits, webhooks, the words for what fails. */
  readonly allGzip: number
  readonly allMinified: number
}

/** Bundles a module for browsers as a site would, and weighs what comes out. */
export async function weighBundle(code: string): Promise<BundleWeight> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['kontext-sdk-source'],
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  const gzip = new Map(
    outputFiles.map(({ path, contents }) => [nameOf(path), gzipSync(contents, { level: 9 }).length]),
  )
  const entry =
    Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>')?.[0] ?? ''
  const start = atStart(entry, metafile.outputs)
  const client = Object.keys(metafile.outputs).find((name) => /\/client-[^/]*\.js$/.test(name))
  const sum = (names: Iterable<string>): number =>
    [...names].reduce((all, name) => all + (gzip.get(nameOf(name)) ?? 0), 0)
  return {
    startGzip: sum(start),
    editGzip: sum(client === undefined ? start : atStart(client, metafile.outputs, new Set(start))),
    allGzip: sum(gzip.keys()),
    allMinified: outputFiles.reduce((all, { contents }) => all + contents.length, 0),
  }
}

type Outputs = Readonly<
  Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>
>

function atStart(name: string, outputs: Outputs, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const { path, kind } of outputs[name]?.imports ?? [])
    if (kind === 'import-statement') atStart(path, outputs, found)
  return found
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
