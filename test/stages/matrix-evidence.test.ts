// How a cell finds the line behind a statement, and how links name it.
import fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { side, type Side } from '../../scripts/stages/combine/statements.ts'
import { citedLines, holds } from '../../scripts/stages/matrix/cited-lines.ts'
import { differences } from '../../scripts/stages/matrix/disagreements.ts'
import { labelOf, LinkList, urlOf } from '../../scripts/stages/matrix/links.ts'
import { joined, placeText, readPlace, type Lines } from '../../scripts/stages/matrix/place.ts'
import { rangeText } from '../../scripts/stages/matrix/range-text.ts'
import { told } from '../../scripts/stages/matrix/told.ts'
import { traced } from './support.ts'

const document = (
  name: string,
  lines: Readonly<Record<number, string>>,
): { path: string; lines: string[] } => ({
  path: `specs/x/documents/${name}`,
  lines: Array.from({ length: 100 }, (_none, index) => lines[index + 1] ?? 'something else'),
})
const one = document('000_a.txt', { 50: 'range 1-20', 60: 'minimum: 1', 61: 'maximum: 4', 82: '21:9, 16:9' })
const two = document('001_b.txt', { 12: '/BASE_URL/max:', 80: "- '21:9'", 81: "- '16:9'" })

const citations = [
  { name: 'a line', source: '000 line 50', says: 20, want: ['000_a.txt:50'] },
  { name: 'the line of some that holds a value', source: '000 lines 60-61', says: 4, want: ['000_a.txt:61'] },
  {
    name: 'lines of several documents',
    source: '000 line 82, 001 lines 80-81',
    says: ['21:9', '16:9'],
    want: ['000_a.txt:82', '001_b.txt:80-81'],
  },
  {
    name: 'all lines where none holds the value',
    source: '000 lines 60-61',
    says: 99,
    want: ['000_a.txt:60-61'],
  },
  { name: 'single lines', source: '000 lines 50 and 61', says: 99, want: ['000_a.txt:50', '000_a.txt:61'] },
  { name: 'nothing of a document that is not there', source: '009 line 1', says: 1, want: [] },
  { name: 'nothing of a source file', source: 'fal-js endpoints.ts L14133-14260', says: 1, want: [] },
  {
    name: 'nothing without a number where there are several documents',
    source: 'line 50',
    says: 20,
    want: [],
  },
]
test.each(citations)('finds $name', ({ source, says, want }) => {
  const found = citedLines(source, says, [one, two])
  expect(found.map((lines) => placeText(lines).replace('specs/x/documents/', ''))).toEqual(want)
})

test('takes a line without a number for one of the only document', () => {
  expect(citedLines('lines 50 and 61', 20, [one])).toEqual([{ path: one.path, first: 50, last: 50 }])
})

const holdings = [
  { text: 'range 1-20', says: 20, want: true },
  { text: 'range 1-20', says: 2, want: false },
  { text: 'default 3.5', says: 3.5, want: true },
  { text: 'default 3.5', says: 3, want: false },
  { text: "- '21:9'", says: '21:9', want: true },
  { text: 'supports Base64 encoding', says: 'base64', want: true },
  { text: "- '16'", says: '1', want: false },
  { text: "- '1'", says: '1', want: true },
  { text: 'Default: False', says: false, want: true },
  { text: 'jpeg, png', says: ['webp', 'png'], want: true },
]
test.each(holdings)('"$text" holds $says: $want', ({ text, says, want }) => {
  expect(holds(text, says)).toBe(want)
})

const links = [
  { at: 'specs/x/documents/000_a.txt:3', label: '000:3', url: '../specs/x/documents/000_a.txt#L3' },
  { at: 'specs/x/documents/000_a.txt:3-5', label: '000:3-5', url: '../specs/x/documents/000_a.txt#L3-L5' },
  { at: 'specs/x/documents/a.txt:3:7', label: 'x/a.txt:3', url: '../specs/x/documents/a.txt#L3' },
  {
    at: 'specs/x/overlays/10-a.overlay.yaml:3',
    label: 'x/10-a:3',
    url: '../specs/x/overlays/10-a.overlay.yaml#L3',
  },
  { at: 'specs/x/facts.openapi.yaml:3', label: 'x/facts:3', url: '../specs/x/facts.openapi.yaml#L3' },
  { at: 'specs/dialects/task.yaml:3', label: 'dialects/task:3', url: '../specs/dialects/task.yaml#L3' },
  { at: 'generated/x/evidence.json:1', label: 'x/evidence.json', url: 'x/evidence.json' },
]
test.each(links)('$at is linked as $label', ({ at, label, url }) => {
  expect({ label: labelOf(at), url: urlOf(at) }).toEqual({ label, url })
})

