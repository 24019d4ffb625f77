import { cpSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { specChangeset } from '../../scripts/spec-changeset/run.ts'
import { ContractRepository, fal, vtrix } from './changeset/contract-repository.ts'

let repository: ContractRepository

beforeAll(() => {
  repository = new ContractRepository()
})
afterAll(() => repository.remove())
beforeEach(() => repository.startAnew())

describe('what a changeset says', () => {
  const cases = [
    {
      name: 'words for people are a patch',
      change: () => repository.reword(),
      bump: 'patch',
      severity: 'patch',
      provider: 'vtrix',
      rule: 'description-changed',
    },
    {
      name: 'a further field of an answer is minor',
      change: () => repository.extend(),
      bump: 'minor',
      severity: 'minor',
      provider: 'vtrix',
      rule: 'answer-property-added',
    },
    {
      name: 'below 1.0.0 a breaking change raises the minor part, and is called major',
      change: () => repository.narrow(),
      bump: 'minor',
      severity: 'major',
      provider: 'fal',
      rule: 'request-range-narrowed',
    },
    {
      name: 'from 1.0.0 on a breaking change is major',
      change: () => {
        repository.narrow()
        repository.write('package.json', '{ "name": "kontext-sdk", "version": "1.2.3" }')
      },
      ...{ bump: 'major', severity: 'major', provider: 'fal', rule: 'request-range-narrowed' },
    },
    {
      name: 'a new provider is minor',
      change: () => repository.write('generated/acme/contract.openapi.yaml', repository.read(vtrix)),
      ...{ bump: 'minor', severity: 'minor', provider: 'acme', rule: 'provider-added' },
    },
    {
      name: 'a provider that is gone is major',
      change: () => repository.delete('generated/vtrix'),
      ...{ bump: 'minor', severity: 'major', provider: 'vtrix', rule: 'provider-removed' },
    },
  ]
  test.each(cases)('$name', async ({ change, bump, severity, provider, rule }) => {
    change()
    expect((await repository.run('HEAD')).code).toBe(0)
    const { name, text } = repository.only()
    expect(name).toMatch(/^contract-[0-9a-f]{8}\.md$/)
    const [, front = '', summary = ''] = text.split(/^---$/m)
    expect(parse(front)).toEqual({ 'kontext-sdk': bump })
    expect(summary).toContain(`**${provider}**`)
    expect(summary).toMatch(new RegExp(`^- ${severity}\\b.*\`${rule}\``, 'm'))
  })

  test('what was before stands beside what is now', async () => {
    repository.narrow()
    await repository.run('HEAD')
    expect(repository.only().text).toMatch(/guidance_scale.*1 to 20 → 1 to 10/)
  })

  test('of a list that lost a value both stand there in full', async () => {
    repository.write(vtrix, repository.read(vtrix).replaceAll(/^ *- done\n/gm, ''))
    await repository.run('HEAD')
    expect(repository.only().text).toMatch(/done \(completed, done → completed\)$/m)
  })

  test('a description is no markup, and stays on its line', async () => {
    const text = 'description: "Never <b>\\n\\n---\\n more"'
    repository.write(vtrix, repository.read(vtrix).replace('description: Guidance scale', text))
    await repository.run('HEAD')
    const lines = repository.only().text.split('\n')
    expect(lines.filter((line) => line === '---')).toHaveLength(2)
    expect(lines.at(-2)).toMatch(/^- patch, `description-changed`: .*"Guidance scale" → "Never \\<b>/)
  })

  test('what several places share is told once', async () => {
    repository.extend()
    await repository.run('HEAD')
    const lines = repository
      .only()
      .text.split('\n')
      .filter((line) => line.startsWith('- '))
    expect(lines).toEqual([...new Set(lines)])
    expect(lines.length).toBeGreaterThan(0)
  })

  test('providers stand under their own names, what breaks first', async () => {
    repository.narrow()
    repository.reword()
    repository.extend()
    await repository.run('HEAD')
    const { text } = repository.only()
    expect(text.indexOf('**fal**')).toBeLessThan(text.indexOf('**vtrix**'))
    expect(text.indexOf('- minor')).toBeLessThan(text.indexOf('`description-changed`'))
  })

  test('more than anyone would read is counted', async () => {
    repository.rewordAll()
    expect((await repository.run('HEAD')).code).toBe(0)
    expect(repository.only().text).toContain("'kontext-sdk': patch\n")
    const lines = repository
      .only()
      .text.split('\n')
      .filter((line) => line.startsWith('- '))
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toMatch(/^- And \d+ more: \d+ patch\.$/)
  })
})

describe('exactly one changeset', () => {
  test('a second run changes nothing', async () => {
    repository.narrow()
    await repository.run('HEAD')
    const first = repository.only()
    expect((await repository.run('HEAD')).lines.join()).toContain('its changeset is there')
    expect(repository.only()).toEqual(first)
  })

  test('the same change has the same name wherever it is found', async () => {
    repository.narrow()
    await repository.run('HEAD')
    const { name } = repository.only()
    repository.delete(`.changeset/${name}`)
    repository.commit('The change')
    await repository.run('start')
    expect(repository.only().name).toBe(name)
  })

  test('a change that went on replaces what told of its beginning', async () => {
    repository.narrow()
    await repository.run('start')
    const first = repository.only()
    repository.commit('The beginning')
    repository.extend()
    expect((await repository.run('start')).lines[0]).toBe(
      `Removed .changeset/${first.name}: what it told of is not so any more.`,
    )
    expect(repository.only().name).not.toBe(first.name)
    expect(repository.only().text).toContain('**vtrix**')
    expect(repository.only().text).toContain('**fal**')
  })

  test('it is known by what it says of itself, whatever it is called', async () => {
    repository.narrow()
    await repository.run('HEAD')
    const { name, text } = repository.only()
    repository.delete(`.changeset/${name}`)
    repository.write('.changeset/renamed.md', text)
    await repository.run('HEAD')
    expect(repository.only()).toEqual({ name, text })
  })

  test('one that was edited is written anew', async () => {
    repository.narrow()
    await repository.run('HEAD')
    const { name, text } = repository.only()
    repository.write(`.changeset/${name}`, text.replace('major', 'tiny'))
    expect((await repository.check('HEAD')).code).toBe(1)
    await repository.run('HEAD')
    expect(repository.only()).toEqual({ name, text })
  })

  test('a change that was taken back leaves none', async () => {
    repository.narrow()
    await repository.run('HEAD')
    repository.git('checkout', '--quiet', '--', 'generated')
    const { lines } = await repository.run('HEAD')
    expect(lines.at(-1)).toBe('No contract changed since HEAD.')
    expect(repository.written()).toEqual([])
  })

  test('what was told before the commit stays', async () => {
    repository.narrow()
    await repository.run('start')
    const first = repository.only()
    repository.commit('The first change')
    repository.extend()
    await repository.run('HEAD')
    expect(repository.written()).toHaveLength(2)
    expect(repository.written()).toContain(first.name)
    repository.commit('The second change')
    expect((await repository.check()).code).toBe(0)
  })

  test('one that was forgotten may come later, and stays', async () => {
    repository.narrow()
    repository.commit('A change nobody was told of')
    await repository.run('start')
    const late = repository.only()
    expect((await repository.run('HEAD')).lines).toEqual(['No contract changed since HEAD.'])
    repository.extend()
    await repository.run('HEAD')
    expect(repository.written()).toHaveLength(2)
    expect(repository.written()).toContain(late.name)
    repository.commit('The changeset, and a further change with its own')
    expect((await repository.check()).code).toBe(0)
  })

  test('it stays as it is when the contract changes its form only afterwards', async () => {
    repository.narrow()
    await repository.run('HEAD')
    const first = repository.only()
    repository.write(fal, repository.read(fal).replaceAll('Ticket', 'SubmitAnswer'))
    expect((await repository.check('HEAD')).code).toBe(0)
    await repository.run('HEAD')
    expect(repository.only()).toEqual(first)
  })

  test('a release that took it in starts anew', async () => {
    repository.narrow()
    await repository.run('start')
    repository.commit('The change')
    repository.delete(`.changeset/${repository.only().name}`)
    repository.commit('The release')
    repository.git('tag', 'released')
    expect((await repository.run('released')).lines).toEqual(['No contract changed since released.'])
    repository.extend()
    await repository.run('released')
    expect(repository.only().text).not.toContain('**fal**')
  })

  test('of a branch that went on elsewhere only what this one changed is told', async () => {
    repository.git('checkout', '--quiet', '-B', 'other')
    repository.reword()
    repository.commit('Elsewhere')
    repository.git('checkout', '--quiet', 'main')
    repository.narrow()
    await repository.run('other')
    expect(repository.only().text).toContain('**fal**')
    expect(repository.only().text).not.toContain('**vtrix**')
  })

  test('changesets that people wrote stay as they are', async () => {
    const before = repository.read('.changeset/by-hand.md')
    repository.narrow()
    await repository.run('HEAD')
    repository.git('checkout', '--quiet', '--', 'generated')
    await repository.run('HEAD')
    expect(repository.read('.changeset/by-hand.md')).toBe(before)
  })

  test('a contract that says the same in another form needs none', async () => {
    repository.write(fal, repository.read(fal).replaceAll('Ticket', 'SubmitAnswer'))
    expect(await repository.run('HEAD')).toEqual({
      code: 0,
      lines: ['The contracts changed in form only since HEAD: nobody would notice, no changeset is needed.'],
    })
    expect(repository.written()).toEqual([])
    expect((await repository.check('HEAD')).code).toBe(0)
  })

  test('a package in a folder of a larger repository finds its own files', async () => {
    const inner = join(repository.folder, 'packages/sdk')
    for (const path of [fal, 'package.json']) cpSync(join(repository.folder, path), join(inner, path))
    repository.commit('A larger repository')
    writeFileSync(join(inner, fal), repository.read(fal).replace('maximum: 20', 'maximum: 10'))
    expect((await specChangeset({ root: inner, since: 'HEAD', check: false })).code).toBe(0)
    expect(readdirSync(join(inner, '.changeset'))).toHaveLength(1)
    expect((await specChangeset({ root: inner, since: 'HEAD', check: true })).code).toBe(0)
  })
})
