import { describe, expect, test } from 'vitest'
import { isObject, sameJson } from '../../scripts/lib/json.ts'
import { formatPointer, parsePointer, walk } from '../../scripts/lib/json-pointer.ts'
import { evidence } from '../../scripts/stages/evidence.ts'
import {
  contract,
  evidenceFile,
  fileText,
  pointed,
  providerIds,
  refusal,
  traced,
  type ProviderId,
} from './support.ts'

/** Marks of our own in a contract: they are evidence, and need none. */
const marks = new Set(['x-evidence', 'x-evidence-of'])

/** Pointers of every leaf of a contract. */
function leaves(id: ProviderId): string[] {
  const found: string[] = []
  walk(contract(id), (value, path) => {
    if (path.some((step) => marks.has(String(step)))) return
    const inside = Array.isArray(value) ? value : isObject(value) ? Object.keys(value) : []
    if (inside.length === 0) found.push(formatPointer(path))
  })
  return found
}

describe.each(providerIds)('the evidence of %s', (id) => {
  const { statements } = evidenceFile(id)

  test('answers every leaf of the contract, and nothing else', () => {
    expect([...statements.keys()].toSorted()).toEqual(leaves(id).toSorted())
  })

  test('covers 100 % of it: each statement says what the contract says there', () => {
    const tree = contract(id)
    const all = leaves(id)
    const answered = all.filter((pointer) => {
      const said = statements.get(pointer)
      return said !== undefined && sameJson(said.says, pointed(tree, pointer))
    })
    expect({ answered: answered.length, coverage: (100 * answered.length) / all.length }).toEqual({
      answered: statements.size,
      coverage: 100,
    })
  })

  test('is of a kind that is known', () => {
    expect([...new Set([...statements.values()].map(({ kind }) => kind))].toSorted()).toEqual(
      id === 'fal' ? ['public'] : ['document', 'inferred', 'public'],
    )
  })

  test('names files that exist and lines they have', () => {
    for (const [pointer, { file, line }] of statements) {
      const count = fileText(file).split('\n').length
      expect(line >= 1 && line <= count, `${pointer}: ${file}:${String(line)}`).toBe(true)
    }
  })

  test('names witnesses that exist', () => {
    for (const [pointer, { witnesses }] of statements) {
      for (const witness of witnesses) {
        const [, file = '', line = ''] = /^(.*):(\d+)$/.exec(witness) ?? []
        expect(fileText(file).split('\n')[Number(line) - 1], `${pointer}: ${witness}`).not.toBeUndefined()
      }
    }
  })

  test('says where a public or inferred statement comes from', () => {
    const silent = [...statements].filter(
      ([, { kind, source, rule }]) => kind !== 'document' && source === undefined && rule !== 'provider',
    )
    expect(silent.map(([pointer]) => pointer)).toEqual([])
  })

  test('gives the reason of every statement an overlay makes', () => {
    for (const [pointer, { file, reason }] of statements) {
      if (file.includes('/overlays/')) expect(reason, pointer).toMatch(/\w/)
    }
  })
})

