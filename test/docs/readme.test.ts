import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { falRelay } from 'kontext-sdk'
import { listCases, readDeviations } from 'kontext-sdk/check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { useMockServer } from '../contract/mock-server.ts'
import { pretendLive } from './pretend-live.ts'
import {
  blocksOf,
  commandsOf,
  promisesOf,
  readDocument,
  runBlock,
  useBlockFolder,
  useFastMachine,
} from './printed-code.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const readme = await readDocument('README.md')
const server = useMockServer()
const fast = [
  '--conditions=kontext-sdk-source',
  '--import',
  fileURLToPath(new URL('../fast-timers.ts', import.meta.url)),
]

describe('the TypeScript of the README', () => {
  const folder = useBlockFolder('readme')
  const cwd = process.cwd()
  beforeAll(async () => {
    await copyFile(join(root, 'scripts/demo/flour.jpg'), join(folder, 'flour.jpg'))
    process.chdir(folder)
    vi.stubGlobal('fetch', pretendLive(server(), globalThis.fetch))
    for (const name of ['FAL_KEY', 'CHAINHUB_API_KEY', 'VTRIX_API_KEY']) vi.stubEnv(name, 'live')
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    process.chdir(cwd)
  })
  useFastMachine()

  const typescript = blocksOf(readme)
    .filter(({ language }) => language === 'ts')
    .map(({ code }, index) => ({ name: `block-${String(index + 1)}`, code }))
  test('has at least four blocks', () => {
    expect(typescript.length).toBeGreaterThanOrEqual(4)
  })
  test.each(typescript)('$name runs as it is printed', async ({ name, code }) => {
    const before = server().accepted()
    const printed = await runBlock(folder, name, code)
    // A block that says what it prints is held to it; the others must have bought one edit.
    const promises = promisesOf(code)
    if (promises.length === 0) expect(server().accepted() - before).toBe(1)
    else expect(printed).toEqual(expect.arrayContaining([...promises]))
  })
  test('leaves the image that the first block saves', async () => {
    expect((await readFile(join(folder, 'donut.jpg'))).subarray(0, 3)).toEqual(
      Buffer.from([0xff, 0xd8, 0xff]),
    )
  })
  test('names every class of the family of errors, and its code', async () => {
    const { codes } =
      /export type ErrorCode =\n(?<codes>(?: {2}\| '[\w-]+'\n)+)/.exec(
        await readDocument('src/errors/kontext-error.ts'),
      )?.groups ?? {}
    const known = [...(codes ?? '').matchAll(/'([\w-]+)'/g)].map(([, code = '']) => code)
    const rows = [...readme.matchAll(/^\| (`\w+Error`(?:, `\w+Error`)*) +\| (`[^|]+`) +\|/gm)]
    const named = rows.flatMap(([, , cell = '']) => cell.replaceAll('`', '').split(', '))
    expect(known.length).toBeGreaterThan(10)
    expect(named.sort()).toEqual(known.sort())
  })
})

test('the known deviations of the README can be read', () => {
  const [block] = blocksOf(readme).filter(({ language }) => language === 'yaml')
  const provider = falRelay({ baseUrl: 'https://relay.invalid' })
  const cases = listCases(provider).map(({ id }) => id)
  const known = readDeviations(block?.code ?? '', { cases: { 'fal-relay': cases }, today: '2026-11-21' })
  expect(known).toMatchObject([{ case: 'lifecycle.ticket-urls' }])
})

describe('the shell commands of the README', () => {
  const commands = commandsOf(readme)

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
    const pointed = given.map((word) =>
      word
        .replace('http://127.0.0.1:4010', server().url)
        .replace('https://relay.example', server().baseUrl('fal-relay'))
        .replace('@main', '@HEAD'),
    )
    const local =
      line.includes('edit') && !line.includes('--base-url') ? ['--base-url', server().baseUrl(provider)] : []
    const main = join(root, 'src/cli/main.ts')
    const { stdout } = await run(process.execPath, [...fast, main, ...pointed, ...local], {
      cwd: directory,
      env: { ...process.env, KONTEXT_FAST_TIMERS: '1' },
    })
    await rm(directory, { recursive: true, force: true })
    const [command = ''] = given
    const says: Record<string, RegExp> = {
      providers: /FAL_KEY/,
      explain: /"?document"?/,
      check: /conforms: none of|nothing has been/,
      diff: /wire \w+, types \w+|No difference/,
    }
    expect(stdout).toMatch(says[command] ?? /image\/jpeg/)
  })

  test.each(commands.filter((line) => line.startsWith('npx kontext-mocks')))('%s starts', async (line) => {
    const words = line.split(' ').slice(2).join(' ').replace('--port 4010', '--port 0')
    const start = ['--conditions=kontext-sdk-source', 'mocks/src/main.ts', ...words.split(' ')]
    const child = execFile(process.execPath, start, { cwd: root })
    const started = await new Promise<string>((resolve) => {
      let text = ''
      child.stdout?.on('data', (chunk: unknown) => {
        text += String(chunk)
        if (/on http:\/\/127\.0\.0\.1:\d+/.test(text)) resolve(text)
      })
      child.on('exit', () => resolve(`ended: ${text}`))
    })
    child.kill()
    expect(started).not.toMatch(/^ended/)
  })
})
