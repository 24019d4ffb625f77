import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inChromium } from './reach/chromium.ts'
import { editProgram, type Seen } from './reach/edit-program.ts'
import { runTime, type RunTimeName } from './reach/run-time.ts'
import { inWorkerd } from './reach/workerd.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const modules = join(root, 'node_modules')
let consumer = ''

/** The Node of the machine, not the one the project brings: what a user has. */
async function hostNode(): Promise<string> {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'))
  const { stdout } = await run('node', ['-p', 'process.execPath'], {
    env: { ...process.env, PATH: path.join(delimiter) },
  })
  return stdout.trim()
}

/** Runs a program to its end, whatever that is. */
function ended(program: string, args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, (_error, stdout) => resolve({ code: child.exitCode, stdout }))
  })
}

async function pack(directory: string, name: string): Promise<string> {
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer],
    { cwd: directory },
  )
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  const target = join(consumer, 'node_modules', name)
  await mkdir(target, { recursive: true })
  await run('tar', ['-xzf', join(consumer, filename), '-C', target, '--strip-components=1'])
  return join(consumer, filename)
}

beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'kontext-pack-'))
  await run(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root })
  await pack(root, 'kontext-sdk')
  await pack(join(root, 'mocks'), 'kontext-mocks')
  const { dependencies } = JSON.parse(await readFile(join(root, 'mocks/package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of [
    'openapi-fetch',
    'openapi-typescript-helpers',
    'vitest',
    ...Object.keys(dependencies),
  ]) {
    await mkdir(join(consumer, 'node_modules', name, '..'), { recursive: true })
    await symlink(join(modules, name), join(consumer, 'node_modules', name))
  }
  await writeFile(join(consumer, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rm(consumer, { recursive: true, force: true }))

describe('the packed packages', () => {
  test("edit an image at the packed mock, on the machine's own Node", async () => {
    const script = `
      import { createKontext, vtrix } from 'kontext-sdk'
      import { createFakeClock } from 'kontext-sdk/testing'
      import { startMockServer } from 'kontext-mocks'
      const mock = await startMockServer()
      const provider = vtrix({ baseUrl: mock.baseUrl('vtrix'), apiKey: 'mock' })
      const kontext = createKontext(provider, { clock: createFakeClock({ now: Date.now(), autoAdvance: true }) })
      const { images } = await kontext.edit({ prompt: 'Warmer light', native: { steps: 20 } })
      console.log((await images[0].bytes()).length > 10_000)
      await mock.close()`
    await writeFile(join(consumer, 'use.js'), script)
    const { stdout } = await run(await hostNode(), ['use.js'], { cwd: consumer })
    expect(stdout.trim()).toBe('true')
  })

  test('bring both commands', async () => {
    const node = await hostNode()
    const help = async (path: string): Promise<string> =>
      (await run(node, [join(consumer, 'node_modules', path), '--help'])).stdout
    expect(await help('kontext-sdk/bin/kontext.js')).toContain('kontext edit photo.png')
    expect(await help('kontext-mocks/bin/kontext-mocks.js')).toContain('--scenario')
  })

  test('explain a contract from the files they bring, wherever they are installed', async () => {
    const command = join(consumer, 'node_modules/kontext-sdk/bin/kontext.js')
    const { stdout } = await run(await hostNode(), [command, 'explain', 'chainhub', 'guidance'], { cwd: '/' })
    expect(stdout).toContain('| description: Range value: 1-20')
    expect(stdout).toMatch(/ {2}overlay {4}specs\/chainhub\/overlays\/\S+:\d+\n/)
  })

  test('are typed for a consumer without the types of Node', async () => {
    await writeFile(
      join(consumer, 'typed.ts'),
      `import { createKontext, fal, type EditResult } from 'kontext-sdk'
       const result: EditResult = await createKontext(fal()).edit({ prompt: 'x', image: new Uint8Array(), aspectRatio: '16:9' })
       // @ts-expect-error: fal has no such ratio
       await createKontext(fal()).edit({ prompt: 'x', image: 'https://example.com/a.png', aspectRatio: '5:4' })
       export const url: string | undefined = result.images[0]?.url`,
    )
    const compilerOptions = {
      noEmit: true,
      strict: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023', 'dom'],
      types: [],
    }
    await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
    expect(await ended(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', consumer])).toEqual({
      code: 0,
      stdout: '',
    })
  })

  test.each(['kontext-sdk', 'kontext-mocks'])('%s has nothing publint or attw would change', async (name) => {
    const directory = join(consumer, 'node_modules', name)
    const { messages } = await publint({ pkgDir: directory, level: 'warning', pack: false })
    const { default: pkg } = (await import(join(directory, 'package.json'), { with: { type: 'json' } })) as {
      default: Record<string, unknown>
    }
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
    const tarball =
      (await readdir(consumer)).find((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz')) ?? ''
    const attw = join(modules, '@arethetypeswrong/cli/dist/index.js')
    // Descriptions are files, not modules.
    const descriptions = Object.keys(pkg['exports'] ?? {}).filter((entry) => entry.endsWith('.yaml'))
    const { code } = await ended(process.execPath, [
      attw,
      join(consumer, tarball),
      '--profile',
      'esm-only',
      '--exclude-entrypoints',
      ...descriptions,
    ])
    expect(code).toBe(0)
  })

  test('bring every declaration that another one names, and no map without what it leads to', async () => {
    const names = await filesOf('kontext-sdk')
    const missing: string[] = []
    for (const name of names.filter((one) => one.endsWith('.d.ts'))) {
      const text = await readFile(packed(name), 'utf8')
      for (const [, to = ''] of text.matchAll(/(?:\bfrom |\bimport\()["'](\.[^"']+)["']/g)) {
        const wanted = join(dirname(name), to.replace(/(?:\.d)?\.[jt]s$/, '.d.ts'))
        if (!names.includes(wanted)) missing.push(`${name}: ${wanted}`)
      }
    }
    for (const name of names.filter((one) => one.startsWith('dist/') && one.endsWith('.map'))) {
      const { sources } = JSON.parse(await readFile(packed(name), 'utf8')) as { sources: readonly string[] }
      const lost = sources.map((to) => join(dirname(name), to)).filter((to) => !names.includes(to))
      missing.push(...lost.map((to) => `${name}: ${to}`))
    }
    expect(names.filter((one) => one.endsWith('.d.ts')).length).toBeGreaterThan(50)
    expect(missing).toEqual([])
  })

  test('keep libraries apart from our code, small and with their licences', async () => {
    const names = await filesOf('kontext-sdk')
    const ours = names.filter((one) => /^dist\/(?:cli\/)?[^/]+\.js$/.test(one))
    const texts = await Promise.all(
      ours.map(async (one) => [one, await readFile(packed(one), 'utf8')] as const),
    )
    expect(texts.filter(([, text]) => text.includes('// node_modules/')).map(([one]) => one)).toEqual([])
    const libraries = names.filter((one) => one.includes('/vendor/') && !one.includes('/chunk-'))
    expect(libraries.map((one) => basename(one, '.js')).toSorted()).toEqual([
      'ajv-dist-2020',
      'ajv-formats',
      'commander',
      'fast-png',
      'yaml',
      'yocto-spinner',
    ])
    for (const name of ['ajv', 'ajv-formats', 'commander', 'fast-png', 'fflate', 'yaml', 'yocto-spinner'])
      expect(names).toContain(`dist/licenses/${name}.txt`)
    const sizes = await Promise.all(libraries.map(async (one) => (await readFile(packed(one))).length))
    expect(Math.max(...sizes)).toBeLessThan(150_000)
  })
})

const packed = (name: string): string => join(consumer, 'node_modules/kontext-sdk', name)

async function filesOf(name: string): Promise<readonly string[]> {
  const entries = await readdir(join(consumer, 'node_modules', name), { recursive: true })
  return entries.toSorted()
}

describe('the packed SDK edits an image', () => {
  let mock: MockServer
  const want: Seen = {
    states: ['queued', 'running', 'completed'],
    type: 'image/png',
    width: 1392,
    sha256: expect.stringMatching(/^[\da-f]{64}$/) as string,
    refused: 'input',
  }

  beforeAll(async () => {
    mock = await startMockServer()
    await writeFile(join(consumer, 'edit.js'), editProgram)
    await writeFile(
      join(consumer, 'print.js'),
      `import { edit } from './edit.js'
       console.log(JSON.stringify(await edit('${mock.baseUrl('fal')}')))`,
    )
  })
  afterAll(() => mock.close())

  const programs: readonly { name: RunTimeName; args: readonly string[] }[] = [
    { name: 'node 20', args: [] },
    { name: 'node 22', args: [] },
    { name: 'bun', args: [] },
    { name: 'deno', args: ['run', '--allow-net', '--allow-env', '--node-modules-dir=manual'] },
  ]
  test.each(programs)('on $name', async ({ name, args }) => {
    const { stdout } = await run(await runTime(name), [...args, 'print.js'], { cwd: consumer })
    expect(JSON.parse(stdout)).toEqual(want)
  })

  test('on the Node of the project', async () => {
    const { stdout } = await run(process.execPath, ['print.js'], { cwd: consumer })
    expect(JSON.parse(stdout)).toEqual(want)
  })

  test('in workerd', async () => {
    expect(await inWorkerd(await runTime('workerd'), consumer, mock.baseUrl('fal'))).toEqual(want)
  })

  test('in Chromium, from a bundle', async () => {
    expect(await inChromium(consumer, mock.url)).toEqual(want)
  })
})
