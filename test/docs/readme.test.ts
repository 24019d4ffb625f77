import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { useMockServer } from '../contract/mock-server.ts'
import { freePort } from '../free-port.ts'
import { fastSetTimeout } from '../fast-timers.ts'
import { pretendLive } from './pretend-live.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const readme = await readFile(join(root, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code,
}))
const server = useMockServer()
const fast = [
  '--conditions=kontext-sdk-source',
  '--import',
  fileURLToPath(new URL('../fast-timers.ts', import.meta.url)),
]

describe('the TypeScript of the README', () => {
  // Beside this file, so that it finds the packages; ignored by git.
  const directory = fileURLToPath(new URL('.blocks', import.meta.url))
  const cwd = process.cwd()
  beforeAll(async () => {
    await mkdir(directory, { recursive: true })
    await copyFile(join(root, 'scripts/demo/flour.jpg'), join(directory, 'flour.jpg'))
    process.chdir(directory)
    vi.stubGlobal('fetch', pretendLive(server(), globalThis.fetch))
    for (const name of ['FAL_KEY', 'CHAINHUB_API_KEY']) vi.stubEnv(name, 'live')
    // The README's code has the clock of the machine, so the machine's timers run fast.
    vi.stubGlobal('setTimeout', fastSetTimeout)
  })
  afterAll(async () => {
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
    process.chdir(cwd)
    await rm(directory, { recursive: true, force: true })
  })

  const typescript = blocks
    .filter(({ language }) => language === 'ts')
    .map(({ code }, index) => ({ name: `block ${String(index + 1)}`, code, index }))
  test('has at least four blocks', () => {
    expect(typescript.length).toBeGreaterThanOrEqual(4)
  })
  test.each(typescript)('$name runs as it is printed', async ({ code, index }) => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const file = join(directory, `block-${String(index)}.ts`)
    await writeFile(file, code)
    const before = server().accepted()
    await import(file)
    const printed = said.mock.calls.map((values) => values.join(' '))
    said.mockRestore()
    // A block that says what it prints is held to it; the others must have bought one edit.
    const promised = /console\.log\(.*\) \/\/ (.+)$/m.exec(code)?.[1]
    if (promised === undefined) expect(server().accepted() - before).toBe(1)
    else expect(printed).toContain(promised)
  })
  test('leaves the image that the first block saves', async () => {
    expect((await readFile(join(directory, 'donut.jpg'))).subarray(0, 3)).toEqual(
      Buffer.from([0xff, 0xd8, 0xff]),
    )
  })
})

describe('the shell commands of the README', () => {
  const commands = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '')

  test('name npm scripts that exist', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const named = commands
      .flatMap((line) => [...line.matchAll(/npm (?:run )?(\w+)/g)].map(([, name = '']) => name))
      .filter((name) => name !== 'ci')
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(scripts).toHaveProperty(name)
  })

  test.each(commands.filter((line) => line.startsWith('kontext ')))('%s', async (line) => {
    const directory = await mkdtemp(join(root, 'demo-output-'))
    await copyFile(join(root, 'scripts/demo/flour.jpg'), join(directory, 'photo.png'))
    const given = [...line.matchAll(/"([^"]*)"|(\S+)/g)]
      .map(([, quoted, plain]) => quoted ?? plain ?? '')
      .slice(1)
    const provider = given[given.indexOf('--provider') + 1] ?? ''
    const pointed = given.map((word) => word.replace('http://127.0.0.1:4010', server().url))
    const local =
      line.includes('edit') && !line.includes('--base-url') ? ['--base-url', server().baseUrl(provider)] : []
    const main = join(root, 'src/cli/main.ts')
    const { stdout } = await run(process.execPath, [...fast, main, ...pointed, ...local], {
      cwd: directory,
      env: { ...process.env, KONTEXT_FAST_TIMERS: '1' },
    })
    await rm(directory, { recursive: true, force: true })
    const [command = ''] = given
    const says: Record<string, RegExp> = { providers: /FAL_KEY/, explain: /"?document"?/ }
    expect(stdout).toMatch(says[command] ?? /image\/jpeg/)
  })

  test.each(commands.filter((line) => line.startsWith('npx kontext-mocks') || line.startsWith('npx prism')))(
    '%s starts',
    async (line) => {
      const bin = line.includes('prism')
        ? ['node_modules/.bin/prism']
        : ['--conditions=kontext-sdk-source', 'mocks/src/main.ts']
      const words = line
        .split(' ')
        .slice(2)
        .filter((word) => word !== '4010')
      const args = words.map((word) => (word === '--port' ? '--port=0' : word))
      const extra = line.includes('prism') ? ['--port', String(await freePort())] : []
      const child = execFile(process.execPath, [...bin, ...args, ...extra], { cwd: root })
      const started = await new Promise<string>((resolve) => {
        let text = ''
        child.stdout?.on('data', (chunk: unknown) => {
          text += String(chunk)
          if (/on http:\/\/127\.0\.0\.1:\d+|listening on http/.test(text)) resolve(text)
        })
        child.on('exit', () => resolve(`ended: ${text}`))
      })
      child.kill()
      expect(started).not.toMatch(/^ended/)
    },
  )
})
