import { readFile } from 'node:fs/promises'
import { scenarios } from 'kontext-mocks'
import { expect, test } from 'vitest'

test('the README of the mock names every scenario and no other', async () => {
  const readme = await readFile(new URL('../../mocks/README.md', import.meta.url), 'utf8')
  const named = [...readme.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = '']) =>
    cell.split(', ').map((name) => name.replaceAll('`', '')),
  )
  expect(named.sort()).toEqual(Object.keys(scenarios).sort())
})
