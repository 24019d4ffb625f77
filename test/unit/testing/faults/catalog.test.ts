import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { listAsJson, listAsMarkdown, listAsText } from '../../../../mocks/src/fault-list.ts'
import { faultGroups, faultNamed, faults } from '../../../../src/testing/faults/catalog.ts'
import { scenarios } from '../../../../src/testing/jobs/scenarios.ts'

const all = faultGroups.flatMap((group) => group.faults)

test('there are more than a hundred faults in each dialect', () => {
  for (const dialect of ['fal-queue', 'task'] as const) {
    const there = faults.filter(({ dialects }) => dialects?.includes(dialect) ?? true)
    expect(there.length).toBeGreaterThan(100)
  }
})

test('no two names are the same, scenarios included', () => {
  const names = [...all.map(({ name }) => name), ...Object.keys(scenarios)]
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('every group is in the catalog, and every fault in a group', () => {
  const exchanges = all.filter((fault) => !('plan' in fault)).map(({ name }) => name)
  expect(exchanges.toSorted()).toEqual(faults.map(({ name }) => name).toSorted())
})

test('names say where and what, in words that fit into a header and a key', () => {
  const places = /^(submit|status|stream|result|cancel|image|task|webhook)(-[a-z0-9]+)+$/
  expect(all.map(({ name }) => name).filter((name) => !places.test(name) || name.length > 34)).toEqual([])
})

test('every fault says in one sentence each what happens and what a correct client does', () => {
  const sentence = /^(fal|[A-Z"'`])[^]*[.!]$/
  for (const { name, about, client } of all) {
    expect([name, sentence.test(about), sentence.test(client)]).toEqual([name, true, true])
  }
})

test('a fault is found by its name', () => {
  expect(faultNamed('submit-429-huge')?.expect).toBe('rate-limit')
  expect(faultNamed('submit-429-enormous')).toBeUndefined()
})

test('the list fits into 80 columns and names everything', () => {
  const text = listAsText()
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
  for (const { name } of all) expect(text).toContain(` ${name} `)
  expect(JSON.parse(listAsJson())).toHaveLength(faultGroups.length + 1)
})

test('mocks/FAULTS.md is current; else run: npx kontext-mocks --list --markdown > mocks/FAULTS.md', async () => {
  const page = await readFile(new URL('../../../../mocks/FAULTS.md', import.meta.url), 'utf8')
  expect(page).toBe(listAsMarkdown())
})