describe('every place, whatever the file,', () => {
  const all = providerIds.flatMap((id) =>
    [...evidenceFile(id).statements].map(([pointer, statement]) => ({ id, pointer, ...statement })),
  )
  const written = (file: string, line: number, column: number): string =>
    (fileText(file).split('\n')[line - 1] ?? '').slice(column - 1)

  // A rule made these of something else; the next test holds page text.
  const made = new Set(['hoist', 'security-from-header', 'page-text', 'overlay-copy'])

  test('holds the key of its statement, or its item', () => {
    const odd = all.filter(({ pointer, says, file, line, column, rule, source }) => {
      if (made.has(rule ?? '') || /\/00[24]_/.test(file)) return false
      // What a contract says of itself has the name of its provider for a place.
      if (rule === 'provider' || source === 'the form of every contract; a page has none')
        return !written(file, line, column).startsWith('title:')
      const key = parsePointer(pointer).at(-1) ?? ''
      const text = written(file, line, column)
      if (text.replace(/^['"]/, '').startsWith(key)) return false
      // An item, an item in a block on the next line, or an action that puts an item into a list.
      const item = typeof says === 'string' ? says : JSON.stringify(says)
      return !(/^\d+$/.test(key) && (text.includes(item) || /^>|^target:/.test(text)))
    })
    expect(odd.map(({ id, pointer, file, line }) => `${id} ${pointer} at ${file}:${line}`)).toEqual([])
    expect(all.length).toBeGreaterThan(1000)
  })

  test('is a line of its own for each key of an example on a page', () => {
    const keys = all.filter(
      ({ pointer, rule }) =>
        rule === 'page-text' && pointer.includes('/requestBody/') && pointer.includes('/example/'),
    )
    expect(keys.length).toBeGreaterThan(5)
    for (const { pointer, file, line, column } of keys)
      expect(written(file, line, column)).toBe(`"${parsePointer(pointer).at(-1) ?? ''}"`)
  })
})

describe('a line that was repaired', () => {
  const { statements, repairs } = evidenceFile('chainhub')
  const through = [...statements].flatMap(([pointer, said]) =>
    [said, said.was].flatMap((place) => (place?.repair === undefined ? [] : [{ pointer, ...place }])),
  )

  test('is named by what was said in it, though an overlay replaced the text', () => {
    expect(through.map(({ line, repair }) => ({ line, repair })).toSorted((a, b) => a.line - b.line)).toEqual(
      repairs.map(({ line }) => ({ line, repair: 'unquoted-colon' })),
    )
  })

  test('keeps the text the document has', () => {
    const said = statements.get('/components/schemas/MaxInput/properties/guidance_scale/description')
    expect(said).toMatchObject({
      replaced: 'Range value: 1-20',
      was: { line: 33, repair: 'unquoted-colon' },
    })
  })
})

test.each(['/openapi', '/info/version'])(
  '%s, which a page does not have, is inferred and says why',
  (pointer) => {
    expect(evidenceFile('vtrix').statements.get(pointer)).toMatchObject({
      kind: 'inferred',
      file: 'specs/vtrix/provider.yaml',
      source: expect.stringMatching(/page has none|no document gives one/),
    })
  },
)

test('a leaf that nothing answers for ends the run', () => {
  const given = traced('openapi: 3.1.0\ninfo: { title: x }\n')
  given.tree['paths'] = { '/a': {} }
  const rest = { documents: [], disagreements: [], corrections: [], dropped: [] }
  expect(refusal(() => evidence({ traced: given, ...rest }))).toMatchObject([
    { rule: 'evidence', message: expect.stringContaining('nothing says where /paths/~1a comes from') },
  ])
})

describe('a statement of a document', () => {
  const stated = providerIds.flatMap((id) =>
    [...evidenceFile(id).statements]
      .filter(([, { kind, file }]) => kind === 'document' && file.includes('/documents/'))
      .map(([pointer, statement]) => ({ id, pointer, ...statement })),
  )
  const quoted = (file: string, line: number): string => fileText(file).split('\n')[line - 1] ?? ''

  test('stands in a line that is not empty', () => {
    const empty = stated.filter(({ file, line }) => quoted(file, line).trim() === '')
    expect(empty.map(({ pointer }) => pointer)).toEqual([])
  })

  // What the pipeline made of a line (a reference, a scheme) does not stand there in so many words.
  const made = new Set(['hoist', 'required-body', 'security-from-header'])

  test('stands in YAML in a line that holds its key, or its item', () => {
    const yaml = stated.filter(({ rule, file }) => !/\/00[24]_/.test(file) && !made.has(rule ?? ''))
    expect(yaml.length).toBeGreaterThan(100)
    for (const { id, pointer, file, line } of yaml) {
      const key = parsePointer(pointer).at(-1) ?? ''
      const want = /^\d+$/.test(key) ? '- ' : `${key}:`
      expect(quoted(file, line), `${id} ${pointer} at ${file}:${String(line)}`).toContain(want)
    }
  })

  const samples = [
    {
      id: 'fal-relay',
      pointer: '/components/schemas/MaxInput/properties/num_images/maximum',
      want: 'maximum: 4',
    },
    { id: 'fal-relay', pointer: '/components/schemas/MaxInput/required/1', want: '- image_url' },
    {
      id: 'fal-relay',
      pointer: '/components/schemas/ProInput/properties/aspect_ratio/enum/8',
      want: "- '9:21'",
    },
    { id: 'fal-relay', pointer: '/security/0/bearer', want: 'example: Bearer {{API_KEY}}' },
    { id: 'chainhub', pointer: '/servers/0/url', want: 'url: https://api.chainhub.tech' },
    { id: 'chainhub', pointer: '/components/securitySchemes/bearer/scheme', want: 'scheme: bearer' },
    { id: 'chainhub', pointer: '/components/schemas/MaxInput/required/1', want: '- output_format' },
    {
      id: 'vtrix',
      pointer: '/components/schemas/MaxInput/properties/model/const',
      want: 'Value: flux_kontext_max',
    },
    { id: 'vtrix', pointer: '/components/schemas/Parameters/required/0', want: 'prompt string required' },
    {
      id: 'vtrix',
      pointer: '/components/schemas/Parameters/properties/steps/maximum',
      want: 'Range: 1 - 50',
    },
    {
      id: 'vtrix',
      pointer: '/components/schemas/Parameters/properties/output_format/enum/1',
      want: 'Options: jpeg, png',
    },
    {
      id: 'vtrix',
      pointer: '/components/schemas/Task/properties/usage/properties/cost/type',
      want: 'cost string',
    },
    {
      id: 'vtrix',
      pointer: '/components/securitySchemes/bearer/scheme',
      want: 'Authorization: Bearer YOUR_API_KEY',
    },
  ] as const
  for (const { id, pointer, want } of samples) {
    test(`stands where it says: ${id} ${pointer}`, () => {
      const said = evidenceFile(id).statements.get(pointer)
      expect(said?.kind).toBe('document')
      expect(quoted(said?.file ?? '', said?.line ?? 0)).toContain(want)
    })
  }

  test('names its field in the line where the page gives its type', () => {
    const typed = stated.filter(
      ({ file, pointer }) => /\/00[24]_/.test(file) && /\/properties\/\w+\/type$/.test(pointer),
    )
    expect(typed.length).toBeGreaterThan(20)
    for (const { pointer, file, line } of typed) {
      expect(quoted(file, line), pointer).toContain(parsePointer(pointer).at(-2))
    }
  })
})
