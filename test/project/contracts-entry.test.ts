import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as entry from 'kontext-sdk/contracts'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

async function textsUnder(directory: string): Promise<readonly string[]> {
  const names = await readdir(join(root, directory), { recursive: true })
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  return Promise.all(sources.map((name) => readFile(join(root, directory, name), 'utf8')))
}

const marked = /\/\*\*(?:(?!\*\/).)*@internal(?:(?!\*\/).)*\*\/\nexport (?:class|const|function) (\w+)/gs
const internal = (await textsUnder('src/contracts')).flatMap((text) =>
  [...text.matchAll(marked)].map(([, name = '']) => name),
)
const ofTheMock = (await textsUnder('mocks/src')).flatMap((text) =>
  [...text.matchAll(/import \{([^}]*)\} from 'kontext-sdk\/contracts'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  ),
)

test('there is something to look at', () => {
  expect(internal).toContain('SchemaCompiler')
  expect(ofTheMock).toContain('checksOf')
})

test.each(internal)('%s is exported for the mock alone, which uses it', (name) => {
  expect(Object.keys(entry)).toContain(name)
  expect(ofTheMock).toContain(name)
})
