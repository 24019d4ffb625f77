import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type BuildOptions, type Metafile } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles into dist/, with source maps that lead to the sources in the package. */
export async function bundle(options: BuildOptions): Promise<Metafile> {
  const given = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    outdir: 'dist',
    ...options,
  } as const
  return (await build({ ...given, metafile: true })).metafile
}

/** Copies the licences of the packages whose code went into a bundle next to it. */
export async function keepLicences({ inputs }: Metafile): Promise<void> {
  const packages = Object.keys(inputs).flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  )
  await mkdir(`${root}/dist/licenses`, { recursive: true })
  for (const name of new Set(packages)) {
    const files = await readdir(`${root}/node_modules/${name}`)
    const licence = files.find((file) => /^licen[cs]e/i.test(file))
    if (licence === undefined) throw new Error(`Failed to bundle ${name}: it brings no licence. Use another.`)
    const copy = `${root}/dist/licenses/${name.replace('/', '-')}.txt`
    await copyFile(`${root}/node_modules/${name}/${licence}`, copy)
  }
}