test('two files of one label have labels of their own in the list of links', () => {
  const list = new LinkList()
  expect(list.link('specs/x/documents/000_a.txt:3', 'd')).toBe('[d][000:3]')
  expect(list.link('specs/y/documents/000_b.txt:3', 'd')).toBe('[d][specs/y/documents/000_b.txt:3]')
  expect(list.toString().split('\n')).toHaveLength(2)
})

test('lines that touch become one range, and none is lost or added', () => {
  const lines = fc.record({
    path: fc.constantFrom('a', 'b'),
    first: fc.integer({ min: 1, max: 40 }),
    more: fc.nat(3),
  })
  const numbers = (ranges: readonly Lines[]): string[] =>
    ranges.flatMap(({ path, first, last }) =>
      Array.from({ length: last - first + 1 }, (_none, index) => `${path}:${first + index}`),
    )
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), (given) => {
      const ranges = given.map(({ path, first, more }): Lines => ({ path, first, last: first + more }))
      const made = joined(ranges)
      expect([...numbers(made)].sort()).toEqual([...new Set(numbers(ranges))].sort())
      for (const [index, range] of made.entries()) {
        const before = made[index - 1]
        if (before?.path === range.path) expect(range.first).toBeGreaterThan(before.last + 1)
        expect(readPlace(placeText(range))).toEqual(range)
      }
    }),
  )
})

describe('documents', () => {
  const said = (model: string, schema: string, file: string): { model: string; side: Side } => {
    const read = traced(`components: { schemas: { S: { properties: ${schema} } } }`, { file })
    return {
      model,
      side: side(read, '/components/schemas/S') ?? { fields: new Map(), statements: new Map() },
    }
  }
  const a = [
    said('pro', '{ n: { maximum: 4 }, m: { maximum: 1 } }', 'pro.txt'),
    said('max', '{ n: {}, m: { maximum: 2 } }', 'max.txt'),
  ]

  test('of one provider that disagree are no difference between providers', () => {
    expect(differences([{ descriptor: { id: 'a' }, sides: a }])).toEqual([])
    const b = { descriptor: { id: 'b' }, sides: [said('max', '{}', 'b.txt')] }
    expect(differences([{ descriptor: { id: 'a' }, sides: a }, b])).toEqual([])
  })

  test('of two are told together where they say the same', () => {
    const b = { descriptor: { id: 'b' }, sides: [said('max', '{ n: { maximum: 4 } }', 'b.txt')] }
    const by = (provider: string, model: string, file: string): object => ({
      provider,
      model,
      at: `${file}:1`,
    })
    expect(differences([{ descriptor: { id: 'a' }, sides: a }, b])).toEqual([
      {
        field: 'n.maximum',
        says: [
          { value: 4, by: [by('a', 'pro', 'pro.txt'), by('b', 'max', 'b.txt')] },
          { by: [by('a', 'max', 'max.txt')] },
        ],
      },
    ])
  })
})

test('a range has one end or both', () => {
  expect([{}, { min: 1 }, { max: 4 }, { min: 1, max: 4 }].map(rangeText)).toEqual([
    ...[undefined, 'from 1', 'up to 4', '1 to 4'],
  ])
})

describe('what is told of', () => {
  const subject = {
    documents: [one],
    traced: traced(
      `a:
  x-evidence: { kind: document, source: 000 lines 50 and 61 }
  maximum: 20
  enum: [x, y]
b: {}
c: { d: 1 }
`,
      { file: 'o.yaml', kind: 'inferred' },
    ),
  }

  test('a value is the line of the document that holds it, by way of the line that names it', () => {
    expect(told(subject, ['a', 'maximum'])).toEqual([
      {
        ...{ pointer: '/a/maximum', says: 20, kind: 'document', source: '000 lines 50 and 61' },
        ...{ at: `${one.path}:50`, via: 'o.yaml:3' },
      },
    ])
  })

  test('a list is that of its items, together where one source says them', () => {
    expect(told(subject, ['a', 'enum']).map(({ says, at }) => ({ says, at }))).toEqual([
      { says: ['x', 'y'], at: `${one.path}:50` },
      { says: ['x', 'y'], at: `${one.path}:61` },
    ])
  })

  test('an object is where it begins, and says its name', () => {
    expect(told(subject, ['c'])).toEqual([{ pointer: '/c', says: 'c', kind: 'inferred', at: 'o.yaml:6' }])
  })

  test('nothing is nothing', () => {
    expect(told(subject, ['z'])).toEqual([])
    expect(told(subject, ['c', 'd', 'e'])).toEqual([])
  })
})
