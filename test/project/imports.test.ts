import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Import {
  readonly from: string
  /** A path from the root of the repository, or the name of a package. */
  readonly to: string
  readonly typeOnly: boolean
}

async function importsUnder(directory: string): Promise<Import[]> {
  const entries = await readdir(join(root, directory), { recursive: true, withFileTypes: true })
  const files = entries.filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  const all = await Promise.all(
    files
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .filter((path) => !path.includes('node_modules') && !path.includes('/dist/'))
      .map(async (from) => {
        const text = await readFile(join(root, from), 'utf8')
        const found = [
          ...text.matchAll(/^(?:import|export) (type )?[^'"\n]*?(?:\{[^}]*\} )?(?:from )?'([^']+)'/gm),
        ]
        return found.map(([, type, to = '']) => ({
          from,
          to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to,
          typeOnly: type !== undefined,
        }))
      }),
  )
  return all.flat()
}

const show = ({ from, to }: Import): string => `${from} imports ${to}`
const [src, scripts, mocks, generated] = await Promise.all([
  importsUnder('src'),
  importsUnder('scripts'),
  importsUnder('mocks/src'),
  importsUnder('generated'),
])

test('there are imports to look at', () => {
  expect(src.length).toBeGreaterThan(50)
  expect(generated.length).toBeGreaterThan(8)
})

/** The entries beside the core, and which other entries each is made of. */
const entriesOn: Readonly<Record<string, readonly string[]>> = {
  check: ['contracts', 'webhook'],
  contracts: [],
  diagnostics: [],
  diff: ['contracts', 'portability'],
  portability: [],
  webhook: [],
}

function entryOf(path: string): string | undefined {
  return Object.keys(entriesOn).find((entry) => path.startsWith(`src/${entry}/`))
}

const rules: { name: string; broken: readonly Import[] }[] = [
  {
    name: 'the core does not know generated code: only src/index.ts and the mock do',
    broken: src.filter(
      ({ from, to }) =>
        to.startsWith('generated/') && from !== 'src/index.ts' && !from.startsWith('src/testing/'),
    ),
  },
  {
    name: 'generated code uses nothing of the client but what defines a provider',
    broken: generated.filter(({ to }) => to.startsWith('src/') && to !== 'src/provider.ts'),
  },
  {
    name: 'the pipeline takes the vocabulary and the types of a provider from the client, nothing else',
    broken: scripts.filter(
      ({ to, typeOnly }) =>
        to.startsWith('src/') && !(typeOnly && (to === 'src/vocabulary.ts' || to === 'src/provider.ts')),
    ),
  },
  {
    name: 'the command uses only what a user can import, and words that messages share',
    broken: src.filter(
      ({ from, to }) =>
        from.startsWith('src/cli/') &&
        to.startsWith('src/') &&
        !/^src\/(cli\/|nearest\.ts$|connection-remedy\.ts$)/.test(to),
    ),
  },
  {
    name: 'the core does not know the command or the mock, but for a check: its plan is played on it, and it draws alike',
    broken: src.filter(
      ({ from, to }) =>
        /^src\/(cli|testing)\//.test(to) &&
        !/^src\/(cli|testing)\//.test(from) &&
        !(from.startsWith('src/check/plan/') && to.startsWith('src/testing/')) &&
        !(from.startsWith('src/check/') && to.startsWith('src/testing/images/')),
    ),
  },
  {
    name: 'the mock reaches the SDK by its name only',
    broken: mocks.filter(({ to }) => /^(src|generated|scripts|specs)\//.test(to)),
  },
  {
    name: 'one file of the client knows openapi-fetch',
    broken: src.filter(({ from, to }) => to === 'openapi-fetch' && from !== 'src/http/transport.ts'),
  },
  {
    name: 'the client needs nothing of Node at its start',
    broken: src.filter(
      ({ from, to, typeOnly }) =>
        to.startsWith('node:') && !typeOnly && !/^src\/(check|cli|contracts|diagnostics|diff)\//.test(from),
    ),
  },
  {
    name: 'the client knows nothing of the entries beside it: they are loaded by who imports them',
    broken: src.filter(({ from, to, typeOnly }) => {
      const entry = entryOf(to)
      const importer = entryOf(from)
      if (typeOnly || entry === undefined || importer === entry) return false
      return !(entriesOn[importer ?? ''] ?? []).includes(entry)
    }),
  },
]
test.each(rules)('$name', ({ broken }) => {
  expect(broken.map(show)).toEqual([])
})

test('no module imports itself by way of others', () => {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of [...src, ...scripts, ...mocks, ...generated]) {
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' > '))
    if (path.includes(file) || done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  expect(cycles).toEqual([])
})
