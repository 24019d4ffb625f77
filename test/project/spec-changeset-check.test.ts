import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { specChangeset } from '../../scripts/spec-changeset/run.ts'
import { ContractRepository, fal } from './changeset/contract-repository.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const node = join(root, 'node_modules/.bin/node')

let repository: ContractRepository

beforeAll(() => {
  repository = new ContractRepository()
})
afterAll(() => repository.remove())
beforeEach(() => repository.startAnew())

describe('--check', () => {
  test('fails where a contract changed without one, writes nothing and names the command', async () => {
    repository.narrow()
    const { code, lines } = await repository.check('start')
    expect(code).toBe(1)
    expect(lines[0]).toBe('Failed to check the changeset of the contracts, compared with start.')
    expect(lines[1]).toMatch(
      /^fal changed \(2 major\): \.changeset\/contract-\w{8}\.md is missing or stale\.$/,
    )
    expect(lines[2]).toBe('Run: npm run spec:changeset -- --since start')
    expect(repository.written()).toEqual([])
  })

  test('passes once the command it names has run', async () => {
    repository.narrow()
    await repository.run('start')
    expect((await repository.check('start')).code).toBe(0)
    repository.commit('The change')
    expect((await repository.check('start')).code).toBe(0)
    expect((await repository.check()).code).toBe(0)
  })

  test('fails where the contract went on after it was written', async () => {
    repository.narrow()
    await repository.run('HEAD')
    repository.extend()
    const { code, lines } = await repository.check('HEAD')
    expect(code).toBe(1)
    expect(lines.join('\n')).toMatch(/tells of what is not so any more/)
  })

  test('compares with the parent of the last commit unless told otherwise', async () => {
    repository.narrow()
    repository.commit('A change nobody was told of')
    const { code, lines } = await repository.check()
    expect(code).toBe(1)
    expect(lines.at(-1)).toBe('Run: npm run spec:changeset -- --since HEAD^')
    repository.write('other.txt', '')
    repository.commit('Something else')
    expect((await repository.check()).lines).toEqual(['No contract changed since HEAD^.'])
  })

  test('of a merge it compares with what was merged into', async () => {
    repository.git('checkout', '--quiet', '-B', 'topic')
    repository.write('one.txt', '')
    repository.commit('One')
    repository.narrow()
    repository.commit('Two')
    repository.git('checkout', '--quiet', 'main')
    repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'topic')
    expect((await repository.check()).code).toBe(1)
  })

  test('passes where there is nothing to compare with, and says so', async () => {
    expect(await repository.check()).toEqual({
      code: 0,
      lines: ['Nothing to compare contracts with: there is no commit before HEAD.'],
    })
    commit2()
    const shallow = join(repository.folder, 'shallow')
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.folder}`, shallow)
    expect((await specChangeset({ root: shallow, check: true })).lines).toEqual([
      'Nothing to compare contracts with: the clone has no commit before HEAD. Get it: git fetch --deepen=1.',
    ])
    const plain = mkdtempSync(join(tmpdir(), 'kontext-changeset-'))
    expect((await specChangeset({ root: plain, check: true })).lines).toEqual([
      'Nothing to compare contracts with: this is no git repository.',
    ])
    rmSync(plain, { recursive: true })
  })
})

function commit2(): void {
  repository.write('other.txt', '')
  repository.commit('The second')
}

describe('what it refuses', () => {
  const cases = [
    {
      name: 'a commit that is not there',
      since: 'v9',
      want: 'Failed to compare with "v9": there is no such commit. Give a commit, a branch or a tag: --since main',
    },
    {
      name: 'an option for git',
      since: '--output=x',
      want: 'Failed to compare with "--output=x": that is no name of a commit. Give a commit, a branch or a tag: --since main',
    },
    {
      name: 'no name at all',
      since: '',
      want: 'Failed to compare with "": that is no name of a commit. Give a commit, a branch or a tag: --since main',
    },
    {
      name: 'what a shell would run',
      since: '$(touch x); touch y',
      want: 'Failed to compare with "$(touch x); touch y": there is no such commit. Give a commit, a branch or a tag: --since main',
    },
  ]
  test.each(cases)('$name', async ({ since, want }) => {
    expect(await repository.run(since)).toEqual({ code: 2, lines: [want] })
    expect(await repository.check(since)).toEqual({ code: 2, lines: [want] })
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  test('a commit that a shallow clone left out', async () => {
    const first = repository.git('rev-parse', 'HEAD').trim()
    commit2()
    const shallow = join(repository.folder, 'shallow')
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.folder}`, shallow)
    expect(await specChangeset({ root: shallow, since: first, check: true })).toEqual({
      code: 2,
      lines: [
        `Failed to compare with "${first}": no such commit is in this clone, which is shallow. Get the others: git fetch --unshallow`,
      ],
    })
  })

  test('a contract in the middle of a merge', async () => {
    repository.write(fal, `<<<<<<< ours\n${repository.read(fal)}`)
    const { code, lines } = await repository.run('HEAD')
    expect(code).toBe(2)
    expect(lines[0]).toMatch(
      /^Failed to read generated\/fal\/contract\.openapi\.yaml:\d+:\d+: .*\. Make it anew: npm run generate$/,
    )
  })
})

test('changesets takes it in at a release, and the next one starts anew', async () => {
  const changesets = join(root, 'node_modules/@changesets/cli/bin.js')
  repository.write('.changeset/config.json', '{ "changelog": false, "commit": false, "baseBranch": "main" }')
  repository.write('package-lock.json', '{ "lockfileVersion": 3 }')
  repository.narrow()
  await repository.run('start')
  repository.commit('The change')
  const { status, stderr } = spawnSync(node, [changesets, 'version'], {
    cwd: repository.folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toMatchObject({ status: 0 })
  expect(repository.read('package.json')).toContain('"0.2.0"')
  expect(repository.written()).toEqual(['config.json'])
  repository.commit('The release')
  repository.git('tag', 'released')
  expect((await repository.check('released')).code).toBe(0)
})

describe('npm run spec:changeset', () => {
  const script = join(root, 'scripts/spec-changeset.ts')
  const command = (...flags: string[]): { status: number | null; stdout: string; stderr: string } => {
    const { status, stdout, stderr } = spawnSync(
      node,
      ['--conditions=kontext-sdk-source', script, ...flags],
      {
        ...{ cwd: repository.folder, encoding: 'utf8' },
      },
    )
    return { status, stdout, stderr }
  }

  test('writes one, and then finds it', () => {
    repository.narrow()
    expect(command('--since', 'HEAD')).toMatchObject({ status: 0, stderr: '' })
    expect(repository.only().text).toContain('**fal**')
    expect(command('--check', '--since', 'HEAD')).toMatchObject({ status: 0, stderr: '' })
  })

  test('ends with 1 and the command where one is missing', () => {
    repository.narrow()
    const { status, stdout, stderr } = command('--check', '--since=HEAD')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('Run: npm run spec:changeset -- --since HEAD\n')
  })

  test.each([
    { name: 'no commit', flags: [], want: 'Failed to run: give the commit to compare with.' },
    {
      name: 'a flag that is none',
      flags: ['--sinc', 'HEAD'],
      want: "Failed to run: Unknown option '--sinc'",
    },
  ])('refuses $name, with the way to say it', ({ flags, want }) => {
    const { status, stderr } = command(...flags)
    expect(status).toBe(2)
    expect(stderr).toContain(want)
    expect(stderr).toContain('Usage: npm run spec:changeset -- --since <commit> [--check]')
    expect(stderr.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})
