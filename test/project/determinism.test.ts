import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDocument, stringify } from 'yaml'
import { readInputs, type Inputs } from '../../scripts/lib/inputs.ts'
import { stableYaml } from '../../scripts/lib/stable-yaml.ts'
import { runPipeline } from '../../scripts/pipeline.ts'
import { toContract } from '../../scripts/to-contract.ts'
import { read } from '../../scripts/stages/read.ts'
import { repair } from '../../scripts/stages/repair.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const inputs = await readInputs(root)
const shuffles = 100
const nodes = await installedNodes()

/** The Nodes of this machine, one of each version: the project's, those on the path, and those in KONTEXT_NODES. */
async function installedNodes(): Promise<{ version: string; path: string }[]> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  const given = (process.env['KONTEXT_NODES'] ?? '').split(delimiter).filter((path) => path !== '')
  const found = new Map<string, string>()
  for (const path of [process.execPath, ...given, ...folders]) {
    const version = await run(path, ['-p', 'process.versions.node']).catch(() => undefined)
    if (version !== undefined && !found.has(version.stdout.trim())) found.set(version.stdout.trim(), path)
  }
  return [...found].map(([version, path]) => ({ version, path }))
}

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** YAML that says the same with the keys of every mapping in another order. */
function shuffled(text: string, next: () => number): string {
  const shuffle = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffle)
    if (!(value instanceof Map)) return value
    const entries = [...value].map(([key, item]) => ({ at: next(), entry: [key, shuffle(item)] as const }))
    return new Map(entries.sort((a, b) => a.at - b.at).map(({ entry }) => entry))
  }
  const tree: unknown = parseDocument(text).toJS({ mapAsMap: true })
  return stringify(shuffle(tree), { lineWidth: 0, aliasDuplicateObjects: false })
}

/** Every file people write and every document in YAML with its keys shuffled; page text has no keys. */
function shuffleInputs({ providers, dialects, hashes }: Inputs, seed: number): Inputs {
  const next = random(seed)
  const mix = <T extends { text: string }>(file: T): T => ({ ...file, text: shuffled(file.text, next) })
  return {
    hashes,
    dialects: Object.fromEntries(Object.entries(dialects).map(([name, file]) => [name, mix(file)])),
    providers: providers.map(({ facts, ...provider }) => ({
      ...provider,
      config: mix(provider.config),
      overlays: provider.overlays.map(mix),
      ...(facts === undefined ? {} : { facts: mix(facts) }),
      documents: provider.documents.map((file) => {
        const found = read(file).value
        return found.form === 'page' ? file : mix({ ...file, text: repair(found).value.text })
      }),
    })),
  }
}

/** Every provider's contract as bytes. */
function contracts(given: Inputs): Record<string, string> {
  return Object.fromEntries(
    given.providers.map((provider) => [
      provider.directory,
      stableYaml(toContract(provider, given, []).contract),
    ]),
  )
}

test(`contracts are the same bytes after ${shuffles} shuffles of every key they are made from`, () => {
  const want = contracts(inputs)
  const seen = new Set<string>()
  for (let seed = 1; seed <= shuffles; seed += 1) {
    const given = shuffleInputs(inputs, seed)
    seen.add(
      JSON.stringify(given.providers.map(({ config, overlays, documents }) => [config, overlays, documents])),
    )
    expect(contracts(given), `shuffle ${seed}`).toEqual(want)
  }
  expect(seen.size).toBe(shuffles)
}, 600_000)

test('everything made from a contract is the same bytes after a shuffle, but for where things stand', async () => {
  const lines = /evidence\.json$|PROVIDERS\.md$/
  // The comments of types name the lines of documents; so does the evidence of the matrix, and all below its cells.
  const code = (path: string, text: string): string =>
    path.endsWith('types.ts')
      ? text.replace(/\/\*\*[\s\S]*?\*\//g, '')
      : path.endsWith('matrix.json')
        ? (text.match(/"value":.*?"evidence":/g) ?? []).join('\n')
        : text
  const made = async (given: Inputs): Promise<Record<string, string>> =>
    Object.fromEntries(
      [...(await runPipeline(given)).files]
        .filter(([path]) => !lines.test(path))
        .map(([path, text]) => [path, code(path, text)]),
    )
  const want = await made(inputs)
  for (const seed of [1, 2]) expect(await made(shuffleInputs(inputs, seed))).toEqual(want)
})

describe('a run from the same files writes the same bytes', () => {
  let copy = ''
  const bundle = 'scripts/bundled.js'
  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'kontext-determinism-'))
    for (const name of ['specs', 'scripts', 'src', 'package.json', 'package-lock.json'])
      cpSync(join(root, name), join(copy, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    await run(process.execPath, [join(copy, 'scripts/generate.js')])
    // Older Nodes do not take TypeScript.
    await build({
      entryPoints: [join(copy, 'scripts/generate.ts')],
      outfile: join(copy, bundle),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    })
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  /** Runs every stage in the copy and compares; fails with what is stale. */
  const compare = (
    node: string,
    { script = 'scripts/generate.js', env = {} }: { script?: string; env?: Record<string, string> },
  ): Promise<{ stdout: string }> =>
    run(node, [join(copy, script), '--check', '--full'], { cwd: copy, env: { ...process.env, ...env } })

  const places = [
    { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tehran' },
    { LANG: 'C', LC_ALL: 'C', TZ: 'Pacific/Chatham' },
    { LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8', TZ: 'America/St_Johns' },
  ]
  test.each(places)('with $LC_ALL in $TZ', async (env) => {
    const { stdout } = await run(
      process.execPath,
      ['-p', "new Intl.DateTimeFormat().resolvedOptions().timeZone + ' ' + process.env.LC_ALL"],
      { env: { ...process.env, ...env } },
    )
    expect(stdout.trim()).toBe(`${env.TZ} ${env.LC_ALL}`)
    expect((await compare(process.execPath, { env })).stdout).toContain('generated/ is up to date')
  })

  test.each(nodes)('on Node $version', async ({ path }) => {
    expect((await compare(path, { script: bundle })).stdout).toContain('generated/ is up to date')
  })

  test('with the lines of all that people write ended by CR LF', async () => {
    const paths = Object.keys(inputs.hashes).filter((path) => !/documents\/.*\.txt$/.test(path))
    for (const path of paths) {
      const text = readFileSync(join(copy, path), 'utf8')
      writeFileSync(join(copy, path), text.replaceAll('\n', '\r\n'))
    }
    expect(paths.length).toBeGreaterThan(10)
    expect((await compare(process.execPath, {})).stdout).toContain('generated/ is up to date')
  })
})
