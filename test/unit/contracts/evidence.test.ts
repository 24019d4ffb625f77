import { providers } from 'kontext-sdk'
import { evidenceAt, readContract, type EvidenceFile, type Origin } from 'kontext-sdk/contracts'
import { describe, expect, test } from 'vitest'

const says = (kind: Origin['kind'], at: string) => ({ kind, at, says: true })
const file: EvidenceFile = {
  statements: {
    '/info/title': says('document', 'a:1:1'),
    '/paths/~1max/post/summary': says('document', 'a:2:1'),
    '/paths/~1max/post/tags': says('public', 'a:3:1'),
    '/paths/~1max/post/tags/0': says('inferred', 'a:4:1'),
    '/paths/~1max/post/tags/1': { ...says('inferred', 'a:5:1'), source: 'a page' },
    '/paths/~1maximum/post/summary': says('inferred', 'a:6:1'),
    '/servers/0': { ...says('public', 'a:7:1'), source: 'a page', says: 'x' },
  },
  repairs: [],
  removed: [],
}

describe('what stands behind a place', () => {
  test.each([
    { name: 'is its own statement, whatever is below it', pointer: '/paths/~1max/post/tags', at: 'a:3:1' },
    { name: 'is the weakest statement below it', pointer: '/paths/~1max', at: 'a:4:1' },
    { name: 'is the first of several that are as weak', pointer: '/paths', at: 'a:4:1' },
    { name: 'is not what a name that begins alike says', pointer: '/paths/~1max/post/summary', at: 'a:2:1' },
    { name: 'of the whole contract is the weakest of all', pointer: '', at: 'a:4:1' },
    { name: 'is nothing where nothing is said', pointer: '/paths/~1ma', at: undefined },
    { name: 'is nothing below a statement', pointer: '/info/title/x', at: undefined },
  ])('$name', ({ pointer, at }) => {
    expect(evidenceAt(file, pointer)?.at).toBe(at)
  })

  test('comes with the page behind a line of ours, and is not mixed with another file', () => {
    const want = { pointer: '/servers', kind: 'public', at: 'a:7:1', source: 'a page' }
    expect(evidenceAt(file, '/servers')).toEqual(want)
    expect(evidenceAt({ ...file, statements: {} }, '/servers')).toBeUndefined()
  })
})

test.each(Object.keys(providers))('every place of %s has what its definition gives', (id) => {
  const { evidence } = readContract(id)
  if (evidence === undefined) throw new Error('There is no evidence.')
  const pointers = Object.keys(evidence.statements)
  const places = new Set(
    pointers.flatMap((pointer) => [...pointer.split('/').keys()].map((end) => above(pointer, end))),
  )
  expect(places.size).toBeGreaterThan(100)
  const defined = [...places, ...pointers].map((pointer) => [pointer, weakest(evidence, pointer)])
  expect([...places, ...pointers].map((pointer) => [pointer, evidenceAt(evidence, pointer)?.at])).toEqual(
    defined,
  )
})

function above(pointer: string, end: number): string {
  return pointer
    .split('/')
    .slice(0, end + 1)
    .join('/')
}

/** Word for word what the public description says: slow, and plain. */
function weakest({ statements }: EvidenceFile, pointer: string): string | undefined {
  const own = statements[pointer]
  if (own !== undefined) return own.at
  const below = Object.entries(statements).flatMap(([at, statement]) =>
    at.startsWith(`${pointer}/`) ? [statement] : [],
  )
  const kinds: readonly Origin['kind'][] = ['inferred', 'public', 'document']
  return kinds.flatMap((kind) => below.find((statement) => statement.kind === kind) ?? [])[0]?.at
}
