import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { scenarios } from 'kontext-mocks'
import { faults } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
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
const readme = await readDocument('mocks/README.md')
const typescript = blocksOf(readme)
  .filter(({ language }) => language === 'ts')
  .map(({ code }, index) => ({ name: `block-${index + 1}`, code }))
const isTestFile = ({ code }: { readonly code: string }): boolean => code.includes("'kontext-mocks/vitest'")

/** The names in the first column of the table of a section. */
function namesUnder(heading: RegExp): readonly string[] {
  const section = readme.split(/^## /m).find((text) => heading.test(text)) ?? ''
  return [...section.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = '']) =>
    cell.split(', ').map((name) => name.replaceAll('`', '')),
  )
}

describe('the README of the mock', () => {
  test('names every scenario and no other', () => {
    expect([...namesUnder(/^Scenarios/)].sort()).toEqual(Object.keys(scenarios).sort())
  })

  test('names every rule of verify and no other', async () => {
    const rules = await readDocument('src/testing/control/verify.ts')
    const standing = [
      ...(/const standing = \{([\s\S]*?)\} as const/.exec(rules)?.[1] ?? '').matchAll(/^ {2}'?([\w-]+)'?:/gm),
    ]
    const others = [
      ...(/type RuleName = StandingRule \| (.+)$/m.exec(rules)?.[1] ?? '').matchAll(/'([\w-]+)'/g),
    ]
    const known = [...standing, ...others].map(([, name = '']) => name)
    expect(known).toContain('paid-twice')
    expect([...namesUnder(/^Proof/)].sort()).toEqual(known.sort())
  })

  test('chooses by names there are', () => {
    const known = [...Object.keys(scenarios), ...faults.map(({ name }) => name)]
    const chosen = [
      ...readme.matchAll(
        /(?:mock:|x-kontext-scenario: |scenario: '|--faults |name: '|"name": ")([a-z\d+,-]+)/g,
      ),
    ].flatMap(([, names = '']) => names.split(/[+,]/))
    expect(chosen.length).toBeGreaterThan(8)
    expect(chosen.filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('the TypeScript of the README of the mock', () => {
  const folder = useBlockFolder('mocks')
  useFastMachine()

  test.each(typescript.filter((block) => !isTestFile(block)))(
    '$name does what it says',
    async ({ name, code }) => {
      const promises = promisesOf(code)
      expect(promises.length).toBeGreaterThan(0)
      expect(await runBlock(folder, name, code)).toEqual(expect.arrayContaining([...promises]))
    },
  )

  test('its test passes', async () => {
    const files = typescript.filter(isTestFile)
    expect(files).toHaveLength(1)
    const conditions = JSON.stringify(['kontext-sdk-source', 'node', 'import', 'default'])
    await writeFile(join(folder, 'printed.spec.ts'), files[0]?.code ?? '')
    await writeFile(
      join(folder, 'vitest.config.ts'),
      `export default {
        cacheDir: ${JSON.stringify(join(root, 'node_modules/.vite/printed'))},
        resolve: { conditions: ${conditions} },
        ssr: { resolve: { conditions: ${conditions}, externalConditions: ${conditions} } },
        test: { include: ['*.spec.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      }`,
    )
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const flags = ['--conditions=kontext-sdk-source', vitest, 'run', '--root', folder]
    const { stdout } = await run(process.execPath, flags, {
      env: {
        ...process.env,
        NO_COLOR: '1',
        VITEST: undefined,
        VITEST_POOL_ID: undefined,
        VITEST_WORKER_ID: undefined,
      },
    })
    expect(stdout).toMatch(/Tests\s+1 passed/)
  })
})

describe('the commands of the README of the mock', () => {
  const commands = commandsOf(readme)
  const main = join(root, 'mocks/src/main.ts')

  test.each(commands.filter((line) => line.includes('npx kontext-mocks')))(
    '%s has flags there are',
    async (line) => {
      const [own = ''] = (line.split('npx kontext-mocks ')[1] ?? '').split(' -- ')
      const verb = /^[a-z]+/.exec(own)?.[0]
      const { stdout } = await run(process.execPath, [
        '--conditions=kontext-sdk-source',
        main,
        ...(verb === undefined ? [] : [verb]),
        '--help',
      ])
      const flags = own.match(/--[a-z-]+/g) ?? []
      for (const flag of flags) expect(stdout).toMatch(new RegExp(`^ +(-\\w, )?${flag}\\b`, 'm'))
      if (verb !== undefined) expect(stdout).toContain(`kontext-mocks ${verb}`)
    },
  )

  test('ask the control API for what it has', async () => {
    const { paths } = parse(await readDocument('mocks/control.openapi.yaml')) as { paths: object }
    const asked = commands
      .flatMap((line) => [...line.matchAll(/curl .*?(\/__kontext\/\w+)/g)])
      .map(([, path]) => path)
    expect(asked.length).toBeGreaterThan(2)
    for (const path of asked) expect(Object.keys(paths)).toContain(path)
  })
})
